"""The cases: the list of cards, and one case with its path, which keeps itself fresh."""

from typing import Annotated, Any

from fastapi import Query
from starlette.responses import RedirectResponse, Response

from portal.api.guard import Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.asking import about
from portal.application.forms import Form, sequence
from portal.application.meetings import Meeting
from portal.application.offers import offers
from portal.application.path import stages
from portal.application.refusals import Away, Refused
from portal.application.resources import Case
from portal.application.rounds import RoundCard
from portal.application.searching import CASES, search
from portal.application.waiting import buttons, to_enter
from portal.application.wording import in_oslo

router = pages()
Text = Annotated[str | None, Query()]


@router.get("/cases")
async def cases(visit: VisitDep, cursor: Text = None) -> Response:
    """Show what is under way, or what is finished; or what is called so: the case itself if there is one."""
    asked = search(visit.request.query_params, CASES)
    council, called, over = asked.get("council") or None, asked.get("called") or None, bool(asked.get("over"))
    found = await visit.parts.case_flow.cases(
        visit.token, council=council, called=called, over=None if called else over, cursor=cursor
    )
    if called and len(found.items) == 1:
        return RedirectResponse(f"/cases/{part(found.items[0].id)}", status_code=303)
    names = await visit.parts.names.of_cards(visit.token, found.items)
    chosen = (await visit.parts.names.find(visit.token, [council])).council(council) if council else None
    form = Form("", asked.fields)
    return visit.show("cases.html", found=found, names=names, chosen=chosen, asked=asked, over=over, form=form)


@router.get("/cases/{case}")
async def one_case(visit: VisitDep, case: str, since: Text = None, still: Text = None) -> Response:
    found = await visit.parts.case_flow.case(visit.token, case, since=since)
    done = await visit.parts.notices.take(visit.session.id, visit.page)
    return await _show(visit, "case.html", found, done=done, still=still is not None, late=_late(found, since))


@router.get("/cases/{case}/now")
async def case_now(visit: VisitDep, case: str, seen: Annotated[int, Query()] = -1) -> Response:
    """Give what changes on the page, or 204 while nothing has."""
    found = await visit.parts.case_flow.case(visit.token, case)
    if found.sequence == seen:
        return Response(status_code=204)
    shown = await _show(visit, "case-now.html", found)
    shown.headers["X-Sequence"] = str(found.sequence)
    return shown


async def _show(visit: Visit, template: str, case: Case, **values: Any) -> Response:  # noqa: ANN401 - what a template needs
    meeting, now = await _meeting(visit, case), visit.parts.clock()
    asked = about(case, await _rounds(visit, case), visit.session)
    return visit.show(
        template,
        case=case,
        names=await visit.parts.names.of_case(visit.token, case, *(one.council for one in asked.rounds)),
        asked=asked,
        today=in_oslo(now).date(),
        stages=stages(case),
        offers=offers(buttons(case.actions, visit.session), case),
        regret_seconds=max(0, int((case.regret_until - now).total_seconds())) if case.regret_until else 0,
        meeting=meeting,
        meetings=to_enter([meeting] if meeting else [], visit.session, now=now),
        **values,
    )


async def _rounds(visit: Visit, case: Case) -> tuple[RoundCard, ...]:
    try:
        return (await visit.parts.case_flow.rounds(visit.token, case=case.id)).items
    except (Away, Refused):
        return ()  # the case is worth showing without what others were asked about it


async def _meeting(visit: Visit, case: Case) -> Meeting | None:
    if case.meeting is None:
        return None
    try:
        return await visit.parts.registry.meeting(visit.token, case.meeting)
    except (Away, Refused):
        return None  # the case is worth showing without its meeting


def _late(case: Case, since: str | None) -> bool:
    """Tell if what the person just did is not in the case yet."""
    awaited = sequence(since.rpartition(":")[2]) if since else None
    return awaited is not None and case.sequence < awaited
