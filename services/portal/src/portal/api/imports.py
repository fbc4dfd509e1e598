"""Tables that the directorate enters: choose the files, look at every difference, and one press."""

from starlette.responses import RedirectResponse, Response

from portal.api.forms import CONFLICT, INVALID
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.meetings import sheet
from portal.api.routes import pages
from portal.api.tables import FORBIDDEN, Untaken, tables, tried
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.importing import SHEETS
from portal.application.overseeing import contacts
from portal.application.ports import Order

router = pages()


@router.get("/import")
async def choose(visit: VisitDep) -> Response:
    return _show(visit, Form(visit.parts.ids()))


@router.post("/import")
async def look_through(sent: PostedDep) -> Response:
    """Keep the files for the press that may follow, and show what it would do."""
    visit, form, chosen = sent.visit, Form(sent.visit.parts.ids()), await tables(sent, SHEETS)
    if not contacts(visit.session):
        return _show(visit, form)
    if not chosen.sheets:
        return _show(visit, form.with_errors({"sheets": "missing"}), INVALID)
    found = await tried(visit.parts.registry.look_through(visit.token, chosen.sheets), form)
    if isinstance(found, Untaken):
        return _show(visit, found.form, found.status, unread=found.unread)
    await visit.parts.tray.put(visit.session.subject, form.key, chosen)
    return visit.show("import-preview.html", preview=found, form=form, holding=contacts(visit.session)[0])


@router.post("/import/send")
async def enter(sent: PostedDep) -> Response:
    visit, form = sent.visit, Form(sent.visit.parts.ids())
    posts = contacts(visit.session)
    kept = await visit.parts.tray.get(visit.session.subject, sent.key) if posts else None
    if kept is None:
        return _show(visit, form.with_errors({}, "files-gone"), CONFLICT)
    ordered = Order(visit.token, posts[0].id, sent.key)
    begun = await tried(visit.parts.registry.enter_tables(kept.sheets, sent.one("digest"), ordered), form)
    if isinstance(begun, Untaken):
        return _show(visit, begun.form, begun.status)
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


def _show(visit: Visit, form: Form, status: int = 200, *, unread: str = "") -> Response:
    if not contacts(visit.session):
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    return visit.show("import.html", form=form, sheets=SHEETS, unread=unread, status=status)
