"""Adopt a proposed rule for all councils, or make it a proposal again: a page that asks once more."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.duties import ADOPTING, WITHDRAWING, Rule
from portal.application.forms import Form
from portal.application.resources import Accepted
from portal.application.waiting import chosen, holders

router = pages()
Page = Callable[..., Awaitable[Response]]
VERBS = ((ADOPTING, "adopt", "vedta"), (WITHDRAWING, "withdraw", "trekk"))


def _form_page(action: str) -> Page:
    async def form(visit: VisitDep, rule: str, acting: Annotated[str, Query()] = "") -> Response:
        return await _show(visit, rule, action, await fresh(visit), acting)

    return form


def _send_page(action: str, verb: str) -> Page:
    async def send(sent: PostedDep, rule: str) -> Response:
        async def again(form: Form, status: int) -> Response:
            return await _show(sent.visit, rule, action, form, sent.one("acting"), status=status)

        async def act() -> Accepted:
            return await sent.visit.parts.notifier.do(f"/rules/{part(rule)}/{verb}", {}, order(sent))

        return await submit(sent, sent_form(sent), Sending(action, (), act, again, page=lambda _: "/plikter"))

    return send


async def _show(visit: Visit, rule: str, action: str, form: Form, acting: str, *, status: int = 200) -> Response:
    found = await _find(visit, rule)
    holding = chosen(holders(found.actions, action, visit.session), acting) if found else None
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    return visit.show("rule.html", status=status, rule=found, action=action, holding=holding, form=form)


async def _find(visit: Visit, rule: str) -> Rule | None:
    return next((one for one in await visit.parts.notifier.rules(visit.token) if one.rule == rule), None)


for _action, _verb, _address in VERBS:
    router.add_api_route(f"/plikter/regler/{{rule}}/{_address}", _form_page(_action), methods=["GET"], name=_action)
    router.add_api_route(
        f"/plikter/regler/{{rule}}/{_address}", _send_page(_action, _verb), methods=["POST"], name=_action
    )
