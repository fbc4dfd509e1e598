"""Raise a case."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import INVALID, Sending, fresh, order, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.forms import Form
from portal.application.refusals import Refused
from portal.application.report import ASKS, TEXTS, LooksIndividual, as_stored, chosen, look_again, may_raise
from portal.application.resources import Accepted

router = pages()


@router.get("/cases/new")
async def new_case(visit: VisitDep, acting: Annotated[str, Query()] = "") -> Response:
    form = await fresh(visit)
    return _show(visit, form, acting or form.value("acting"))


@router.post("/cases/new")
async def raise_case(sent: PostedDep) -> Response:
    async def again(form: Form, status: int) -> Response:
        return _show(sent.visit, form, sent.one("acting"), status)

    if sent.one("choice") == "change":
        return await again(sent_form(sent), 200)
    sending = Sending("report_case", ASKS, lambda: _raise(sent), again, page=lambda accepted: f"/cases/{accepted.id}")
    try:
        return await submit(sent, sent_form(sent).missing(ASKS), sending)
    except LooksIndividual as pause:
        holding = sent.visit.session.holding(sent.one("acting"))
        return sent.visit.show("hints.html", status=INVALID, form=sent_form(sent), holding=holding, texts=pause.texts)


async def _raise(sent: Posted) -> Accepted:
    holding = sent.visit.session.holding(sent.one("acting"))
    texts = as_stored({name: sent.one(name) for name in TEXTS})
    body = {
        **texts,
        "council": holding.council.id if holding and holding.council else "",
        "lines": sent.many("lines"),
        "hints_seen": sent.one("choice") == "send",
    }
    try:
        return await sent.visit.parts.case_flow.do("/cases", body, order(sent))
    except Refused as no:
        look_again(no, texts)
        raise


def _show(visit: Visit, form: Form, acting: str, status: int = 200) -> Response:
    holdings = may_raise(visit.session)
    return visit.show("new-case.html", status=status, form=form, holdings=holdings, holding=chosen(holdings, acting))
