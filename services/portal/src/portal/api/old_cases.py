"""Cases from before this house: choose a table, look at what would become of it, and one press."""

import base64
from typing import Annotated

from fastapi import Query
from starlette.responses import RedirectResponse, Response

from councilkit.case_tables import HEADINGS, WORDS
from portal.api.forms import CONFLICT, INVALID
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.meetings import sheet
from portal.api.routes import pages
from portal.api.tables import FORBIDDEN, Untaken, tables, tried
from portal.application.forms import Form
from portal.application.old_cases import COLUMNS, SHEET, UNSEEN, headed, hinted, may_enter, template
from portal.application.ports import Order
from portal.application.report import chosen
from portal.application.tray import Tables

router = pages()
ADDRESS = "/gamle-saker"
DONE = f"{ADDRESS}/ferdig"
Acting = Annotated[str, Query()]


@router.get(ADDRESS)
async def choose(visit: VisitDep, acting: Acting = "") -> Response:
    return _show(visit, Form(visit.parts.ids()), acting)


@router.get(f"{ADDRESS}/mal.csv")
async def empty_table(visit: VisitDep) -> Response:
    if not may_enter(visit.session):
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    return sheet(template(visit.wording.language), "gamle-saker.csv")


@router.post(ADDRESS)
async def look_through(sent: PostedDep) -> Response:
    """Keep the table for the press that may follow, and show what it would do."""
    visit, form, table = sent.visit, Form(sent.visit.parts.ids()), await tables(sent, [SHEET])
    if may_enter(visit.session) and not table.sheets:
        return _show(visit, form.with_errors({SHEET: "missing"}), sent.one("acting"), INVALID)
    return await _look(sent, form, table)


@router.post(f"{ADDRESS}/send")
async def enter(sent: PostedDep) -> Response:
    visit, form, acting = sent.visit, Form(sent.visit.parts.ids()), sent.one("acting")
    table = await visit.parts.tray.get(visit.session.subject, sent.key)
    if table is None or SHEET not in table.sheets:
        return _show(visit, form.with_errors({}, "files-gone"), acting, CONFLICT)
    ordered, seen = Order(visit.token, acting, sent.key), sent.one("hints_seen") == "yes"
    entering = visit.parts.case_flow.enter_cases(table.sheets[SHEET], sent.one("digest"), ordered, hints_seen=seen)
    entered = await tried(entering, form)
    if isinstance(entered, Untaken):
        if UNSEEN in entered.form.whole:
            return await _look(sent, form.with_errors({"hints_seen": "missing"}), table, INVALID)
        return _show(visit, entered.form, acting, entered.status)
    await visit.parts.tray.drop(visit.session.subject, sent.key)
    await visit.parts.notices.leave(visit.session.id, DONE, str(len(entered)))
    return RedirectResponse(DONE, status_code=303)


@router.get(f"{ADDRESS}/send")
async def look_again() -> Response:
    """Where somebody comes who had to sign in anew before the press."""
    return RedirectResponse(ADDRESS, status_code=303)


@router.get(DONE)
async def entered(visit: VisitDep) -> Response:
    told = await visit.parts.notices.take(visit.session.id, visit.page)
    if told is None:
        return RedirectResponse(ADDRESS, status_code=303)
    return visit.show("old-cases/done.html", entered=int(told))


async def _look(sent: Posted, form: Form, table: Tables, status: int = 200) -> Response:
    visit, holding = sent.visit, chosen(may_enter(sent.visit.session), sent.one("acting"))
    if holding is None:
        return _show(visit, form, "")
    looking = visit.parts.case_flow.look_at_cases(table.sheets[SHEET], Order(visit.token, holding.id, form.key))
    found = await tried(looking, form)
    if isinstance(found, Untaken):
        return _show(visit, found.form, holding.id, found.status, unread=found.unread)
    await visit.parts.tray.put(visit.session.subject, form.key, table)
    content = base64.b64decode(table.sheets[SHEET])
    return visit.show(
        "old-cases/preview.html",
        status=status,
        look=found,
        hinted=list(hinted(found, content)),
        headings=headed(content, visit.wording.language),
        names=await visit.parts.names.find(visit.token, {one.council for one in found.new}),
        form=form,
        holding=holding,
    )


def _show(visit: Visit, form: Form, acting: str, status: int = 200, *, unread: str = "") -> Response:
    holdings = may_enter(visit.session)
    if not holdings:
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    return visit.show(
        "old-cases/choose.html",
        status=status,
        form=form,
        holdings=holdings,
        holding=chosen(holdings, acting),
        columns=COLUMNS,
        headings=HEADINGS[visit.wording.language],
        said_so=WORDS[visit.wording.language],
        unread=unread,
    )
