"""A council's mandate: every number with why it is what it is, and a new version."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import mandating
from portal.application.addresses import part
from portal.application.days import shown
from portal.application.forms import Form
from portal.application.mandate import SET
from portal.application.resources import Accepted
from portal.application.waiting import chosen, holders

router = pages()


@router.get("/councils/{council}/mandate")
async def mandate(
    visit: VisitDep,
    council: str,
    on: Annotated[str, Query()] = "",
    since: Annotated[str | None, Query()] = None,
) -> Response:
    asked = shown(on)
    found = await visit.parts.registry.mandate(visit.token, council, since=since, on=asked.day)
    names = await visit.parts.names.find(visit.token, {council, *(number.council for number in found.numbers)})
    return visit.show(
        "mandate.html",
        mandate=found,
        council=names.council(council),
        asked=asked,
        names=names,
        setters=holders(found.actions, SET, visit.session),
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


@router.get("/councils/{council}/mandate/new")
async def new_version(visit: VisitDep, council: str, acting: Annotated[str, Query()] = "") -> Response:
    found = await visit.parts.registry.mandate(visit.token, council)
    form = (await fresh(visit)).beginning(mandating.fields(found, visit.wording))
    return await _show(visit, council, form, acting or form.value("acting"))


@router.post("/councils/{council}/mandate/new")
async def set_mandate(sent: PostedDep, council: str) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, council, form, sent.one("acting"), status)

    async def act() -> Accepted:
        body = mandating.body(sent_form(sent))
        with renamed(mandating.FIELDS):
            return await sent.visit.parts.registry.do(f"/councils/{part(council)}/mandates", body, order(sent))

    sending = Sending(SET, mandating.ASKS, act, again, page=lambda _: f"/councils/{part(council)}/mandate")
    return await submit(sent, mandating.checked(sent_form(sent)), sending)


async def _show(visit: Visit, council: str, form: Form, acting: str, status: int = 200) -> Response:
    found = await visit.parts.registry.mandate(visit.token, council)
    holding = chosen(holders(found.actions, SET, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    names = await visit.parts.names.find(visit.token, [council])
    return visit.show(
        "set-mandate.html",
        status=status,
        council=names.council(council),
        mandate=found,
        holding=holding,
        form=form.within(found.limits),
    )
