"""Plan a meeting of a council."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import planning
from portal.application.forms import Form
from portal.application.planning import PLAN
from portal.application.resources import Accepted
from portal.application.waiting import chosen, holders

router = pages()
FORBIDDEN = 403


@router.get("/councils/{council}/meetings/new")
async def new_meeting(
    visit: VisitDep,
    council: str,
    acting: Annotated[str, Query()] = "",
    type: Annotated[str, Query()] = "",
) -> Response:
    form = await fresh(visit)
    form = form.naming({"type": [type]}) if type else form
    return await _show(visit, council, form, acting or form.value("acting"))


@router.post("/councils/{council}/meetings/new")
async def plan_meeting(sent: PostedDep, council: str) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, council, form, sent.one("acting"), status)

    async def act() -> Accepted:
        body = planning.body(council, form)
        return await sent.visit.parts.registry.do("/meetings", body, order(sent))

    form = planning.checked(sent_form(sent))
    sending = Sending(PLAN, planning.ASKS, act, again, page=lambda accepted: f"/meetings/{accepted.id}")
    return await submit(sent, form, sending)


async def _show(visit: Visit, council: str, form: Form, acting: str, status: int = 200) -> Response:
    found = await visit.parts.registry.council(visit.token, council)
    holding = chosen(holders(found.actions, PLAN, visit.session), acting)
    if holding is None:
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    return visit.show("plan-meeting.html", status=status, council=found, holding=holding, form=form)
