from pydantic.dataclasses import dataclass

from councilkit.ids import derived_id
from councilkit.ledger import Call, ClaimTaken, Receipt
from councilkit.policy import Holder
from newsletter.application.editions import KIND, Editions
from newsletter.domain.edition import open_edition as begin
from newsletter.domain.half import Half
from newsletter.domain.refusals import EditionExists


@dataclass(frozen=True)
class OpenEdition:
    """Begin the edition of a half-year; there is one of each."""

    half: str


async def open_edition(command: OpenEdition, by: Holder, call: Call, *, editions: Editions) -> Receipt:
    half, edition = Half.named(command.half), derived_id(KIND, call.command_id)
    try:
        return await editions.open(
            edition, call, lambda now: begin(by, half, edition=edition, now=now), claims=[f"{KIND}/{half}"]
        )
    except ClaimTaken:
        raise EditionExists("There is a newsletter of this half-year already.", field="/half") from None
