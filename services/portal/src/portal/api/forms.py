"""From a sent form to a command, and from every way it can fail back to the same form with the text still in it."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from starlette.responses import RedirectResponse, Response

from portal.api.guard import Posted, Visit
from portal.application.forms import CHANGED_MEANWHILE, KEY_REUSED, Form
from portal.application.ports import Order
from portal.application.refusals import Away, Problem, Refused, SignInNeeded
from portal.application.resources import Accepted

CONFLICT, UNAUTHENTICATED, INVALID, UNAVAILABLE = 409, 401, 422, 503
TOO_LARGE: Final = 413
TOLD_AT_THE_FORM: Final = (CONFLICT, INVALID, TOO_LARGE)
BEGUN: Final = "edition-exists"


@dataclass(frozen=True)
class Sending:
    """How one kind of form is carried out: what it asks, the command, the form again, and the page that tells it."""

    action: str
    asks: Iterable[str]
    act: Callable[[], Awaitable[Accepted]]
    again: Callable[[Form, int], Awaitable[Response]]
    page: Callable[[Accepted], str]


async def fresh(visit: Visit, *, seen: int | None = None) -> Form:
    """Make a form with a key of its own, or with the key and the words that were kept from before."""
    draft = await visit.parts.drafts.find(visit.session.subject, visit.page)
    if draft is None:
        return Form(visit.parts.ids(), seen=seen)
    return Form(draft.key or visit.parts.ids(), draft.fields, seen, restored=True)


def sent_form(sent: Posted) -> Form:
    return Form(sent.key, sent.written, sent.seen)


def order(sent: Posted, *, expected: int | None = None) -> Order:
    return Order(sent.visit.token, sent.one("acting"), sent.key, expected)


@contextmanager
def renamed(fields: Mapping[str, str]) -> Iterator[None]:
    """Call what a service refuses by the names that the fields have in the form."""
    try:
        yield
    except Refused as no:
        problems = tuple(Problem(one.slug, fields.get(one.field or "", one.field)) for one in no.problems)
        raise Refused(no.status, no.slug, problems, more=no.more) from no


async def submit(sent: Posted, checked: Form, sending: Sending) -> Response:
    """Carry the form out and go to the page that shows it. A form sent again keeps its key, so it still counts once."""
    if checked.wrong:
        return await sending.again(checked, INVALID)
    try:
        accepted = await sending.act()
    except Away:
        await sent.keep()  # the form may need the same service to be shown again
        return await sending.again(checked.with_errors({}, "away"), UNAVAILABLE)
    except Refused as no:
        return await _no(sent, no, sending)
    visit, page = sent.visit, sending.page(accepted)
    await visit.parts.drafts.drop(visit.session.subject, visit.page)
    await visit.parts.notices.leave(visit.session.id, page, sending.action)
    return RedirectResponse(f"{page}?since={accepted.receipt}", status_code=303)


async def _no(sent: Posted, no: Refused, sending: Sending) -> Response:
    if no.slug == KEY_REUSED:
        await sent.visit.parts.drafts.drop(sent.visit.session.subject, sent.visit.page)  # its key is spent
        return sent.visit.show("errors/already.html", status=CONFLICT)
    if no.status in TOLD_AT_THE_FORM and no.slug not in CHANGED_MEANWHILE:
        return await sending.again(sent_form(sent).with_refusal(no, sending.asks), no.status)
    await sent.keep()
    if no.status == UNAUTHENTICATED:
        raise SignInNeeded(sent.back)
    if no.slug in CHANGED_MEANWHILE:
        page = "begun" if no.slug == BEGUN else "faster"
        return sent.visit.show(f"errors/{page}.html", status=no.status)
    raise no
