"""A request to an organisation for names: what is asked, the answer, and that it is done with."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import nominating
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.people import Nomination
from portal.application.resources import Accepted
from portal.application.seating import ANSWER, CLOSE_REQUEST
from portal.application.waiting import chosen, holders

router = pages()
Acting = Annotated[str, Query()]
TEMPLATES: Final = {ANSWER: "nomination-answer.html", CLOSE_REQUEST: "nomination-close.html"}


@router.get("/navn/{nomination}")
async def one_nomination(visit: VisitDep, nomination: str) -> Response:
    found = await visit.parts.registry.nomination(visit.token, nomination)
    return visit.show(
        "nomination.html",
        nomination=found,
        answering=next(iter(holders(found.actions, ANSWER, visit.session)), None),
        closing=next(iter(holders(found.actions, CLOSE_REQUEST, visit.session)), None),
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


@router.get("/navn/{nomination}/answer")
async def answer_form(visit: VisitDep, nomination: str, acting: Acting = "") -> Response:
    return await _ask(visit, nomination, ANSWER, acting)


@router.post("/navn/{nomination}/answer")
async def answer(sent: PostedDep, nomination: str) -> Response:
    form = sent_form(sent)
    return await _send(sent, nomination, ANSWER, nominating.checked(form), nominating.body(form))


@router.get("/navn/{nomination}/close")
async def close_form(visit: VisitDep, nomination: str, acting: Acting = "") -> Response:
    return await _ask(visit, nomination, CLOSE_REQUEST, acting)


@router.post("/navn/{nomination}/close")
async def close(sent: PostedDep, nomination: str) -> Response:
    return await _send(sent, nomination, CLOSE_REQUEST, sent_form(sent), {})


async def _ask(visit: Visit, id: str, action: str, acting: str) -> Response:
    found = await visit.parts.registry.nomination(visit.token, id)
    form = await fresh(visit)
    return _show(visit, found, action, form, acting=acting or form.value("acting"))


async def _send(sent: Posted, id: str, action: str, checked: Form, body: Mapping[str, Any]) -> Response:
    visit = sent.visit

    async def again(form: Form, status: int) -> Response:
        found = await visit.parts.registry.nomination(visit.token, id)
        return _show(visit, found, action, form, acting=sent.one("acting"), status=status)

    async def act() -> Accepted:
        verb = visit.page.rpartition("/")[2]
        return await visit.parts.registry.do(f"/nominations/{part(id)}/{verb}", body, order(sent))

    sending = Sending(action, nominating.FIELDS, act, again, page=lambda _: f"/navn/{part(id)}")
    return await submit(sent, checked, sending)


def _show(visit: Visit, nomination: Nomination, action: str, form: Form, *, acting: str, status: int = 200) -> Response:
    holding = chosen(holders(nomination.actions, action, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    values = {"nomination": nomination, "rows": nominating.ROWS, "holding": holding, "form": form}
    return visit.show(TEMPLATES[action], status=status, **values)
