"""What the editor of the newsletter does: begin an edition, write its opening words, and send it."""

from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.editions import FREEZING, GREETING, OPENING, Edition
from portal.application.forms import Form
from portal.application.resources import Accepted
from portal.application.waiting import chosen, editions_waiting, holders

router = pages()
Acting = Annotated[str, Query()]
WORDS: Final = ("nb", "nn", "en")
NEEDED: Final = ("nb", "nn")


@router.get("/utgaver/ny")
async def new_edition(visit: VisitDep, half: Annotated[str, Query()] = "", acting: Acting = "") -> Response:
    return await _ask_to_open(visit, await fresh(visit), half, acting)


@router.post("/utgaver/ny")
async def open_edition(sent: PostedDep) -> Response:
    half = sent.one("half")

    async def again(form: Form, status: int) -> Response:
        return await _ask_to_open(sent.visit, form, half, sent.one("acting"), status)

    async def act() -> Accepted:
        return await sent.visit.parts.newsletter.do("/editions", {"half": half}, order(sent))

    sending = Sending(OPENING, (), act, again, page=lambda accepted: f"/utgaver/{part(accepted.id)}")
    return await submit(sent, sent_form(sent), sending)


async def _ask_to_open(visit: Visit, form: Form, half: str, acting: str, status: int = 200) -> Response:
    lines = editions_waiting(await visit.parts.newsletter.tasks(visit.token), visit.session)
    fitting = [line for line in lines if line.task.action == OPENING and half in ("", line.task.half)]
    holding = chosen([line.holding for line in fitting], acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT, why=_reasons(form))
    return visit.show("open-edition.html", status=status, half=fitting[0].task.half, holding=holding, form=form)


def _reasons(form: Form) -> list[str]:
    return [*form.whole, *form.errors.values()]


@router.get("/utgaver/{edition}/hilsen")
async def greeting_form(visit: VisitDep, edition: str, acting: Acting = "") -> Response:
    found = await _edition(visit, edition)
    words = found.greeting.model_dump() if found.greeting else {}
    form = await fresh(visit, seen=found.sequence)
    filled = form.beginning({name: [text] for name, text in words.items() if text})
    return _show(visit, GREETING, found, filled, acting or form.value("acting"))


@router.post("/utgaver/{edition}/hilsen")
async def greet(sent: PostedDep, edition: str) -> Response:
    body = {name: sent.one(name) or None for name in WORDS}
    sending = _sending(sent, edition, GREETING, "greet", body)
    return await submit(sent, sent_form(sent).missing(NEEDED), replace(sending, asks=WORDS))


@router.get("/utgaver/{edition}/send")
async def sending_form(visit: VisitDep, edition: str, acting: Acting = "") -> Response:
    found = await _edition(visit, edition)
    return _show(visit, FREEZING, found, await fresh(visit, seen=found.sequence), acting)


@router.post("/utgaver/{edition}/send")
async def freeze(sent: PostedDep, edition: str) -> Response:
    return await submit(sent, sent_form(sent), _sending(sent, edition, FREEZING, "freeze", {}))


def _sending(sent: Posted, edition: str, action: str, verb: str, body: dict[str, Any]) -> Sending:
    async def again(form: Form, status: int) -> Response:
        found = await _edition(sent.visit, edition)
        return _show(sent.visit, action, found, form, sent.one("acting"), status=status)

    async def act() -> Accepted:
        path = f"/editions/{part(edition)}/{verb}"
        return await sent.visit.parts.newsletter.do(path, body, order(sent, expected=sent.seen))

    return Sending(action, (), act, again, page=lambda _: f"/utgaver/{part(edition)}")


async def _edition(visit: Visit, edition: str) -> Edition:
    return await visit.parts.newsletter.edition(visit.token, edition)


def _show(visit: Visit, action: str, edition: Edition, form: Form, acting: str, *, status: int = 200) -> Response:
    holding = chosen(holders(edition.actions, action, visit.session), acting)
    if holding is None or (action == FREEZING and edition.greeting is None):
        return visit.show("errors/not-now.html", status=CONFLICT)
    template = "greet-edition.html" if action == GREETING else "send-edition.html"
    return visit.show(template, status=status, edition=edition, holding=holding, form=form)
