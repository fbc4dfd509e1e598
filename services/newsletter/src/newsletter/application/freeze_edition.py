from collections.abc import Awaitable, Callable

from pydantic.dataclasses import dataclass

from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt, TooMuch
from councilkit.policy import Holder
from councilkit.workdays import oslo_day
from newsletter.application.editions import Editions
from newsletter.application.known import Known
from newsletter.domain.policy import FREEZE, POLICY
from newsletter.domain.refusals import NotLevel

Level = Callable[[], Awaitable[bool]]
"""Waits a little until we have heard all that freezing stands on; tells whether we have. May raise `Unavailable`."""


@dataclass(frozen=True)
class FreezeEdition:
    """Fix what the edition tells of and who gets it. It is sent from then on."""

    edition: str


async def freeze_edition(
    command: FreezeEdition, by: Holder, call: Call, *, editions: Editions, known: Known, level: Level, clock: Clock
) -> Receipt:
    POLICY.require(FREEZE, by)
    half = (await editions.get(command.edition)).half
    if not await level():
        raise NotLevel("We have not heard the latest news of councils and cases yet. Try again in a moment.")
    terms = await known.readers(oslo_day(clock()))
    cases = [case.id for case in await known.told_in(half)]
    try:
        return await editions.change(command.edition, call, lambda edition, _: edition.freeze(by, terms, cases))
    except TooMuch:
        raise TooMuch(
            "There are more readers and cases than one newsletter has room for. Nothing has been sent: "
            "tell those who run Rådslag."
        ) from None
