"""The first page: what waits for me."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

from fastapi import Request
from starlette.responses import Response

from portal.api.forms import UNAUTHENTICATED
from portal.api.guard import FoundDep, Visit, visiting
from portal.api.parts import PartsDep
from portal.api.routes import pages
from portal.application.asking import waiting as rounds_waiting
from portal.application.drafting import CaseDraft
from portal.application.duties import BOOKING, SEEING
from portal.application.meetings import Meeting
from portal.application.past import past_meetings
from portal.application.refusals import Away, Refused
from portal.application.resources import Task
from portal.application.rounds import RoundCard
from portal.application.waiting import duties_waiting, editions_waiting, seats_waiting, to_enter, waiting
from portal.application.wording import in_oslo

router = pages()
T = TypeVar("T")
A_YEAR = timedelta(days=366)


@router.get("/")
async def home(request: Request, parts: PartsDep, found: FoundDep) -> Response:
    """Show my list, or the way in."""
    if found is None or found.until <= parts.clock():
        return parts.screen.show(request, "welcome.html")
    visit = await visiting(request, parts, found)
    return await _list(visit)


async def _list(visit: Visit) -> Response:
    """Gather what waits from all services; what one that is away would have told is left out, and that is said."""
    parts, token, session = visit.parts, visit.token, visit.session
    if session.looks_back:
        return visit.show("former.html")
    begun, registered, (cases, asked, drafts), duties, editions = await asyncio.gather(
        _told(_planned(visit)),
        _told(parts.registry.tasks(token)),
        _of_cases(visit),
        _told(parts.notifier.tasks(token)),
        _told(parts.newsletter.tasks(token)),
    )
    lines = waiting(cases or (), session)
    due = duties_waiting(duties or (), session)
    booking = [line for line in due if line.task.action == BOOKING]
    past = await past_meetings(parts.registry, token, (line.task for line in booking))
    councils = {council for line in lines for council in (line.case.origin, line.case.holder)}
    in_rounds = rounds_waiting(asked or (), session)
    councils |= {line.round.council for line in in_rounds}
    entered = to_enter(begun or (), session, now=parts.clock())
    return visit.show(
        "tasks.html",
        lines=lines,
        meetings=[line for line in entered if line.meeting.id not in past.known],
        to_ask=[(line, past.known[line.task.asked]) for line in booking if line.task.asked in past.known],
        to_book=[line for line in booking if not line.task.untold],
        to_see=list(dict.fromkeys(line.task.council for line in due if line.task.action == SEEING)),
        seating=seats_waiting(registered or (), session),
        editions=editions_waiting(editions or (), session),
        rounds=in_rounds,
        drafts=drafts or (),
        today=in_oslo(parts.clock()).date(),
        names=await parts.names.find(token, councils | {line.task.council for line in due}),
        complete=past.complete and None not in (begun, registered, cases, asked, drafts, duties, editions),
    )


async def _of_cases(
    visit: Visit,
) -> tuple[tuple[Task, ...] | None, tuple[RoundCard, ...] | None, tuple[CaseDraft, ...] | None]:
    """Gather what case-flow tells: what waits in cases, what councils are asked, and what the person is writing."""
    case_flow, token = visit.parts.case_flow, visit.token
    return await asyncio.gather(
        _told(case_flow.tasks(token)), _told(case_flow.rounds_waiting(token)), _told(case_flow.drafts(token))
    )


async def _told(asked: Awaitable[T]) -> T | None:
    """Wait for what a service tells; a no of one is no reason to hide what the others tell, but a lost sign-in is."""
    try:
        return await asked
    except Away:
        return None
    except Refused as no:
        if no.status == UNAUTHENTICATED:
            raise
        return None


async def _planned(visit: Visit) -> tuple[Meeting, ...]:
    """Find the meetings of one's own councils of which nobody has told yet that they were held."""
    councils = {holding.council.id for holding in visit.session.holdings if holding.council}
    registry, today = visit.parts.registry, in_oslo(visit.parts.clock()).date()
    begun = await asyncio.gather(
        *(registry.meetings(visit.token, council=id, first=today - A_YEAR, last=today) for id in sorted(councils))
    )
    return tuple(meeting for several in begun for meeting in several if meeting.ahead)
