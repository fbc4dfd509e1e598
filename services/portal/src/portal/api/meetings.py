"""Meetings of a council: see one, and tell that it was held and who came."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.meetings import Meeting
from portal.application.resources import Accepted, Council
from portal.application.waiting import HOLD, chosen, holders, to_enter
from portal.application.wording import in_oslo

router = pages()


@router.get("/meetings/{meeting}")
async def one_meeting(visit: VisitDep, meeting: str, since: Annotated[str | None, Query()] = None) -> Response:
    found = await visit.parts.registry.meeting(visit.token, meeting, since=since)
    return visit.show(
        "meeting.html",
        meeting=found,
        councils=await _councils(visit, found),
        lines=to_enter([found], visit.session, now=visit.parts.clock()),
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


@router.get("/meetings/{meeting}/hold")
async def hold_form(visit: VisitDep, meeting: str, acting: Annotated[str, Query()] = "") -> Response:
    found = await visit.parts.registry.meeting(visit.token, meeting)
    form = await fresh(visit)
    return await _show(visit, found, form, acting or form.value("acting"))


@router.post("/meetings/{meeting}/hold")
async def hold_meeting(sent: PostedDep, meeting: str) -> Response:
    registry = sent.visit.parts.registry

    async def again(form: Form, status: int) -> Response:
        found = await registry.meeting(sent.visit.token, meeting)
        return await _show(sent.visit, found, form, sent.one("acting"), status)

    async def act() -> Accepted:
        return await registry.do(f"/meetings/{part(meeting)}/hold", {"attended": sent.many("attended")}, order(sent))

    sending = Sending(HOLD, ["attended"], act, again, page=lambda _: f"/meetings/{part(meeting)}")
    return await submit(sent, sent_form(sent).missing(sending.asks), sending)


async def _show(visit: Visit, meeting: Meeting, form: Form, acting: str, status: int = 200) -> Response:
    holding = chosen(holders(meeting.actions, HOLD, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    councils = await _councils(visit, meeting)
    return visit.show(
        "hold-meeting.html", status=status, meeting=meeting, councils=councils, holding=holding, form=form
    )


async def _councils(visit: Visit, meeting: Meeting) -> list[Council]:
    """Give the councils with the seats as they were on the meeting's own day."""
    day = in_oslo(meeting.starts_at).date()
    return [await visit.parts.registry.council(visit.token, id, on=day) for id in meeting.councils]
