"""What the pages of the things that can be done with a case have in common: a form, and what becomes of it."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.application import deed_forms
from portal.application.addresses import part
from portal.application.deeds import Deed
from portal.application.forms import Form
from portal.application.resources import Accepted, Case
from portal.application.waiting import Button, buttons

Page = Callable[..., Awaitable[Response]]
Show = Callable[[Visit, Case, Button, Form, int], Awaitable[Response]]


def offer(router: APIRouter, deed: Deed, form: Page, send: Page) -> None:
    address = f"/cases/{{case}}/{deed.verb}"
    router.add_api_route(address, form, methods=["GET"], name=deed.action)
    router.add_api_route(address, send, methods=["POST"], name=deed.action)


def form_page(deed: Deed, show: Show) -> Page:
    shown = _showing(deed, show)

    async def form(visit: VisitDep, case: str, acting: Annotated[str, Query()] = "") -> Response:
        found = await visit.parts.case_flow.case(visit.token, case)
        form = await fresh(visit, seen=found.sequence)
        return await shown(visit, found, acting or form.value("acting"), form, 200)

    return form


def send_page(deed: Deed, show: Show) -> Page:
    shown = _showing(deed, show)

    async def send(sent: PostedDep, case: str) -> Response:
        visit, case_flow = sent.visit, sent.visit.parts.case_flow

        async def again(form: Form, status: int) -> Response:
            return await shown(visit, await case_flow.case(visit.token, case), sent.one("acting"), form, status)

        async def act() -> Accepted:
            expected = sent.seen if deed.on_what_was_seen else None
            body = deed_forms.body(sent_form(sent), deed)
            with renamed(deed_forms.NAMES):
                return await case_flow.do(f"/cases/{part(case)}/{deed.verb}", body, order(sent, expected=expected))

        fields = (*deed.fields, *deed_forms.PARTS)
        sending = Sending(deed.action, fields, act, again, page=lambda _: f"/cases/{part(case)}")
        return await submit(sent, deed_forms.checked(sent_form(sent), deed), sending)

    return send


def _showing(deed: Deed, show: Show) -> Callable[[Visit, Case, str, Form, int], Awaitable[Response]]:
    async def shown(visit: Visit, case: Case, acting: str, form: Form, status: int) -> Response:
        button = _button(deed, case, acting, visit)
        if button is None:
            return visit.show("errors/not-now.html", status=CONFLICT)
        return await show(visit, case, button, form, status)

    return shown


def _button(deed: Deed, case: Case, acting: str, visit: Visit) -> Button | None:
    """Find the wanted way to do it among what the service allows; without a wish, the first."""
    fitting = [one for one in buttons(case.actions, visit.session) if one.deed == deed]
    wanted = [one for one in fitting if one.holding.id == acting]
    return next(iter(wanted or (() if acting else fitting)), None)
