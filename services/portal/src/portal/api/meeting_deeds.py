"""One page for each thing that is done with a meeting and needs a form, and for telling that somebody cannot come."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import RedirectResponse, Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.meetings import councils_of, show_meeting
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.meeting_deeds import ABSENCE, MEETING_DEEDS, PRESSES, MeetingDeed
from portal.application.meeting_forms import PLACES
from portal.application.meeting_page import chairs, on_behalf
from portal.application.meetings import Meeting
from portal.application.resources import Accepted, Holding
from portal.application.ringing import reachable
from portal.application.waiting import chosen, holders
from portal.application.wording import in_oslo

router = pages()
Page = Callable[..., Awaitable[Response]]
BY_NAME = ("meetings/hold.html", "meetings/correct.html", "meetings/absence.html")
Acting = Annotated[str, Query()]


def _form_page(deed: MeetingDeed) -> Page:
    async def form(visit: VisitDep, meeting: str, acting: Acting = "") -> Response:
        found = await visit.parts.registry.meeting(visit.token, meeting)
        today = in_oslo(visit.parts.clock()).date()
        form = (await fresh(visit)).beginning(deed.begins(found, visit.wording, today))
        return await _show(visit, deed, found, form, acting or form.value("acting"))

    return form


def _send_page(deed: MeetingDeed) -> Page:
    async def send(sent: PostedDep, meeting: str) -> Response:
        async def again(form: Form, status: int) -> Response:
            found = await sent.visit.parts.registry.meeting(sent.visit.token, meeting)
            return await _show(sent.visit, deed, found, form, sent.one("acting"), status=status)

        async def act() -> Accepted:
            return await _do(sent, f"{_at(meeting)}/{deed.verb}", deed.body(sent_form(sent)))

        sending = Sending(deed.action, deed.asks, act, again, page=lambda _: _at(meeting))
        return await submit(sent, deed.checked(sent_form(sent)), sending)

    return send


async def _show(
    visit: Visit, deed: MeetingDeed, meeting: Meeting, form: Form, acting: str, *, status: int = 200
) -> Response:
    holding = chosen(holders(meeting.actions, deed.action, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    return await _form(visit, f"meetings/{deed.verb}.html", meeting, form, holding, status=status)


async def _form(
    visit: Visit, template: str, meeting: Meeting, form: Form, holding: Holding, *, status: int = 200
) -> Response:
    councils = await councils_of(visit, meeting)
    return visit.show(
        template,
        status=status,
        meeting=meeting,
        councils=councils,
        chairs=chairs(councils),
        people=await reachable(visit.parts.registry, visit.token, meeting) if template in BY_NAME else {},
        holding=holding,
        form=form,
    )


@router.get("/meetings/{meeting}/absence")
async def absence_form(visit: VisitDep, meeting: str, acting: Acting = "") -> Response:
    """Ask who it is that cannot come, of those who may tell it for others."""
    found = await visit.parts.registry.meeting(visit.token, meeting)
    holding = chosen(on_behalf(found, visit.session), acting)
    if holding is None:
        return RedirectResponse(_at(meeting), status_code=303)
    return await _form(visit, "meetings/absence.html", found, await fresh(visit), holding)


def _press_page(verb: str, action: str) -> Page:
    async def press(sent: PostedDep, meeting: str) -> Response:
        async def again(form: Form, status: int) -> Response:
            return await _pressed_again(sent, meeting, form, status)

        async def act() -> Accepted:
            body = {"term": sent.one("term")} if asks else {}
            return await _do(sent, f"{_at(meeting)}/{verb}", body)

        asks = ["term"] if verb.startswith("absence") else []
        sending = Sending(action, asks, act, again, page=lambda _: _at(meeting))
        return await submit(sent, sent_form(sent).missing(asks), sending)

    return press


async def _pressed_again(sent: Posted, meeting: str, form: Form, status: int) -> Response:
    """Show the meeting with what went wrong; if nobody was named, ask again who cannot come."""
    visit = sent.visit
    found = await visit.parts.registry.meeting(visit.token, meeting)
    holding = chosen(on_behalf(found, visit.session), sent.one("acting"))
    if holding and not sent.one("term") and visit.page.endswith("/absence"):
        return await _form(visit, "meetings/absence.html", found, form, holding, status=status)
    whole = (*form.whole, *form.errors.values())
    return await show_meeting(visit, found, form.with_errors({}, *whole), status=status)


async def _back(meeting: str) -> Response:
    """Where somebody comes who had to sign in anew before a press: to see how it stands, and press again."""
    return RedirectResponse(_at(meeting), status_code=303)


async def _do(sent: Posted, path: str, body: Mapping[str, Any]) -> Accepted:
    with renamed(PLACES):
        return await sent.visit.parts.registry.do(path, body, order(sent))


def _at(meeting: str) -> str:
    return f"/meetings/{part(meeting)}"


for _deed in MEETING_DEEDS:
    _address = f"/meetings/{{meeting}}/{_deed.verb}"
    router.add_api_route(_address, _form_page(_deed), methods=["GET"], name=_deed.action)
    router.add_api_route(_address, _send_page(_deed), methods=["POST"], name=_deed.action)
for _verb, _action in PRESSES.items():
    _address = f"/meetings/{{meeting}}/{_verb}"
    router.add_api_route(_address, _press_page(_verb, _action), methods=["POST"], name=_action)
    if _action != ABSENCE:
        router.add_api_route(_address, _back, methods=["GET"], name=f"{_action}_again")
