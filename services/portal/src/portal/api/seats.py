"""The seats of a council: who sits there, what is empty, and one page for each thing that is done with a seat."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import HTTPException, Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import seating
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.people import Chair, Seats
from portal.application.resources import Accepted
from portal.application.seating import SEAT_DEEDS, SeatDeed
from portal.application.sitting import sitters
from portal.application.waiting import chosen, holders
from portal.application.wording import in_oslo

router = pages()
Page = Callable[..., Awaitable[Response]]
MISSING: Final = 404


@router.get("/councils/{council}/seats")
async def seats(visit: VisitDep, council: str) -> Response:
    found = await visit.parts.registry.seats(visit.token, council)
    may = {one.action: one.acting for one in found.actions if visit.session.holding(one.acting)}
    sitting = await sitters(visit.parts.registry, visit.token, council)
    return visit.show(
        "seats.html",
        council=found.council,
        sitting=sitting,
        places=seating.places(found, sitting, may),
        numbers=found.numbers,
        may=may,
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


def _form_page(deed: SeatDeed) -> Page:
    async def form(visit: VisitDep, council: str, acting: Annotated[str, Query()] = "") -> Response:
        found = await visit.parts.registry.seats(visit.token, council)
        begun = (await fresh(visit)).beginning(_beginning(visit, deed, _chair(visit, found)))
        return await _show(visit, deed, found, begun, acting=acting or begun.value("acting"))

    return form


def _send_page(deed: SeatDeed) -> Page:
    async def send(sent: PostedDep, council: str) -> Response:
        async def again(form: Form, status: int) -> Response:
            found = await sent.visit.parts.registry.seats(sent.visit.token, council)
            return await _show(sent.visit, deed, found, form, acting=sent.one("acting"), status=status)

        async def act() -> Accepted:
            return await _do(sent, deed, council)

        sending = Sending(deed.action, deed.asks, act, again, page=lambda _: f"/councils/{part(council)}/seats")
        return await submit(sent, deed.checked(sent_form(sent)), sending)

    return send


async def _do(sent: Posted, deed: SeatDeed, council: str) -> Accepted:
    seat = str(sent.visit.request.path_params.get("seat", ""))
    place = deed.there.format(seat=part(seat), term=part(sent.one("term")))
    with renamed(seating.FIELDS):
        body = deed.body(sent_form(sent), seat)
        return await sent.visit.parts.registry.do(f"/councils/{part(council)}/{place}", body, order(sent))


async def _show(visit: Visit, deed: SeatDeed, found: Seats, form: Form, *, acting: str, status: int = 200) -> Response:
    holding, chair = chosen(holders(found.actions, deed.action, visit.session), acting), _chair(visit, found)
    if holding is None or (deed.action == seating.END and not (chair and chair.term)):
        return visit.show("errors/not-now.html", status=CONFLICT)
    return visit.show(
        f"seats/{deed.action}.html",
        status=status,
        action=deed.action,
        council=found.council,
        seats=found,
        chair=chair,
        numbers=found.numbers,
        holding=holding,
        form=form,
        **await _offered(visit, deed, found, chair),
    )


async def _offered(visit: Visit, deed: SeatDeed, found: Seats, chair: Chair | None) -> dict[str, Any]:
    """Find what a form offers to choose from."""
    registry, token = visit.parts.registry, visit.token
    if deed.action == seating.ASK:
        organisations = (await registry.organisations(token)).items
        return {"organisations": [(one.id, one.name, "") for one in organisations]}
    if deed.action == seating.ADD:
        return {"principals": [one for one in found.items if not one.deputy_for and not one.last_day]}
    sitting = await sitters(registry, token, found.council.id)
    known = [(one.person, one.name or "", "") for one in sitting if one.person and one.name]
    sitter = next((one for one in sitting if chair and one.seat == chair.id), None)
    return {"sitter": sitter, "known": known, "roles": seating.roles(chair) if chair else ()}


def _beginning(visit: Visit, deed: SeatDeed, chair: Chair | None) -> dict[str, list[str]]:
    today = in_oslo(visit.parts.clock()).date()
    if deed.action == seating.ASK:
        return {"due": [visit.wording.day(today + timedelta(weeks=4))]}
    if deed.action != seating.START or chair is None:
        return {}
    after = chair.term.ends + timedelta(days=1) if chair.term and chair.term.ends else today
    return {"starts": [visit.wording.day(after)], "who": [seating.NEW], "language": [visit.wording.language]}


def _chair(visit: Visit, found: Seats) -> Chair | None:
    wanted = visit.request.path_params.get("seat")
    chair = found.find(str(wanted))
    if wanted is not None and chair is None:
        raise HTTPException(MISSING)
    return chair


for _deed in SEAT_DEEDS:
    _address = f"/councils/{{council}}/seats/{_deed.here}"
    router.add_api_route(_address, _form_page(_deed), methods=["GET"], name=_deed.action)
    router.add_api_route(_address, _send_page(_deed), methods=["POST"], name=_deed.action)
