"""Keeping what is written of a case, so that nothing is lost before it is raised."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from portal.api.forms import TOLD_AT_THE_FORM, UNAVAILABLE, sent_form
from portal.api.guard import Posted, Visit
from portal.application import drafting
from portal.application.addresses import part
from portal.application.case_vocabulary import SAVE
from portal.application.drafting import CaseDraft
from portal.application.forms import Form
from portal.application.refusals import Away, Refused
from portal.application.report import FIELDS, KEEPS, TEXTS, as_stored

DRAFTS = "/utkast"
Again = Callable[[Form, int], Awaitable[Response]]


async def keep(sent: Posted) -> CaseDraft:
    """Keep what is written so far under the form's own key."""
    visit, form = sent.visit, sent_form(sent)
    holding = visit.session.holding(sent.one("acting"))
    council = holding.council.id if holding and holding.council else ""
    texts = as_stored({name: form.value(name) for name in TEXTS})
    written = replace(form, values={**form.values, **{name: [text] for name, text in texts.items()}})
    kept = await visit.parts.case_flow.save_draft(visit.token, sent.key, drafting.body(written, council))
    await _keep_aside(sent)
    return kept


async def _keep_aside(sent: Posted) -> None:
    """Keep here what a draft has no room for: without it, what was to be kept from others would be open to all."""
    aside = {name: sent.many(name) for name in KEEPS if sent.one(name)}
    drafts, subject = sent.visit.parts.drafts, sent.visit.session.subject
    if aside:
        await drafts.put_aside(subject, address(sent.key), sent.key, aside)
    else:
        await drafts.drop(subject, address(sent.key))


async def kept_form(visit: Visit, draft: CaseDraft) -> Form:
    """Fill the form with all that was kept."""
    aside = await visit.parts.drafts.find(visit.session.subject, address(draft.id))
    return Form(draft.id, {**draft.written(), **(aside.fields if aside else {})})


async def leave(sent: Posted, again: Again) -> Response:
    """Keep it, and go to the list of what is begun."""
    form = sent_form(sent)
    if not any(form.value(name) for name in TEXTS):
        return await again(form.missing(TEXTS[:1]), 422)
    try:
        await keep(sent)
    except Away:
        await sent.keep()
        return await again(form.with_errors({}, "away"), UNAVAILABLE)
    except Refused as no:
        if no.status not in TOLD_AT_THE_FORM:
            raise
        return await again(form.with_refusal(no, FIELDS), no.status)
    visit = sent.visit
    await visit.parts.drafts.drop(visit.session.subject, visit.page)
    await visit.parts.notices.leave(visit.session.id, DRAFTS, SAVE)
    return RedirectResponse(DRAFTS, status_code=303)


async def let_go(sent: Posted) -> None:
    """Forget what is a case by now."""
    await sent.visit.parts.drafts.drop(sent.visit.session.subject, address(sent.key))


async def how_many(visit: Visit) -> int:
    """Tell how many cases the reader has begun, if that can be found out just now."""
    try:
        return len(await visit.parts.case_flow.drafts(visit.token))
    except (Away, Refused):
        return 0


def address(draft: str) -> str:
    return f"{DRAFTS}/{part(draft)}"
