"""The organisations that may be asked for representatives: the list, a new one, and another name."""

from typing import Annotated, Final

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.gathering import whole
from portal.application.overseeing import overseeing
from portal.application.reshaping import CHANGE_ORGANISATION, LIST_ORGANISATION
from portal.application.resources import Accepted, Holding
from portal.application.structure import Organisation
from portal.application.waiting import chosen, holders

router = pages()
FORBIDDEN: Final = 403
ASKS: Final = ("name", "umbrella")
Acting = Annotated[str, Query()]
ALL: Final = "/organisasjoner"


@router.get(ALL)
async def organisations(visit: VisitDep) -> Response:
    done = await visit.parts.notices.take(visit.session.id, visit.page)
    found = await _all(visit)
    names = {one.id: one.name for one in found}
    return visit.show("organisations.html", organisations=found, names=names, done=done)


@router.get("/organisasjoner/ny")
async def new_organisation(visit: VisitDep, acting: Acting = "") -> Response:
    form = await fresh(visit)
    return await _show(visit, form, acting or form.value("acting"))


@router.post("/organisasjoner/ny")
async def list_organisation(sent: PostedDep) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, form, sent.one("acting"), status)

    async def act() -> Accepted:
        return await sent.visit.parts.registry.do("/organisations", _body(sent_form(sent)), order(sent))

    sending = Sending(LIST_ORGANISATION, ASKS, act, again, page=lambda _: ALL)
    return await submit(sent, sent_form(sent).missing(["name"]), sending)


@router.get("/organisasjoner/{organisation}/change")
async def change_form(visit: VisitDep, organisation: str, acting: Acting = "") -> Response:
    found = await visit.parts.registry.organisation(visit.token, organisation)
    known = {"name": [found.name], "umbrella": [found.umbrella] if found.umbrella else []}
    form = (await fresh(visit, seen=found.sequence)).beginning(known)
    return await _show_change(visit, found, form, acting or form.value("acting"))


@router.post("/organisasjoner/{organisation}/change")
async def change_organisation(sent: PostedDep, organisation: str) -> Response:
    registry = sent.visit.parts.registry

    async def again(form: Form, status: int) -> Response:
        found = await registry.organisation(sent.visit.token, organisation)
        return await _show_change(sent.visit, found, form, sent.one("acting"), status)

    async def act() -> Accepted:
        path = f"/organisations/{part(organisation)}/change"
        return await registry.do(path, _body(sent_form(sent)), order(sent, expected=sent.seen))

    sending = Sending(CHANGE_ORGANISATION, ASKS, act, again, page=lambda _: ALL)
    return await submit(sent, sent_form(sent).missing(["name"]), sending)


def _body(form: Form) -> dict[str, str | None]:
    return {"name": form.value("name"), "umbrella": form.value("umbrella") or None}


async def _all(visit: Visit) -> list[Organisation]:
    found = await whole(lambda cursor: visit.parts.registry.organisations(visit.token, cursor=cursor))
    return sorted(found, key=lambda one: one.name.casefold())


async def _show(visit: Visit, form: Form, acting: str, status: int = 200) -> Response:
    holding = chosen(overseeing(visit.session), acting)
    if holding is None:
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    return await _fields(visit, None, form, holding=holding, status=status)


async def _show_change(visit: Visit, found: Organisation, form: Form, acting: str, status: int = 200) -> Response:
    holding = chosen(holders(found.actions, CHANGE_ORGANISATION, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    return await _fields(visit, found, form, holding=holding, status=status)


async def _fields(visit: Visit, found: Organisation | None, form: Form, *, holding: Holding, status: int) -> Response:
    own = found.id if found else None
    options = [(one.id, one.name, "") for one in await _all(visit) if one.umbrella is None and one.id != own]
    values = {"organisation": found, "options": options, "holding": holding, "form": form}
    return visit.show("organisation-form.html", status=status, **values)
