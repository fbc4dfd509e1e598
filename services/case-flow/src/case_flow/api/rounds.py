"""A council asks others the same questions: the commands, and what is read by all who hold a term or a post."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from case_flow.api.dependencies import Service
from case_flow.api.reading import position_of
from case_flow.api.rounds_bodies import (
    AnswerRoundBody,
    ConcludeRoundBody,
    EraseRoundTextBody,
    OpenRoundBody,
    RoundCardsBody,
)
from case_flow.api.rounds_shapes import RoundCard, RoundCards, RoundShape
from case_flow.application.rounds.answer_round import AnswerRound, answer_round
from case_flow.application.rounds.conclude_round import ConcludeRound, conclude_round
from case_flow.application.rounds.erase_round_text import EraseRoundText, erase_round_text
from case_flow.application.rounds.list_rounds import WantedRounds, list_rounds
from case_flow.application.rounds.open_round import OpenRound, open_round
from case_flow.application.rounds.read_round import read_round
from case_flow.application.rounds.read_round_cards import read_round_cards
from case_flow.domain.refusals import AskedTwice, DayFarOff, DayPassed, NoMore, NoSuchRoute
from case_flow.domain.round_policy import RoundAction
from case_flow.domain.round_refusals import (
    AboutRestrictedCase,
    HasNotAnswered,
    LaterThanAsked,
    NoSuchRound,
    NothingSaid,
    NotInTheRound,
    QuestionsUnanswered,
    RoundGoesOn,
    RoundOver,
)
from councilkit.ledger import NoSuchText
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, Caller, CursorMalformed, Page, PagingDep, Since, action, etag, scope
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader
from councilkit.workdays import oslo_day

router = APIRouter(tags=["rounds"])

RoundId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]
OF_A_DAY = (DayPassed, DayFarOff, LaterThanAsked)
OF_THE_ASKED = (UnknownReference, NoMore, NoSuchRoute, AskedTwice, NotInTheRound, RoundOver, AboutRestrictedCase)


@router.post("/rounds", status_code=201, **action(RoundAction.OPEN, *OF_A_DAY, *OF_THE_ASKED, *ANY_COMMAND))
async def open_(body: OpenRoundBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = OpenRound(**dict(body))
    receipt = await open_round(
        command, by.holding, by.call, rounds=service.rounds, records=service.records, known=service.known
    )
    return await answer(receipt)


async def _wanted(
    council: Annotated[str | None, Query(max_length=100, description="Only rounds that it has a part in")] = None,
    case: Annotated[str | None, Query(max_length=100, description="Only rounds about it")] = None,
    waiting: Annotated[bool | None, Query(description="Only those that wait for the asker's own councils")] = None,
) -> WantedRounds:
    return WantedRounds(council, case, waiting=bool(waiting))


WantedDep = Annotated[WantedRounds, Depends(_wanted)]


@router.get("/rounds", **action("list_rounds", CursorMalformed))
async def rounds(
    reader: Reader,
    service: Service,
    paging: PagingDep,
    wanted: WantedDep,
) -> Page[RoundCard]:
    found = await list_rounds(
        reader.holdings,
        wanted=wanted,
        before=position_of(paging),
        limit=paging.fetch,
        records=service.records,
        round_records=service.round_records,
    )
    texts = await service.round_records.texts([record.title for record in found])
    return paging.page(found, key=lambda record: record.position, show=lambda record: RoundCard.of(record, texts))


@router.post("/round-cards", **action("read_round_cards"))
async def cards_of(
    _: Annotated[Caller, Depends(scope("cards:read"))], body: RoundCardsBody, service: Service
) -> RoundCards:
    """Tell many rounds at once to a service that writes to people; none about a case that has been restricted."""
    found = await read_round_cards(body.rounds, records=service.records, round_records=service.round_records)
    texts = await service.round_records.texts([record.title for record in found])
    return RoundCards(items=[RoundCard.of(record, texts) for record in found])


@router.get("/rounds/{round}", **action("read_round", NoSuchRound))
async def round_in_full(
    round: RoundId, reader: Reader, service: Service, response: Response, since: Since = None
) -> RoundShape:
    if since:
        await service.seen(since)
    reading = await read_round(
        round,
        reader.holdings,
        today=oslo_day(service.clock()),
        records=service.records,
        round_records=service.round_records,
        known=service.known,
    )
    response.headers["ETag"] = etag(reading.record.sequence)
    return RoundShape.reading(reading)


ANY_CHANGE = (NoSuchRound, RoundOver, *ANY_COMMAND)


@router.post("/rounds/{round}/answer", **action(RoundAction.ANSWER, QuestionsUnanswered, NothingSaid, *ANY_CHANGE))
async def say(round: RoundId, body: AnswerRoundBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = AnswerRound(round, tuple(one.said for one in body.answers))
    receipt = await answer_round(
        command, by.holding, by.call, rounds=service.rounds, round_records=service.round_records
    )
    return await answer(receipt)


@router.post("/rounds/{round}/texts/erase", **action(RoundAction.ERASE_TEXT, NoSuchText, NoSuchRound, *ANY_COMMAND))
async def erase(round: RoundId, body: EraseRoundTextBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    """Erase one text for good: who asked may, and the council that wrote it."""
    command = EraseRoundText(round, body.entry, body.text)
    receipt = await erase_round_text(
        command, by.holding, by.call, rounds=service.rounds, round_records=service.round_records
    )
    return await answer(receipt)


@router.post("/rounds/{round}/conclude", **action(RoundAction.CONCLUDE, RoundGoesOn, HasNotAnswered, *ANY_CHANGE))
async def end(round: RoundId, body: ConcludeRoundBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ConcludeRound(round, body.outcome, body.contributed)
    return await answer(await conclude_round(command, by.holding, by.call, rounds=service.rounds))
