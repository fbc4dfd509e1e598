"""Units and posts over HTTP: what is done with them, and what is read."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from council_registry.api.bodies import (
    Day,
    EndBody,
    LoadBody,
    PostBody,
)
from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.api.paging import after_of
from council_registry.api.shapes import (
    Appointed,
    LoadedShape,
    UnitCard,
    UnitShape,
)
from council_registry.application.end_post import EndPost, end_post
from council_registry.application.load_units import LoadUnits, load_units
from council_registry.application.places import place_of
from council_registry.application.read_unit import read_unit
from council_registry.application.records import UNITS
from council_registry.application.start_post import StartPost, start_post
from council_registry.domain.policy import POLICY, Action
from council_registry.domain.refusals import (
    AlreadyOver,
    EndsBeforeStart,
    NobodyInCharge,
    NoSuchPost,
    NoSuchUnit,
    PersonKnown,
    PersonOrContact,
    WrongPlaceForPost,
)
from councilkit.events.councils import UnitKind
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

router = APIRouter(tags=["units"])

ANY_APPOINTMENT = (UnknownReference, PersonOrContact, PersonKnown, EndsBeforeStart, *ANY_COMMAND)


AnId = Annotated[str | None, Query(max_length=100)]
SeatedOn = Annotated[Day | None, Query(description="The day whose terms the seats show; today unless told")]


@router.post("/units/load", **action(Action.LOAD_UNITS, UnknownReference, *ANY_COMMAND))
async def load(body: LoadBody, by: Acting, service: Service) -> LoadedShape:
    command = LoadUnits(body.edition)
    loaded = await load_units(command, by.holding, by.call, units=service.units, unit_list=service.unit_list)
    return LoadedShape(listed=loaded.listed, known=loaded.known)


@router.post(
    "/units/{number}/posts",
    status_code=201,
    **action(Action.START_POST, NoSuchUnit, WrongPlaceForPost, NobodyInCharge, *ANY_APPOINTMENT),
)
async def new_post(number: UnitNumber, body: PostBody, by: Acting, service: Service, answer: AnswerDep) -> Appointed:
    command = StartPost(number, body.role, body.period(), body.who())
    made = await start_post(command, by.holding, by.call, units=service.units, appointments=service.appointments)
    return Appointed.of(await answer(made.receipt, made.id), made.person)


@router.post(
    "/units/{number}/posts/{post}/end",
    **action(Action.END_POST, NoSuchUnit, NoSuchPost, EndsBeforeStart, AlreadyOver, *ANY_COMMAND),
)
async def no_more_post(
    *, number: UnitNumber, post: Id, body: EndBody, by: Acting, service: Service, answer: AnswerDep
) -> Accepted:
    command = EndPost(number, post, body.on)
    return await answer(await end_post(command, by.holding, by.call, units=service.units), post)


@router.get("/units", **action("list_units", CursorMalformed))
async def units(
    _: Reader, service: Service, paging: PagingDep, kind: UnitKind | None = None, parent: AnId = None
) -> Page[UnitCard]:
    where = {"kind": kind, "parent": parent}
    found = await service.records.find(UNITS, where, after=after_of(paging), limit=paging.fetch)
    return paging.page(found, key=lambda one: [one.state.number, one.state.number], show=UnitCard.of)


@router.get("/units/{number}", **action("read_unit", NoSuchUnit))
async def unit(
    number: UnitNumber, reader: Reader, service: Service, response: Response, since: Since = None
) -> UnitShape:
    if since:
        await service.seen(since)
    page = await read_unit(number, records=service.records)
    response.headers["ETag"] = etag(page.record.sequence)
    place, possible = place_of([page.record.state]), page.record.state.possible()
    return UnitShape.page(page, allowed_actions(POLICY, reader, possible, place.relations))
