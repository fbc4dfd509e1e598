"""The plan: the meetings of a half-year, of my councils, of one council, of a region or of a unit."""

import asyncio

from starlette.responses import RedirectResponse, Response

from portal.api.guard import Visit, VisitDep
from portal.api.routes import pages
from portal.application.calendar import Half, calendar, read_half
from portal.application.meeting_deeds import EXPORT
from portal.application.meetings import Meeting
from portal.application.planning import PLAN
from portal.application.resources import Council
from portal.application.scopes import NAMED, Scope, own_councils, scope_of, scopes
from portal.application.sessions import Session
from portal.application.waiting import holders
from portal.application.wording import in_oslo

router = pages()


@router.get("/moter")
async def plan(visit: VisitDep) -> Response:
    return await _show(visit, _now(visit))


@router.get("/moter/{half}")
async def plan_of_half(visit: VisitDep, half: str) -> Response:
    found = read_half(half)
    return RedirectResponse("/moter", status_code=303) if found is None else await _show(visit, found)


async def _show(visit: Visit, half: Half) -> Response:
    session, choices = visit.session, scopes(visit.session)
    asked = visit.request.query_params
    scope = scope_of({name: asked.get(name, "") for name in NAMED}, choices)
    meetings, councils = await asyncio.gather(_meetings(visit, half, scope), _arranged(visit, scope))
    ids = {id for meeting in meetings for id in meeting.councils} | {one.council for one in [*choices, scope]}
    units = {number for one in [*choices, scope] for number in (one.region, one.unit)}
    return visit.show(
        "meeting-plan.html",
        half=half,
        now=_now(visit),
        moment=visit.parts.clock(),
        months=calendar(half, meetings, own_councils(session)),
        names=await visit.parts.names.find(visit.token, ids, units),
        scope=scope,
        scopes=choices,
        planners=[(one, holding) for one in councils for holding in holders(one.actions, PLAN, session)[:1]],
        exporters=_exporters(meetings, scope, session),
        done=await visit.parts.notices.take(session.id, visit.page),
    )


async def _meetings(visit: Visit, half: Half, scope: Scope) -> list[Meeting]:
    """Ask for each council, or for the region at once; a joint meeting of several stands once."""
    registry, token = visit.parts.registry, visit.token
    first, last = half.first, half.last
    if scope.region:
        return list(await registry.meetings(token, region=scope.region, first=first, last=last))
    councils = await _councils(visit, scope)
    asked = (registry.meetings(token, council=id, first=first, last=last) for id in councils)
    found = await asyncio.gather(*asked)
    return list({meeting.id: meeting for several in found for meeting in several}.values())


async def _councils(visit: Visit, scope: Scope) -> list[str]:
    if scope.council:
        return [scope.council]
    if scope.unit:
        return list((await visit.parts.registry.unit_page(visit.token, scope.unit)).councils)
    return own_councils(visit.session)


async def _arranged(visit: Visit, scope: Scope) -> list[Council]:
    """Find the shown councils that the reader sits in, with what may be done there."""
    own = [id for id in own_councils(visit.session) if scope.council in ("", id)]
    return list(await asyncio.gather(*(visit.parts.registry.council(visit.token, id) for id in own)))


def _exporters(meetings: list[Meeting], scope: Scope, session: Session) -> list[str]:
    """Find the councils near the reader whose lists of who came the reader may have."""
    found = {id for one in meetings if holders(one.actions, EXPORT, session) for id in one.councils}
    near = [scope.council] if scope.council else own_councils(session)
    return [id for id in near if id in found]


def _now(visit: Visit) -> Half:
    return Half.of(in_oslo(visit.parts.clock()).date())
