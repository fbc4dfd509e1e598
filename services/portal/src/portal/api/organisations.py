"""The organisations that may be asked for representatives: the list, one of them, a new one, and another name."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Final, TypeVar

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.posts import ORGANISATION, held_at
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.ports import Order
from portal.application.refusals import Refused
from portal.application.reshaping import CHANGE_ORGANISATION, LIST_ORGANISATION
from portal.application.resources import Accepted, Allowed
from portal.application.waiting import chosen, holders

router = pages()
T = TypeVar("T")
FORBIDDEN: Final = 403
ASKS: Final = ("name", "umbrella")
Text = Annotated[str, Query()]
Again = Callable[[Form, int], Awaitable[Response]]


@router.get("/organisasjoner")
async def organisations(visit: VisitDep) -> Response:
    found = await visit.parts.registry.organisations(visit.token)
    listers = holders(found.actions, LIST_ORGANISATION, visit.session)
    return visit.show("organisations.html", found=found, listers=listers)


@router.get("/organisasjoner/ny")
async def new_organisation(visit: VisitDep, acting: Text = "") -> Response:
    form = await fresh(visit)
    return await _show_new(visit, form, acting or form.value("acting"))


@router.post("/organisasjoner/ny")
async def list_organisation(sent: PostedDep) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show_new(sent.visit, form, sent.one("acting"), status)

    return await _send(sent, LIST_ORGANISATION, "/organisations", order(sent), again)


@router.get("/organisasjoner/{organisation}")
async def one_organisation(
    visit: VisitDep, organisation: str, since: Annotated[str | None, Query()] = None
) -> Response:
    found = await visit.parts.registry.organisation(visit.token, organisation, since=since)
    everyone = await visit.parts.registry.organisations(visit.token)
    return visit.show(
        "organisation.html",
        organisation=found,
        umbrella=everyone.by_id.get(found.umbrella or ""),
        changers=holders(found.actions, CHANGE_ORGANISATION, visit.session),
        **await held_at(visit, ORGANISATION, found),
        vacancies=await _theirs(visit.parts.registry.vacancies(visit.token, organisation=found.id)),
        requests=await _theirs(visit.parts.registry.nominations(visit.token, organisation=found.id)),
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


async def _theirs(asked: Awaitable[tuple[T, ...]]) -> tuple[T, ...]:
    """Wait for what the organisation's own contacts may know; others see the page without it."""
    try:
        return await asked
    except Refused as no:
        if no.status != FORBIDDEN:
            raise
        return ()


@router.get("/organisasjoner/{organisation}/change")
async def change_form(visit: VisitDep, organisation: str, acting: Text = "") -> Response:
    found = await visit.parts.registry.organisation(visit.token, organisation)
    known = {"name": [found.name], "umbrella": [found.umbrella] if found.umbrella else []}
    form = (await fresh(visit, seen=found.sequence)).beginning(known)
    return await _show_change(visit, organisation, form, acting or form.value("acting"))


@router.post("/organisasjoner/{organisation}/change")
async def change_organisation(sent: PostedDep, organisation: str) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show_change(sent.visit, organisation, form, sent.one("acting"), status)

    path = f"/organisations/{part(organisation)}/change"
    return await _send(sent, CHANGE_ORGANISATION, path, order(sent, expected=sent.seen), again)


async def _send(sent: Posted, action: str, path: str, ordered: Order, again: Again) -> Response:
    async def act() -> Accepted:
        body = {"name": sent.one("name"), "umbrella": sent.one("umbrella") or None}
        return await sent.visit.parts.registry.do(path, body, ordered)

    sending = Sending(action, ASKS, act, again, page=lambda accepted: f"/organisasjoner/{part(accepted.id)}")
    return await submit(sent, sent_form(sent).missing(["name"]), sending)


async def _show_new(visit: Visit, form: Form, acting: str, status: int = 200) -> Response:
    found = await visit.parts.registry.organisations(visit.token)
    return await _show(visit, form, found.actions, LIST_ORGANISATION, acting=acting, status=status)


async def _show_change(visit: Visit, organisation: str, form: Form, acting: str, status: int = 200) -> Response:
    found = await visit.parts.registry.organisation(visit.token, organisation)
    action = CHANGE_ORGANISATION
    return await _show(visit, form, found.actions, action, acting=acting, own=organisation, status=status)


async def _show(
    visit: Visit,
    form: Form,
    allowed: tuple[Allowed, ...],
    action: str,
    *,
    acting: str,
    own: str | None = None,
    status: int = 200,
) -> Response:
    holding = chosen(holders(allowed, action, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    everyone = await visit.parts.registry.organisations(visit.token)
    options = [(one.id, one.name, "") for one in everyone.items if one.umbrella is None and one.id != own]
    values = {"action": action, "own": own, "options": options, "holding": holding, "form": form}
    return visit.show("organisation-form.html", status=status, **values)
