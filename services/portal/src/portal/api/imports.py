"""Tables that the directorate enters: choose the files, look at every difference, and one press."""

import base64
from typing import Final

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from portal.api.forms import CONFLICT, INVALID, UNAVAILABLE
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.meetings import sheet
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.importing import SHEETS
from portal.application.overseeing import contacts
from portal.application.ports import Order
from portal.application.refusals import Away, Refused
from portal.application.tray import Tables

router = pages()
FORBIDDEN: Final = 403
TOLD: Final = (CONFLICT, INVALID, 413)


@router.get("/import")
async def choose(visit: VisitDep) -> Response:
    return _show(visit, Form(visit.parts.ids()))


@router.post("/import")
async def look_through(sent: PostedDep) -> Response:
    """Keep the files for the press that may follow, and show what it would do."""
    visit, form, tables = sent.visit, Form(sent.visit.parts.ids()), await _tables(sent)
    if not contacts(visit.session):
        return _show(visit, form)
    if not tables.sheets:
        return _show(visit, form.with_errors({"sheets": "missing"}), INVALID)
    try:
        found = await visit.parts.registry.look_through(visit.token, tables.sheets)
    except Away:
        return _show(visit, form.with_errors({}, "away"), UNAVAILABLE)
    except Refused as no:
        if no.status not in TOLD:
            raise
        return _show(visit, form.with_errors({}, no.slug), no.status, unread=str(no.more.get("detail", "")))
    await visit.parts.tray.put(visit.session.subject, form.key, tables)
    return visit.show("import-preview.html", preview=found, form=form, holding=contacts(visit.session)[0])


@router.post("/import/send")
async def enter(sent: PostedDep) -> Response:
    visit, form = sent.visit, Form(sent.visit.parts.ids())
    posts = contacts(visit.session)
    tables = await visit.parts.tray.get(visit.session.subject, sent.key) if posts else None
    if tables is None:
        return _show(visit, form.with_errors({}, "files-gone"), CONFLICT)
    ordered = Order(visit.token, posts[0].id, sent.key)
    try:
        begun = await visit.parts.registry.enter_tables(tables.sheets, sent.one("digest"), ordered)
    except Away:
        return _show(visit, form.with_errors({}, "away"), UNAVAILABLE)
    except Refused as no:
        if no.status not in TOLD:
            raise
        return _show(visit, form.with_errors({}, no.slug), no.status)
    await visit.parts.tray.drop(visit.session.subject, sent.key)
    return RedirectResponse(f"/import/{part(begun.id)}", status_code=303)


@router.get("/import/send")
async def look_again() -> Response:
    """Where somebody comes who had to sign in anew before the press."""
    return RedirectResponse("/import", status_code=303)


@router.get("/import/{entered}")
async def one_import(visit: VisitDep, entered: str) -> Response:
    return visit.show("import-state.html", entered=await visit.parts.registry.import_state(visit.token, entered))


@router.get("/eksport/{table}.csv")
async def export(visit: VisitDep, table: str) -> Response:
    return sheet(await visit.parts.registry.export(visit.token, table), f"{table}.csv" if table in SHEETS else "x.csv")


async def _tables(sent: Posted) -> Tables:
    """Read the files that were chosen; one that is empty was not."""
    files = {name: sent.form.get(name) for name in SHEETS}
    read = {name: await one.read() for name, one in files.items() if isinstance(one, UploadFile)}
    await sent.form.close()
    return Tables(sheets={name: base64.b64encode(found).decode() for name, found in read.items() if found})


def _show(visit: Visit, form: Form, status: int = 200, *, unread: str = "") -> Response:
    if not contacts(visit.session):
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    return visit.show("import.html", form=form, sheets=SHEETS, unread=unread, status=status)
