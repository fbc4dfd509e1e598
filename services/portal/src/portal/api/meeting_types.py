"""The types of meeting that a council has made for itself: see them, make one, and drop one."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.meeting_deeds import DROP_TYPE, MAKE_TYPE
from portal.application.planning import PLAN
from portal.application.resources import Accepted
from portal.application.waiting import chosen, holders

router = pages()
ADDRESS = "/councils/{council}/meetings/types"
NAMED = ("name",)
Acting = Annotated[str, Query()]


@router.get(ADDRESS)
async def own_types(visit: VisitDep, council: str, acting: Acting = "") -> Response:
    return await _show(visit, council, await fresh(visit), acting)


@router.post(ADDRESS)
async def make_type(sent: PostedDep, council: str) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, council, form, sent.one("acting"), status)

    async def act() -> Accepted:
        body = {"name": sent.one("name"), "council": council}
        return await sent.visit.parts.registry.do("/meeting-types", body, order(sent))

    sending = Sending(MAKE_TYPE, NAMED, act, again, page=lambda _: _at(council))
    return await submit(sent, sent_form(sent).missing(NAMED), sending)


@router.get(f"{ADDRESS}/{{own_type}}/drop")
async def drop_form(visit: VisitDep, council: str, own_type: str, acting: Acting = "") -> Response:
    return await _ask_to_drop(visit, council, own_type, await fresh(visit), acting)


@router.post(f"{ADDRESS}/{{own_type}}/drop")
async def drop_type(sent: PostedDep, council: str, own_type: str) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _ask_to_drop(sent.visit, council, own_type, form, sent.one("acting"), status=status)

    async def act() -> Accepted:
        return await sent.visit.parts.registry.do(f"/meeting-types/{part(own_type)}/drop", {}, order(sent))

    return await submit(sent, sent_form(sent), Sending(DROP_TYPE, (), act, again, page=lambda _: _at(council)))


async def _show(visit: Visit, council: str, form: Form, acting: str, status: int = 200) -> Response:
    registry, session = visit.parts.registry, visit.session
    found = await registry.council(visit.token, council)
    own = await registry.own_types(visit.token, council=council)
    return visit.show(
        "meeting-types.html",
        status=status,
        council=found,
        own_types=[(one, next(iter(holders(one.actions, DROP_TYPE, session)), None)) for one in own],
        holding=chosen(holders(found.actions, PLAN, session), acting),
        form=form,
        done=await visit.parts.notices.take(session.id, visit.page),
    )


async def _ask_to_drop(
    visit: Visit, council: str, own_type: str, form: Form, acting: str, *, status: int = 200
) -> Response:
    own = await visit.parts.registry.own_types(visit.token, council=council)
    found = next((one for one in own if one.id == own_type), None)
    holding = chosen(holders(found.actions, DROP_TYPE, visit.session), acting) if found else None
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    return visit.show("drop-type.html", status=status, council=council, own=found, holding=holding, form=form)


def _at(council: str) -> str:
    return f"/councils/{part(council)}/meetings/types"
