from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from case_flow.application.known import Known
from case_flow.application.records import Records
from case_flow.application.rounds.rounds import KIND, Rounds
from case_flow.domain.asking import Asked
from case_flow.domain.asking import open_round as open_
from case_flow.domain.policy import READ_CARD, Acting
from case_flow.domain.refusals import NoSuchCase
from case_flow.domain.round import Round
from case_flow.domain.round_refusals import AboutRestrictedCase, NoSuchRound
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text, Title
from councilkit.refusals import UnknownReference

MOST_ASKED, MOST_QUESTIONS = 500, 30


@dataclass(frozen=True)
class OpenRound:
    """Ask other councils the same questions by a day. `within`: the round in which one is asked oneself."""

    council: str
    to: Annotated[tuple[str, ...], Field(min_length=1, max_length=MOST_ASKED)]
    title: Title
    intro: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_QUESTIONS)]
    due: date
    case: str | None = None
    within: str | None = None

    @property
    def texts(self) -> dict[str, str]:
        numbered = {f"question_{number}": text for number, text in enumerate(self.questions, start=1)}
        return {"title": self.title, "intro": self.intro, **numbered}


async def open_round(
    command: OpenRound, by: Acting, call: Call, *, rounds: Rounds, records: Records, known: Known
) -> Receipt:
    sender = await known.council(command.council, field="/council")
    for place, id in enumerate(command.to):
        await known.council(id, field=f"/to/{place}")
    routes = await known.routes(sender.id, *command.to)
    await _require_open_to_all(command.case, by, records)
    asked = Asked(command.to, len(command.questions), command.due, command.case, await _outer(command.within, rounds))
    round = derived_id(KIND, call.command_id)
    return await rounds.open(
        round,
        call,
        lambda now: open_(by, sender, asked, routes, round=round, now=now),
        texts=command.texts,
    )


async def _require_open_to_all(case: str | None, by: Acting, records: Records) -> None:
    if case is None:
        return
    try:
        about = (await records.get(case)).case
    except NoSuchCase:
        raise UnknownReference("No case with this id is known here.", field="/case") from None
    if READ_CARD not in about.readable_for([by]):
        raise UnknownReference("No case with this id is known here.", field="/case")
    if about.restriction:
        raise AboutRestrictedCase("All may read a round; this case is kept from others.", field="/case")


async def _outer(within: str | None, rounds: Rounds) -> Round | None:
    if within is None:
        return None
    try:
        return await rounds.get(within)
    except NoSuchRound:
        raise UnknownReference("No round with this id is known here.", field="/within") from None
