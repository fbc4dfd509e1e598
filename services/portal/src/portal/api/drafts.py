"""The cases that somebody is writing: the list, one to go on with, kept as it is written, and dropped."""

from starlette.responses import RedirectResponse, Response

from portal.api.forms import CONFLICT, fresh, sent_form
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.keeping import DRAFTS, address, keep, kept_form
from portal.api.report import show_writing
from portal.api.routes import pages
from portal.application.case_vocabulary import DROP
from portal.application.drafting import REPORTED
from portal.application.forms import Form
from portal.application.refusals import Away, Refused
from portal.application.report import FIELDS
from portal.application.wording import in_oslo

router = pages()
INVALID, MISSING, UNAVAILABLE = 422, 404, 503


@router.get(DRAFTS)
async def drafts(visit: VisitDep) -> Response:
    found = await visit.parts.case_flow.drafts(visit.token)
    return visit.show(
        "drafts.html",
        drafts=found,
        names=await visit.parts.names.find(visit.token, {draft.council for draft in found}),
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


@router.get(f"{DRAFTS}/{{draft}}")
async def go_on(visit: VisitDep, draft: str) -> Response:
    """Show a case that is being written, to go on with it."""
    found = await visit.parts.case_flow.draft(visit.token, draft)
    return show_writing(visit, await kept_form(visit, found), found.writer)


@router.post(f"{DRAFTS}/{{draft}}")
async def save(sent: PostedDep, draft: str) -> Response:
    """Keep what is written while it is written, and tell so in a few words."""
    form = sent_form(sent)
    if draft != sent.key:
        return _said(sent.visit, form.with_errors({}, "other"), INVALID)
    try:
        await keep(sent)
    except Away:
        return _said(sent.visit, form.with_errors({}, "away"), UNAVAILABLE)
    except Refused as no:
        if no.slug == REPORTED:
            return sent.visit.show("errors/already.html", status=CONFLICT)
        return _said(sent.visit, form.with_refusal(no, FIELDS), INVALID)
    return _said(sent.visit, form, 200)


def _said(visit: Visit, form: Form, status: int) -> Response:
    return visit.show("saved.html", status=status, form=form, time=f"{in_oslo(visit.parts.clock()):%H.%M}")


@router.get(f"{DRAFTS}/{{draft}}/slett")
async def ask(visit: VisitDep, draft: str) -> Response:
    found = await visit.parts.case_flow.draft(visit.token, draft)
    holding = visit.session.holding(found.writer)
    return visit.show("drop-draft.html", draft=found, holding=holding, form=await fresh(visit))


@router.post(f"{DRAFTS}/{{draft}}/slett")
async def drop(sent: PostedDep, draft: str) -> Response:
    visit = sent.visit
    await visit.parts.case_flow.drop_draft(visit.token, draft)
    await visit.parts.drafts.drop(visit.session.subject, address(draft))
    await visit.parts.notices.leave(visit.session.id, DRAFTS, DROP)
    return RedirectResponse(DRAFTS, status_code=303)
