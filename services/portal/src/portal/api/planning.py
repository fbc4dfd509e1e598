"""Plan a meeting of a council, or all the meetings of a half-year in one go."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from councilkit.events.meetings import MeetingType
from portal.api.forms import INVALID, TOLD_AT_THE_FORM, UNAVAILABLE, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import planning
from portal.application.forms import Form
from portal.application.meeting_forms import PLACES
from portal.application.meetings import Preview
from portal.application.planning import MORE_ROWS, PLAN, SERIES
from portal.application.refusals import Away, Refused
from portal.application.resources import Accepted
from portal.application.together import options
from portal.application.waiting import chosen, holders

router = pages()
FORBIDDEN = 403
Text = Annotated[str, Query()]
Again = Callable[[Form, int], Awaitable[Response]]
ONE, SEVERAL = "plan-meeting.html", "plan-series.html"


@router.get("/councils/{council}/meetings/new")
async def new_meeting(visit: VisitDep, council: str, acting: Text = "", type: Text = "") -> Response:
    form = await fresh(visit)
    form = form.naming({"type": [type]}) if type else form
    return await _show(visit, ONE, council, form, acting or form.value("acting"))


@router.post("/councils/{council}/meetings/new")
async def plan_meeting(sent: PostedDep, council: str) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, ONE, council, form, sent.one("acting"), status=status)

    async def act() -> Accepted:
        with renamed(PLACES):
            return await sent.visit.parts.registry.do("/meetings", planning.body(council, sent_form(sent)), order(sent))

    form = planning.checked(sent_form(sent))
    sending = Sending(PLAN, planning.ASKS, act, again, page=lambda accepted: f"/meetings/{accepted.id}")
    return await submit(sent, form, sending)


@router.get("/councils/{council}/meetings/series")
async def new_series(visit: VisitDep, council: str, acting: Text = "") -> Response:
    form = await fresh(visit)
    return await _show(visit, SEVERAL, council, form, acting or form.value("acting"))


@router.post("/councils/{council}/meetings/series")
async def plan_series(sent: PostedDep, council: str) -> Response:
    """Look at the dates first: nothing is planned that has not been shown with its clashes."""
    written = sent_form(sent)

    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, SEVERAL, council, form, sent.one("acting"), status=status)

    async def act() -> Accepted:
        with renamed(PLACES):
            return await sent.visit.parts.registry.do(
                "/meetings/series", planning.series(council, written), order(sent)
            )

    if sent.one("choice") == "more":
        return await again(written.naming({"rows": [str(len(planning.rows(written)) + MORE_ROWS)]}), 200)
    checked = planning.checked_series(written)
    if checked.wrong:
        return await again(checked, INVALID)
    if sent.one("choice") != "plan" or sent.one("looked") != planning.as_looked_at(written):
        return await _look(sent, council, written, again)
    sending = Sending(SERIES, planning.SERIES_ASKS, act, again, page=lambda _: planning.page_of(written))
    return await submit(sent, checked, sending)


async def _look(sent: Posted, council: str, written: Form, again: Again) -> Response:
    """Show what stands in the way of each date, before anything is planned."""
    visit, body = sent.visit, planning.series(council, written)
    try:
        with renamed(PLACES):
            preview = await visit.parts.registry.preview(visit.token, body)
    except Away:
        await sent.keep()
        return await again(written.with_errors({}, "away"), UNAVAILABLE)
    except Refused as no:
        if no.status not in TOLD_AT_THE_FORM:
            raise
        return await again(written.with_refusal(no, planning.SERIES_ASKS), no.status)
    return await _show(visit, SEVERAL, council, written, sent.one("acting"), preview=preview)


async def _show(
    visit: Visit,
    template: str,
    council: str,
    form: Form,
    acting: str,
    *,
    status: int = 200,
    preview: Preview | None = None,
) -> Response:
    registry = visit.parts.registry
    found = await registry.council(visit.token, council)
    holding = chosen(holders(found.actions, PLAN, visit.session), acting)
    if holding is None:
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    return visit.show(
        template,
        status=status,
        council=found,
        holding=holding,
        form=form,
        rows=planning.rows(form),
        looks=planning.as_looked_at(form),
        types=tuple(MeetingType),
        options=await options(registry, visit.token, found),
        preview=preview,
        names=await visit.parts.names.find(visit.token, _clashing(preview)),
    )


def _clashing(preview: Preview | None) -> set[str | None]:
    return {clash.council for one in preview.dates for clash in one.clashes} if preview else set()
