"""What is read of cases: cards by everybody, texts by those whom the case has passed, tasks by those who do them.

Who sits nowhere any more reads what was raised while they sat.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from case_flow.api.bodies import CardsBody
from case_flow.api.case_shapes import CaseShape
from case_flow.api.dependencies import CaseId, Service
from case_flow.api.shapes import Card, Cards, Tasks, TaskShape
from case_flow.application.reading.find_cards import find_cards
from case_flow.application.reading.list_cards import Wanted, card_texts, list_cards, list_remembered
from case_flow.application.reading.list_tasks import list_tasks
from case_flow.application.reading.read_cards import read_cards
from case_flow.application.reading.read_case import read_case
from case_flow.application.records import Record
from case_flow.application.service import CaseFlow
from case_flow.domain.refusals import NoSuchCase
from case_flow.domain.transitions import State
from councilkit.web import Caller, CursorMalformed, Page, Paging, PagingDep, Since, action, etag, scope
from councilkit.web.house_app import Reader, ReaderOrFormer

router = APIRouter(tags=["reading"])

LAST_POSITION = 2**53

Called = Annotated[str | None, Query(max_length=100, description="Only what goes by this reference, or this number")]


async def _wanted(
    council: Annotated[str | None, Query(max_length=100, description="Only cases that it has been asked about")] = None,
    state: State | None = None,
    over: Annotated[bool | None, Query(description="Only what is finished, or only what is not")] = None,
) -> Wanted:
    return Wanted(council, state, over)


WantedDep = Annotated[Wanted, Depends(_wanted)]


@router.get("/cases", **action("list_cards", CursorMalformed))
async def cards(
    reader: ReaderOrFormer,
    service: Service,
    paging: PagingDep,
    wanted: WantedDep,
    called: Called = None,
) -> Page[Card]:
    """Tell what is not restricted; whoever asks for a case by what it is called is told of one that they take part in.

    Who sits nowhere any more is told what was raised while they sat.
    """
    found = await _found(called, wanted, reader, service, paging)
    shown = found[: paging.limit]
    texts = await card_texts(shown, asker=reader.holdings, records=service.records)
    cancelled = await _cancelled(shown, service)
    return paging.page(
        found,
        key=lambda record: record.position,
        show=lambda record: Card.of(record, texts, cancelled=cancelled),
    )


@router.post("/cards", **action("read_cards"))
async def cards_of(_: Annotated[Caller, Depends(scope("cards:read"))], body: CardsBody, service: Service) -> Cards:
    """Tell many cards at once to a service that writes to people; cases that are not there are left out.

    Of a restricted case it hears no text: a mail may end anywhere.
    """
    found = await read_cards(body.cases, records=service.records)
    open_to_all = [record for record in found if record.case.restriction is None]
    texts, cancelled = await card_texts(open_to_all, records=service.records), await _cancelled(found, service)
    return Cards(items=[Card.of(record, texts, cancelled=cancelled) for record in found])


@router.get("/cases/{case}", **action("read_case", NoSuchCase))
async def case_with_path(
    case: CaseId, reader: ReaderOrFormer, service: Service, response: Response, since: Since = None
) -> CaseShape:
    if since:
        await service.seen(since)
    reading = await read_case(
        case, reader.holdings, former=reader.former, records=service.records, known=service.known, now=service.clock()
    )
    response.headers["ETag"] = etag(reading.record.sequence)
    return CaseShape.reading(reading)


@router.get("/tasks", **action("list_tasks"))
async def tasks(reader: Reader, service: Service) -> Tasks:
    waiting = await list_tasks(reader.holdings, records=service.records, known=service.known, now=service.clock())
    records = [task.record for task in waiting]
    texts = await card_texts(records, asker=reader.holdings, records=service.records)
    cancelled = await _cancelled(records, service)
    return Tasks(items=[TaskShape.of(task, texts, cancelled=cancelled) for task in waiting])


async def _found(
    called: str | None, wanted: Wanted, reader: Caller, service: CaseFlow, paging: Paging
) -> Sequence[Record]:
    before, records = position_of(paging), service.records
    if called is not None:
        asker, former, known, now = reader.holdings, reader.former, service.known, service.clock()
        return await find_cards(
            called, wanted, asker, former=former, before=before, records=records, known=known, now=now
        )
    if reader.holdings:
        return await list_cards(wanted, before=before, limit=paging.fetch, records=records)
    return await list_remembered(wanted, reader.former, before=before, limit=paging.fetch, records=records)


async def _cancelled(shown: Sequence[Record], service: CaseFlow) -> set[str]:
    return await service.known.cancelled({record.case.meeting for record in shown})


def position_of(paging: Paging) -> int | None:
    if paging.after is None:
        return None
    if not isinstance(paging.after, int) or not 0 < paging.after <= LAST_POSITION:
        raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
    return paging.after
