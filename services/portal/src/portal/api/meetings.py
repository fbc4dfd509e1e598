"""One meeting: what comes next, who cannot come, and the list of who came."""

import asyncio
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.guard import Visit, VisitDep
from portal.api.routes import pages
from portal.application import meeting_page as page
from portal.application.forms import Form
from portal.application.meeting_deeds import EXPORT
from portal.application.meetings import Meeting
from portal.application.resources import Council
from portal.application.ringing import reachable
from portal.application.waiting import holders
from portal.application.wording import in_oslo

router = pages()
CSV = "text/csv; charset=utf-8"


@router.get("/meetings/{meeting}")
async def one_meeting(visit: VisitDep, meeting: str, since: Annotated[str | None, Query()] = None) -> Response:
    found = await visit.parts.registry.meeting(visit.token, meeting, since=since)
    done = await visit.parts.notices.take(visit.session.id, visit.page)
    return await show_meeting(visit, found, Form(visit.parts.ids()), done=done)


@router.get("/meetings/{meeting}/attendance.csv")
async def attendance(visit: VisitDep, meeting: str) -> Response:
    found = await visit.parts.registry.attendance(visit.token, meeting, language=visit.wording.language)
    return sheet(found, "attendance.csv")


@router.get("/councils/{council}/attendance.csv")
async def attendance_of_council(visit: VisitDep, council: str, year: Annotated[int, Query()] = 0) -> Response:
    wanted = year or in_oslo(visit.parts.clock()).year
    language = visit.wording.language
    found = await visit.parts.registry.attendance_of(visit.token, council, wanted, language=language)
    return sheet(found, f"attendance-{wanted}.csv")


def sheet(content: bytes, name: str) -> Response:
    """Hand a list over as a file, which no browser opens as a page."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=CSV, headers=headers)


async def show_meeting(
    visit: Visit, meeting: Meeting, form: Form, *, done: str | None = None, status: int = 200
) -> Response:
    """Show the meeting; `form` is the one behind every press on the page, with what went wrong with the last."""
    session, now = visit.session, visit.parts.clock()
    councils = await councils_of(visit, meeting)
    chairs = page.chairs(councils)
    gaps, telling = page.gaps(meeting, chairs, session), page.on_behalf(meeting, session)
    return visit.show(
        "meeting.html",
        status=status,
        meeting=meeting,
        councils=councils,
        chairs=chairs,
        following=page.following(meeting, session),
        besides=page.besides(meeting, session),
        mine=page.mine(meeting, session),
        own={holding.id for holding in session.holdings},
        gaps=gaps,
        telling=next(iter(telling), None),
        people=await reachable(visit.parts.registry, visit.token, meeting) if gaps and telling else {},
        regretting=page.regretting(meeting, session, now=now),
        joining=page.joining(meeting, session),
        exporting=bool(holders(meeting.actions, EXPORT, session)),
        form=form,
        done=done,
        now=now,
    )


async def councils_of(visit: Visit, meeting: Meeting) -> list[Council]:
    """Give the councils with the seats as they were on the meeting's own day."""
    day, registry = in_oslo(meeting.starts_at).date(), visit.parts.registry
    return await asyncio.gather(*(registry.council(visit.token, id, on=day) for id in meeting.councils))
