"""Raise a case, on one page: it is kept as it is written, and can be left and gone on with."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from councilkit.events.case_words import Theme
from portal.api.forms import CONFLICT, INVALID, Sending, fresh, order, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.keeping import how_many, keep, leave, let_go
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.drafting import REPORTED
from portal.application.forms import KEY_REUSED, Form
from portal.application.refusals import Refused
from portal.application.report import (
    FIELDS,
    TEXTS,
    LooksIndividual,
    as_stored,
    begins,
    checked,
    chosen,
    look_again,
    may_raise,
    report,
    says,
)
from portal.application.resources import Accepted

router = pages()
Acting = Annotated[str, Query()]


@router.get("/cases/new")
async def new_case(visit: VisitDep, acting: Acting = "") -> Response:
    form = await fresh(visit)
    wanted = acting or form.value("acting")
    holding = chosen(may_raise(visit.session), wanted)
    form = form.beginning(begins(holding)) if holding else form
    return show_writing(visit, form, wanted, drafts=await how_many(visit))


@router.post("/cases/new")
async def raise_case(sent: PostedDep) -> Response:
    async def again(form: Form, status: int) -> Response:
        return show_writing(sent.visit, form, sent.one("acting"), status)

    if sent.one("choice") == "change":
        return await again(sent_form(sent), 200)
    if sent.one("choice") == "later":
        return await leave(sent, again)
    sending = Sending("report_case", FIELDS, lambda: _raise(sent), again, page=lambda accepted: f"/cases/{accepted.id}")
    try:
        return await submit(sent, checked(sent_form(sent)), sending)
    except LooksIndividual as pause:
        holding = sent.visit.session.holding(sent.one("acting"))
        return sent.visit.show("hints.html", status=INVALID, form=sent_form(sent), holding=holding, texts=pause.texts)


async def _raise(sent: Posted) -> Accepted:
    """Keep what is written, and raise it: however often that is sent, it becomes one case."""
    case_flow, ordered = sent.visit.parts.case_flow, order(sent)
    texts = as_stored({name: sent.one(name) for name in TEXTS})
    raised = False
    try:
        ordered = replace(ordered, acting=(await keep(sent)).writer)
    except Refused as no:
        if no.slug != REPORTED:
            raise
        raised = True
    try:
        body = report(sent_form(sent), seen=sent.one("choice") == "send")
        accepted = await case_flow.do(f"/drafts/{part(sent.key)}/report", body, ordered)
    except Refused as no:
        look_again(no, texts)
        raise
    if raised and not says(await case_flow.case(sent.visit.token, accepted.id, since=accepted.receipt), texts):
        raise Refused(CONFLICT, KEY_REUSED)
    await let_go(sent)
    return accepted


def show_writing(visit: Visit, form: Form, acting: str, status: int = 200, *, drafts: int = 0) -> Response:
    holdings = may_raise(visit.session)
    holding = chosen(holdings, acting)
    return visit.show(
        "new-case.html",
        status=status,
        form=form,
        holdings=holdings,
        holding=holding,
        drafts=drafts,
        themes=tuple(Theme),
    )
