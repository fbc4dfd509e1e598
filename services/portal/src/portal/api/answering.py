"""Whoever answers for a unit: the list of what is asked, and the pages of an answer, of a new day and of a part."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Query
from starlette.responses import RedirectResponse, Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import answering, posting
from portal.application.addresses import part
from portal.application.answering import KEEPING, LATER, REPORTING, AnswerLine
from portal.application.deeds import ANSWERING, Deed
from portal.application.forms import Form
from portal.application.posting import START, Held
from portal.application.resources import Accepted, Case, Task, UnitName
from portal.application.sitting import post_holders
from portal.application.waiting import Button, buttons, holders
from portal.application.wording import in_oslo

router = pages()
Page = Callable[..., Awaitable[Response]]
HOME = "/mine-svar"


@dataclass(frozen=True)
class Answering:
    """Who answers at a unit, and whether the reader may name somebody."""

    unit: UnitName
    posts: list[Held]
    may_name: bool


@router.get(HOME)
async def my_answers(visit: VisitDep) -> Response:
    """Show what the reader's units are asked, and who else answers there."""
    session, tasks = visit.session, await visit.parts.case_flow.tasks(visit.token)
    lines, places = await asyncio.gather(
        answering.lines(visit.parts.case_flow, visit.token, tasks, session),
        asyncio.gather(*(_answering(visit, unit) for unit in answering.units(session))),
    )
    agreed = _agreed(tasks, visit)
    councils = {line.case.origin for line in lines} | {line.asked.council for line in lines}
    return visit.show(
        "answering/mine.html",
        lines=lines,
        agreed=agreed,
        places=places,
        aside=await _aside(visit, lines),
        today=in_oslo(visit.parts.clock()).date(),
        names=await visit.parts.names.find(
            visit.token,
            councils | {task.case.origin for task in agreed},
            {one.unit for line in lines for one in line.asked.parts},
        ),
        done=await visit.parts.notices.take(session.id, visit.page),
    )


def _agreed(tasks: tuple[Task, ...], visit: Visit) -> list[Task]:
    """Find what the reader's units are to do of what was agreed."""
    own = {held.id for held in answering.posts(visit.session)}
    found = {task.case.id: task for task in tasks if task.action == REPORTING and task.acting in own}
    return list(found.values())


async def _answering(visit: Visit, unit: UnitName) -> Answering:
    registry, token = visit.parts.registry, visit.token
    found, people = await asyncio.gather(
        registry.unit_page(token, unit.number), post_holders(registry, token, f"/units/{part(unit.number)}")
    )
    held = posting.held(found.posts, people, today=in_oslo(visit.parts.clock()).date())
    may_name = bool(holders(found.actions, START, visit.session))
    return Answering(unit, [one for one in held if one.role in answering.ANSWERS], may_name)


async def _aside(visit: Visit, lines: list[AnswerLine]) -> dict[str, datetime]:
    """Tell when the reader put an answer aside, by the page on which it goes on."""
    wanted = [f"/cases/{line.case.id}/{one.deed.verb}" for line in lines for one in line.buttons]
    drafts, subject = visit.parts.drafts, visit.session.subject
    found = await asyncio.gather(*(drafts.find(subject, page) for page in wanted))
    return {page: draft.aside for page, draft in zip(wanted, found, strict=True) if draft and draft.aside}


def _form_page(deed: Deed) -> Page:
    async def form(visit: VisitDep, case: str, acting: Annotated[str, Query()] = "") -> Response:
        found = await visit.parts.case_flow.case(visit.token, case)
        form = await fresh(visit, seen=found.sequence)
        return await _show(visit, found, _button(deed, found, acting or form.value("acting"), visit), form)

    return form


def _send_page(deed: Deed) -> Page:
    async def send(sent: PostedDep, case: str) -> Response:
        case_flow = sent.visit.parts.case_flow
        if sent.one("choice") == LATER:
            return await _put_aside(sent)

        async def again(form: Form, status: int) -> Response:
            found = await case_flow.case(sent.visit.token, case)
            return await _show(sent.visit, found, _button(deed, found, sent.one("acting"), sent.visit), form, status)

        async def act() -> Accepted:
            expected = sent.seen if deed.on_what_was_seen else None
            body = answering.body(sent_form(sent), deed.asks, deed.may)
            return await case_flow.do(f"/cases/{part(case)}/{deed.verb}", body, order(sent, expected=expected))

        sending = Sending(deed.action, deed.fields, act, again, page=lambda _: f"/cases/{part(case)}")
        return await submit(sent, answering.checked(sent_form(sent), deed.asks), sending)

    return send


async def _put_aside(sent: Posted) -> Response:
    visit = sent.visit
    await visit.parts.drafts.put_aside(visit.session.subject, visit.page, sent.key, sent.written)
    await visit.parts.notices.leave(visit.session.id, HOME, KEEPING)
    return RedirectResponse(HOME, status_code=303)


async def _show(visit: Visit, case: Case, button: Button | None, form: Form, status: int = 200) -> Response:
    if button is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    beside = [deed for deed in ANSWERING if deed != button.deed]
    own = [one for one in buttons(case.actions, visit.session) if one.holding == button.holding]
    also = [one for one in own if one.deed in beside]
    return visit.show(
        f"answering/{button.deed.verb}.html",
        status=status,
        case=case,
        asked=answering.asked(case),
        button=button,
        others=also,
        form=form,
        names=await visit.parts.names.of_case(visit.token, case),
    )


def _button(deed: Deed, case: Case, acting: str, visit: Visit) -> Button | None:
    """Find the wanted way to do it among what the service allows; without a wish, the first."""
    fitting = [one for one in buttons(case.actions, visit.session) if one.deed == deed]
    wanted = [one for one in fitting if one.holding.id == acting]
    return next(iter(wanted or (() if acting else fitting)), None)


for _deed in ANSWERING:
    router.add_api_route(f"/cases/{{case}}/{_deed.verb}", _form_page(_deed), methods=["GET"], name=_deed.action)
    router.add_api_route(f"/cases/{{case}}/{_deed.verb}", _send_page(_deed), methods=["POST"], name=_deed.action)
