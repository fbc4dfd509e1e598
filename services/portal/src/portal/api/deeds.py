"""One page for each thing that can be done with a case: a form, and what becomes of it."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import deed_forms
from portal.application.addresses import part
from portal.application.choices import Asking, choices
from portal.application.deeds import DEEDS, Deed
from portal.application.forms import Form
from portal.application.offers import otherwise
from portal.application.resources import Accepted, Case
from portal.application.waiting import Button, buttons

router = pages()
Page = Callable[..., Awaitable[Response]]


def _form_page(deed: Deed) -> Page:
    async def form(visit: VisitDep, case: str, acting: Annotated[str, Query()] = "") -> Response:
        found = await visit.parts.case_flow.case(visit.token, case)
        form = await fresh(visit, seen=found.sequence)
        return await _show(visit, found, _button(deed, found, acting or form.value("acting"), visit), form)

    return form


def _send_page(deed: Deed) -> Page:
    async def send(sent: PostedDep, case: str) -> Response:
        case_flow = sent.visit.parts.case_flow

        async def again(form: Form, status: int) -> Response:
            found = await case_flow.case(sent.visit.token, case)
            return await _show(sent.visit, found, _button(deed, found, sent.one("acting"), sent.visit), form, status)

        async def act() -> Accepted:
            expected = sent.seen if deed.on_what_was_seen else None
            body = deed_forms.body(sent_form(sent), deed)
            with renamed(deed_forms.NAMES):
                return await case_flow.do(f"/cases/{part(case)}/{deed.verb}", body, order(sent, expected=expected))

        fields = (*deed.fields, *deed_forms.PARTS)
        sending = Sending(deed.action, fields, act, again, page=lambda _: f"/cases/{part(case)}")
        return await submit(sent, deed_forms.checked(sent_form(sent), deed), sending)

    return send


async def _show(visit: Visit, case: Case, button: Button | None, form: Form, status: int = 200) -> Response:
    if button is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    return visit.show(
        f"deeds/{button.deed.verb}.html",
        status=status,
        case=case,
        button=button,
        others=otherwise(button, buttons(case.actions, visit.session)),
        form=form,
        names=await visit.parts.names.of_case(visit.token, case),
        choices=await choices(Asking(visit.parts.services, visit.token, button, case)),
    )


def _button(deed: Deed, case: Case, acting: str, visit: Visit) -> Button | None:
    """Find the wanted way to do it among what the service allows; without a wish, the first."""
    fitting = [one for one in buttons(case.actions, visit.session) if one.deed == deed]
    wanted = [one for one in fitting if one.holding.id == acting]
    return next(iter(wanted or (() if acting else fitting)), None)


for _deed in DEEDS:
    router.add_api_route(f"/cases/{{case}}/{_deed.verb}", _form_page(_deed), methods=["GET"], name=_deed.action)
    router.add_api_route(f"/cases/{{case}}/{_deed.verb}", _send_page(_deed), methods=["POST"], name=_deed.action)
