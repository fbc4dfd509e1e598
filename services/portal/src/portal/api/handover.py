"""The checklist of somebody who is new in a seat: ticked one thing at a time."""

from typing import Final

from starlette.responses import Response

from portal.api.forms import Sending, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.resources import Accepted
from portal.application.seating import TICK
from portal.application.waiting import holders
from portal.application.wording import in_oslo

router = pages()
ASKS: Final = ("item",)


@router.get("/councils/{council}/terms/{term}/handover")
async def handover(visit: VisitDep, council: str, term: str) -> Response:
    return await _show(visit, council, term, Form(visit.parts.ids()))


@router.post("/councils/{council}/terms/{term}/handover")
async def tick(sent: PostedDep, council: str, term: str) -> Response:
    async def again(form: Form, status: int) -> Response:
        whole = (*form.whole, *form.errors.values())
        return await _show(sent.visit, council, term, form.with_errors({}, *whole), status)

    async def act() -> Accepted:
        path = f"/councils/{part(council)}/terms/{part(term)}/handover/tick"
        body = {"item": sent.one("item"), "done": sent.one("done") == "yes"}
        return await sent.visit.parts.registry.do(path, body, order(sent))

    sending = Sending(TICK, ASKS, act, again, page=lambda _: sent.visit.page)
    return await submit(sent, sent_form(sent).missing(ASKS), sending)


async def _show(visit: Visit, council: str, term: str, form: Form, status: int = 200) -> Response:
    found = await visit.parts.registry.handover(visit.token, council, term)
    return visit.show(
        "handover.html",
        status=status,
        handover=found,
        today=in_oslo(visit.parts.clock()).date(),
        holding=next(iter(holders(found.actions, TICK, visit.session)), None),
        form=form,
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )
