"""Rounds as tests drive them: a region, or the centre, asks the councils of `places`."""

from datetime import date, timedelta

from case_flow.application.rounds.answer_round import AnswerRound, Said
from case_flow.application.rounds.open_round import OpenRound
from case_flow.application.rounds.read_round import RoundReading, read_round
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import HARBOUR, REGION, VALLEY, Place
from councilkit.callers import Holding
from councilkit.events.rounds import Stance
from councilkit.events.structure import CouncilClosed
from councilkit.workdays import oslo_day

DUE = date(2026, 12, 17)  # thirty days from now
ASK = OpenRound(
    council=REGION.id,
    to=(HARBOUR.id, VALLEY.id),
    title="Ny strategi for brukermedvirkning",
    intro="Direktoratet lager en ny strategi, og spør hva vi mener.",
    questions=("Alle utvalg får opplæring hvert år.", "Hva mangler?"),
    due=DUE,
)
FOR, NONE = Said(Stance.FOR, "Det har vi bedt om lenge."), Said(Stance.NONE)
OUTCOME = "Takk! Vi foreslår opplæring hvert år."

A_ROUND = {
    "council": REGION.id,
    "to": list(ASK.to),
    "title": ASK.title,
    "intro": ASK.intro,
    "questions": list(ASK.questions),
    "due": DUE.isoformat(),
}
AN_ANSWER = {"answers": [{"stance": "for", "comment": FOR.comment}, {"stance": "none"}]}
"""The same, as they are sent to the API."""


async def opened(case_flow: Driver, ask: OpenRound = ASK, by: Holding = REGION.leader) -> str:
    return (await case_flow.do(ask, by)).stream.removeprefix("round-")


async def says(case_flow: Driver, place: Place, round: str, *said: Said) -> None:
    await case_flow.do(AnswerRound(round, said or (FOR, NONE)), place.secretary)


async def read(case_flow: Driver, round: str, by: Place = REGION) -> RoundReading[Holding]:
    service, today = case_flow.service, oslo_day(case_flow.now)
    return await read_round(
        round,
        [by.leader],
        today=today,
        records=service.records,
        round_records=service.round_records,
        known=service.known,
    )


async def closes(case_flow: Driver, place: Place, *successors: Place) -> None:
    after = tuple(one.id for one in successors)
    await case_flow.tell(CouncilClosed(council=place.id, on=oslo_day(case_flow.now), successors=after))
    await case_flow.all_followed()


async def days_pass(case_flow: Driver, until: date) -> None:
    await case_flow.wait_until(NOW + timedelta(days=(until - oslo_day(NOW)).days))
