"""The people of a council: who sits there, whom to ring, how somebody is let in, reached, and forgotten."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final

from fastapi import HTTPException, Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import contacting
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.people import Sitter
from portal.application.resources import Accepted
from portal.application.seating import CHANGE_CONTACT, ERASE, INVITE, VOUCH
from portal.application.sitting import to_ring
from portal.application.waiting import chosen, holders

router = pages()
MISSING: Final = 404
LETTING_IN: Final = (INVITE, VOUCH)
DONE_WITH: Final = (*LETTING_IN, CHANGE_CONTACT, ERASE)
Acting = Annotated[str, Query()]
Page = Callable[..., Awaitable[Response]]


@router.get("/councils/{council}/people")
async def people(visit: VisitDep, council: str) -> Response:
    registry, token = visit.parts.registry, visit.token
    sitting = await registry.sitters(token, council)
    seats = await registry.seats(token, council)
    numbers = seats.numbers
    return visit.show(
        "people.html",
        council=seats.council,
        numbers=numbers,
        sitting=sorted(sitting, key=lambda one: numbers.get(one.seat, len(numbers))),
        ringing=to_ring(sitting),
        possible={one.term: _possible(one, visit) for one in sitting},
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


def _letting_in(action: str) -> tuple[Page, Page]:
    async def form(visit: VisitDep, council: str, term: str, acting: Acting = "") -> Response:
        return await _show(visit, "let-in.html", action, (council, term), await fresh(visit), acting=acting)

    async def send(sent: PostedDep, council: str, term: str) -> Response:
        """Show the code here and now: it stands in no address, and sent again the same form shows the same code."""
        visit, place = sent.visit, (council, term)

        async def again(form: Form, status: int) -> Response:
            return await _show(visit, "let-in.html", action, place, form, acting=sent.one("acting"), status=status)

        shown: list[Response] = []

        async def act() -> Accepted:
            path = f"/councils/{part(council)}/terms/{part(term)}/{action}"
            code = await visit.parts.registry.code(path, order(sent))
            sitter = await _sitter(visit, council, term)
            shown.append(visit.show("let-in-code.html", action=action, council=council, sitter=sitter, code=code))
            return Accepted(receipt=code.receipt)

        answer = await submit(sent, sent_form(sent), Sending(action, (), act, again, page=lambda _: "/"))
        return shown[0] if shown else answer

    return form, send


@router.get("/councils/{council}/terms/{term}/contact")
async def contact_form(visit: VisitDep, council: str, term: str, acting: Acting = "") -> Response:
    known = await visit.parts.registry.contact_of(visit.token, council, term)
    form = (await fresh(visit)).beginning(contacting.fields(known))
    return await _contact(visit, (council, term), form, acting=acting or form.value("acting"))


@router.post("/councils/{council}/terms/{term}/contact")
async def change_contact(sent: PostedDep, council: str, term: str) -> Response:
    visit = sent.visit

    async def again(form: Form, status: int) -> Response:
        return await _contact(visit, (council, term), form, acting=sent.one("acting"), status=status)

    async def act() -> Accepted:
        known = await visit.parts.registry.contact_of(visit.token, council, term)
        body = contacting.body(sent_form(sent), known)
        await visit.parts.registry.change_contact_of(visit.token, council, term, body)
        return Accepted(receipt="")

    sending = Sending(CHANGE_CONTACT, contacting.ASKS, act, again, page=lambda _: _people(council))
    return await submit(sent, contacting.checked(sent_form(sent)), sending)


@router.get("/councils/{council}/terms/{term}/erase")
async def erase_form(visit: VisitDep, council: str, term: str, acting: Acting = "") -> Response:
    return await _show(visit, "erase.html", ERASE, (council, term), await fresh(visit), acting=acting)


@router.post("/councils/{council}/terms/{term}/erase")
async def erase(sent: PostedDep, council: str, term: str) -> Response:
    visit = sent.visit

    async def again(form: Form, status: int) -> Response:
        return await _show(visit, "erase.html", ERASE, (council, term), form, acting=sent.one("acting"), status=status)

    async def act() -> Accepted:
        await visit.parts.registry.erase(term, order(sent))
        return Accepted(receipt="")

    sending = Sending(ERASE, ("sure",), act, again, page=lambda _: _people(council))
    return await submit(sent, sent_form(sent).missing(["sure"]), sending)


async def _contact(visit: Visit, place: tuple[str, str], form: Form, *, acting: str, status: int = 200) -> Response:
    organisations = await visit.parts.registry.organisations(visit.token)
    offered = {"organisations": [(one.id, one.name, "") for one in organisations.items]}
    return await _show(visit, "contact.html", CHANGE_CONTACT, place, form, acting=acting, status=status, **offered)


async def _show(
    visit: Visit,
    template: str,
    action: str,
    place: tuple[str, str],
    form: Form,
    *,
    acting: str,
    status: int = 200,
    **more: Any,  # noqa: ANN401 - what a template needs
) -> Response:
    sitter = await _sitter(visit, *place)
    holding = chosen(holders(sitter.actions, action, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    told = {"action": action, "council": place[0], "sitter": sitter, "holding": holding, "form": form}
    return visit.show(template, status=status, **told, **more)


async def _sitter(visit: Visit, council: str, term: str) -> Sitter:
    for one in await visit.parts.registry.sitters(visit.token, council):
        if one.term == term:
            return one
    raise HTTPException(MISSING)


def _possible(one: Sitter, visit: Visit) -> dict[str, str]:
    """Tell what may be done for somebody, each with the first term or post that may do it."""
    found = ((action, holders(one.actions, action, visit.session)) for action in DONE_WITH)
    return {action: able[0].id for action, able in found if able}


def _people(council: str) -> str:
    return f"/councils/{part(council)}/people"


for _action in LETTING_IN:
    _form, _send = _letting_in(_action)
    _address = f"/councils/{{council}}/terms/{{term}}/{_action}"
    router.add_api_route(_address, _form, methods=["GET"], name=_action)
    router.add_api_route(_address, _send, methods=["POST"], name=_action)
