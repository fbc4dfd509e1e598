"""Councils over HTTP: what is done with them, and what is read."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from council_registry.api.bodies import (
    CouncilBody,
    Day,
)
from council_registry.api.dependencies import Id, Service
from council_registry.api.paging import after_of
from council_registry.api.shapes import (
    CouncilCard,
    CouncilShape,
)
from council_registry.application.found_council import FoundCouncil, found_council
from council_registry.application.read_council import read_council
from council_registry.application.records import COUNCILS
from council_registry.domain.policy import POLICY, Action
from council_registry.domain.refusals import (
    NoSuchCouncil,
    ShortCodeTaken,
    WrongLevel,
)
from councilkit.events.councils import Level
from councilkit.refusals import UnknownReference
from councilkit.web import (
    Accepted,
    CursorMalformed,
    Page,
    PagingDep,
    Since,
    action,
    allowed_actions,
    etag,
)
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader
from councilkit.workdays import oslo_day

router = APIRouter(tags=["councils"])


AnId = Annotated[str | None, Query(max_length=100)]
SeatedOn = Annotated[Day | None, Query(description="The day whose terms the seats show; today unless told")]


@router.post(
    "/councils",
    status_code=201,
    **action(Action.FOUND_COUNCIL, UnknownReference, WrongLevel, ShortCodeTaken, *ANY_COMMAND),
)
async def found(body: CouncilBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = FoundCouncil(body.charter())
    receipt = await found_council(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt)


@router.get("/councils", **action("list_councils", CursorMalformed))
async def councils(
    _: Reader,
    service: Service,
    paging: PagingDep,
    level: Level | None = None,
    parent: AnId = None,
    unit: AnId = None,
) -> Page[CouncilCard]:
    where = {"charter.level": level, "charter.parent": parent, "charter.units": unit}
    found = await service.records.find(
        COUNCILS, where, order="charter.short", after=after_of(paging), limit=paging.fetch
    )
    return paging.page(found, key=lambda one: [one.state.charter.short, one.state.id], show=CouncilCard.card)


@router.get("/councils/{id}", **action("read_council", NoSuchCouncil))
async def council(
    *, id: Id, reader: Reader, service: Service, response: Response, since: Since = None, on: SeatedOn = None
) -> CouncilShape:
    if since:
        await service.seen(since)
    page = await read_council(id, records=service.records)
    response.headers["ETag"] = etag(page.record.sequence)
    actions = allowed_actions(POLICY, reader, page.record.state.possible(), page.place.relations)
    return CouncilShape.page(page, on or oslo_day(service.clock()), actions)
