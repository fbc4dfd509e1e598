"""Rounds: the list, one round with all that was said in it, and a page each to ask, to answer, and to end it."""

from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import rounds
from portal.application.addresses import part
from portal.application.asking import BELOW, askable, askers
from portal.application.forms import Form
from portal.application.refusals import Away, Refused
from portal.application.resources import Accepted, Case, Holding
from portal.application.rounds import ANSWER, CONCLUDE, ERASE, OPEN, QUESTIONS, Round
from portal.application.waiting import chosen, holders

router = pages()
Text = Annotated[str, Query()]
HERE = "/innspill"


@router.get(HERE)
async def list_rounds(visit: VisitDep, council: Text = "", cursor: Text = "") -> Response:
    found = await visit.parts.case_flow.rounds(visit.token, council=council or None, cursor=cursor or None)
    named = {one.council for one in found.items} | {council}
    return visit.show(
        "rounds/list.html",
        found=found,
        chosen=council,
        names=await visit.parts.names.find(visit.token, named),
        own=list({held.council.id: held.council for held in visit.session.holdings if held.council}.values()),
        askers=askers(visit.session),
    )


@router.get(f"{HERE}/ny")
async def new_round(visit: VisitDep, acting: Text = "", within: Text = "", case: Text = "") -> Response:
    form = await fresh(visit)
    if within:
        own = next((held.council.id for held in askers(visit.session) if held.council and held.id == acting), None)
        below = (await askable(visit.parts.registry, visit.token, own)).below if own else []
        form = form.beginning(rounds.beginning(await _round(visit, within), [one.id for one in below]))
    elif case:
        about = await _case(visit, case)
        form = form.beginning({"case": [case], "theme": [about.title or ""] if about else []})
    return await _ask(visit, form, acting or form.value("acting"))


@router.post(f"{HERE}/ny")
async def open_round(sent: PostedDep) -> Response:
    form = sent_form(sent)

    async def again(form: Form, status: int) -> Response:
        return await _ask(sent.visit, form, sent.one("acting"), status)

    async def act() -> Accepted:
        holding = sent.visit.session.holding(sent.one("acting"))
        body = rounds.opening(form, holding.council.id if holding and holding.council else "")
        with renamed(rounds.OPEN_FIELDS):
            return await sent.visit.parts.case_flow.do("/rounds", body, order(sent))

    sending = Sending(OPEN, rounds.OPEN_ASKS, act, again, page=lambda accepted: f"{HERE}/{part(accepted.id)}")
    return await submit(sent, rounds.opening_checked(form), sending)


@router.get(f"{HERE}/{{round}}")
async def one_round(visit: VisitDep, round: str, since: Text = "") -> Response:
    found = await visit.parts.case_flow.round(visit.token, round, since=since or None)
    inside = [held for held in askers(visit.session) if held.council and held.council.id in found.to]
    inside = [held for held in inside if await _has_below(visit, held)] if found.is_open else []
    return visit.show(
        "rounds/round.html",
        round=found,
        done=await visit.parts.notices.take(visit.session.id, visit.page),
        names=await visit.parts.names.find(visit.token, found.everybody),
        buttons=[
            (one.action, held)
            for one in found.actions
            if one.action in (ANSWER, CONCLUDE) and (held := visit.session.holding(one.acting))
        ],
        erasers=_erasers(visit, found),
        askers=inside,
    )


@router.get(f"{HERE}/{{round}}/svar")
async def answer_form(visit: VisitDep, round: str, acting: Text = "") -> Response:
    found, form = await _round(visit, round), await fresh(visit)
    holding = _able(visit, found, ANSWER, acting or form.value("acting"))
    if holding and holding.council:
        form = form.beginning(rounds.answered(found, holding.council.id))
    return await _show(visit, found, ANSWER, holding, form)


@router.post(f"{HERE}/{{round}}/svar")
async def answer(sent: PostedDep, round: str) -> Response:
    found, form = await _round(sent.visit, round), sent_form(sent)
    body = rounds.answer(form, found.questions)
    checked = rounds.answer_checked(form, found.questions)
    return await submit(sent, checked, _sending(sent, found, ANSWER, "answer", body))


@router.get(f"{HERE}/{{round}}/avslutt")
async def conclusion_form(visit: VisitDep, round: str, acting: Text = "") -> Response:
    found = await _round(visit, round)
    form = (await fresh(visit)).beginning({"contributed": [said.council for said in found.answers]})
    holding = _able(visit, found, CONCLUDE, acting or form.value("acting"))
    return await _show(visit, found, CONCLUDE, holding, form)


@router.post(f"{HERE}/{{round}}/avslutt")
async def conclude(sent: PostedDep, round: str) -> Response:
    found, form = await _round(sent.visit, round), sent_form(sent)
    sending = _sending(sent, found, CONCLUDE, "conclude", rounds.conclusion(form))
    return await submit(sent, form.missing(("told",)), sending)


@router.get(f"{HERE}/{{round}}/slett")
async def erasing_form(visit: VisitDep, round: str, acting: Text = "") -> Response:
    found, form = await _round(visit, round), await fresh(visit)
    return await _show(visit, found, ERASE, chosen(_erasers(visit, found), acting or form.value("acting")), form)


@router.post(f"{HERE}/{{round}}/slett")
async def erase(sent: PostedDep, round: str) -> Response:
    found, form = await _round(sent.visit, round), sent_form(sent)
    sending = _sending(sent, found, ERASE, "texts/erase", rounds.erasing(form))
    return await submit(sent, form.missing(("which",)), sending)


def _sending(sent: Posted, found: Round, action: str, verb: str, body: dict[str, Any]) -> Sending:
    async def again(form: Form, status: int) -> Response:
        holding = _able(sent.visit, found, action, sent.one("acting"))
        return await _show(sent.visit, found, action, holding, form, status=status)

    async def act() -> Accepted:
        with renamed(rounds.CONCLUDE_FIELDS):
            return await sent.visit.parts.case_flow.do(f"/rounds/{part(found.id)}/{verb}", body, order(sent))

    asks = rounds.answer_fields(found.questions) if action == ANSWER else ("told", "contributed", "which")
    return Sending(action, asks, act, again, page=lambda _: f"{HERE}/{part(found.id)}")


async def _ask(visit: Visit, form: Form, acting: str, status: int = 200) -> Response:
    able = askers(visit.session)
    holding = chosen(able, acting)
    if holding is None or holding.council is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    others = [held for held in able if held != holding] if not acting else []
    return visit.show(
        "rounds/open_round.html",
        status=status,
        holding=holding,
        others=others,
        form=form,
        case=await _case(visit, form.value("case")),
        rows=QUESTIONS,
        askable=await askable(visit.parts.registry, visit.token, holding.council.id),
    )


async def _show(
    visit: Visit, found: Round, action: str, holding: Holding | None, form: Form, *, status: int = 200
) -> Response:
    if holding is None or holding.council is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    own = holding.council.id
    held = [one for one in found.rounds_within if one.within == found.id and one.council == own]
    inner = [await _round(visit, one.id) for one in held] if action == ANSWER else []
    everybody = found.everybody.union(*(one.everybody for one in inner))
    return visit.show(
        f"rounds/{action}.html",
        status=status,
        round=found,
        inner=inner,
        holding=holding,
        form=form,
        names=await visit.parts.names.find(visit.token, everybody),
    )


def _erasers(visit: Visit, found: Round) -> list[Holding]:
    return [held for held in visit.session.holdings if found.erasable(held.id)]


def _able(visit: Visit, found: Round, action: str, acting: str) -> Holding | None:
    if action == ERASE:
        return chosen(_erasers(visit, found), acting)
    return chosen(holders(found.actions, action, visit.session), acting)


async def _has_below(visit: Visit, held: Holding) -> bool:
    return (
        held.council is not None and (await visit.parts.registry.council(visit.token, held.council.id)).level in BELOW
    )


async def _case(visit: Visit, id: str) -> Case | None:
    """Find the case that is asked about; a round can be opened without what it says of itself."""
    try:
        return await visit.parts.case_flow.case(visit.token, id) if id else None
    except (Away, Refused):
        return None


async def _round(visit: Visit, id: str) -> Round:
    return await visit.parts.case_flow.round(visit.token, id)
