"""Whoever answers for a unit: the list of what is asked, and the pages of an answer, of a new day and of a part."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import RedirectResponse, Response

from portal.api.deed_pages import Page, form_page, offer, send_page
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import answering, posting
from portal.application.addresses import part
from portal.application.answering import KEEPING, LATER, REPORTING, AnswerLine
from portal.application.deeds import ANSWERING, Deed
from portal.application.forms import Form
from portal.application.posting import START, Held
from portal.application.resources import Case, Task, UnitName
from portal.application.sitting import post_holders
from portal.application.waiting import Button, buttons, holders
from portal.application.wording import in_oslo

router = pages()
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


def _send_page(deed: Deed) -> Page:
    send = send_page(deed, _show)

    async def send_or_put_aside(sent: PostedDep, case: str) -> Response:
        return await (_put_aside(sent) if sent.one("choice") == LATER else send(sent, case))

    return send_or_put_aside


async def _put_aside(sent: Posted) -> Response:
    visit = sent.visit
    await visit.parts.drafts.put_aside(visit.session.subject, visit.page, sent.key, sent.written)
    await visit.parts.notices.leave(visit.session.id, HOME, KEEPING)
    return RedirectResponse(HOME, status_code=303)


async def _show(visit: Visit, case: Case, button: Button, form: Form, status: int) -> Response:
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


for _deed in ANSWERING:
    offer(router, _deed, form_page(_deed, _show), _send_page(_deed))
