"""Delete one text of a case everywhere: first which one, then who could read it, then the button."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.deeds import ERASING
from portal.application.erasing import APART, found, texts
from portal.application.forms import Form
from portal.application.resources import Accepted, Case
from portal.application.waiting import chosen, holders

router = pages()
ADDRESS = f"/cases/{{case}}/{ERASING.verb}"


@router.get(ADDRESS)
async def erase_form(
    visit: VisitDep, case: str, acting: Annotated[str, Query()] = "", what_text: Annotated[str, Query()] = ""
) -> Response:
    form = (await fresh(visit)).naming({"what_text": [what_text]} if what_text else {})
    return await _show(visit, await visit.parts.case_flow.case(visit.token, case), form, acting)


@router.post(ADDRESS)
async def erase(sent: PostedDep, case: str) -> Response:
    case_flow = sent.visit.parts.case_flow

    async def again(form: Form, status: int) -> Response:
        return await _show(
            sent.visit, await case_flow.case(sent.visit.token, case), form, sent.one("acting"), status=status
        )

    async def act() -> Accepted:
        entry, _, text = sent.one("what_text").partition(APART)
        return await case_flow.do(f"/cases/{part(case)}/{ERASING.verb}", {"entry": entry, "text": text}, order(sent))

    asks = ("what_text",)
    sending = Sending(ERASING.action, asks, act, again, page=lambda _: f"/cases/{part(case)}")
    return await submit(sent, sent_form(sent).missing(asks), sending)


async def _show(visit: Visit, case: Case, form: Form, acting: str, *, status: int = 200) -> Response:
    holding = chosen(holders(case.actions, ERASING.action, visit.session), acting or form.value("acting"))
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    chosen_text = found(case, form.value("what_text"))
    readers = None
    if chosen_text:
        readers = await visit.parts.case_flow.readers(
            visit.token, case.id, entry=chosen_text.step.entry, text=chosen_text.name
        )
    parties = readers.items if readers else ()
    return visit.show(
        "erase-text.html",
        status=status,
        case=case,
        form=form,
        holding=holding,
        texts=texts(case),
        chosen=chosen_text,
        readers=readers,
        names=await visit.parts.names.of_case(visit.token, case),
        others=await visit.parts.names.find(
            visit.token, {one.council for one in parties}, {one.unit for one in parties}
        ),
    )
