"""The meetings that my councils must hold, and how a council's duties are counted."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import counting
from portal.application.addresses import part
from portal.application.duties import BOOKING, OWN, RULES, SETTING, DutiesSettings, Duty, by_council, worst_first
from portal.application.forms import Form
from portal.application.past import past_meetings
from portal.application.resources import Accepted, Holding
from portal.application.sessions import Session
from portal.application.waiting import chosen, holders

router = pages()


@router.get("/plikter")
async def duties(visit: VisitDep, since: Annotated[str | None, Query()] = None) -> Response:
    found = await visit.parts.notifier.duties(visit.token, since=since)
    rules = await visit.parts.notifier.rules(visit.token)
    past = await past_meetings(visit.parts.registry, visit.token, (duty for duty in found if duty.relation == OWN))
    session = visit.session
    return visit.show(
        "duties.html",
        own=by_council(duty for duty in found if duty.relation == OWN),
        below=worst_first(by_council(duty for duty in found if duty.relation != OWN)),
        rules=[rule for rule in rules if rule.actions],
        names=await visit.parts.names.find(visit.token, {duty.council for duty in found}),
        bookers={(duty.council, duty.rule, duty.year): _first(duty, BOOKING, session) for duty in found},
        past=past.known,
        setters={duty.council: _first(duty, SETTING, session) for duty in found},
        done=await visit.parts.notices.take(session.id, visit.page),
    )


def _first(duty: Duty, action: str, session: Session) -> Holding | None:
    return next(iter(holders(duty.actions, action, session)), None)


@router.get("/plikter/utvalg/{council}")
async def settings_form(visit: VisitDep, council: str, acting: Annotated[str, Query()] = "") -> Response:
    found = await visit.parts.notifier.settings(visit.token, council)
    form = await fresh(visit, seen=found.sequence)
    return await _show(visit, council, found, form, acting or form.value("acting"))


@router.post("/plikter/utvalg/{council}")
async def set_duties(sent: PostedDep, council: str) -> Response:
    notifier = sent.visit.parts.notifier

    async def again(form: Form, status: int) -> Response:
        found = await notifier.settings(sent.visit.token, council)
        return await _show(sent.visit, council, found, form, sent.one("acting"), status=status)

    async def act() -> Accepted:
        body = counting.body(sent_form(sent))
        return await notifier.do(f"/councils/{part(council)}/duties", body, order(sent, expected=sent.seen))

    sending = Sending(SETTING, counting.ASKS, act, again, page=lambda _: "/plikter")
    return await submit(sent, counting.checked(sent_form(sent)), sending)


async def _show(
    visit: Visit, council: str, found: DutiesSettings, form: Form, acting: str, *, status: int = 200
) -> Response:
    holding = chosen(holders(found.actions, SETTING, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    names = await visit.parts.names.find(visit.token, [council])
    shown = form if form.values else form.beginning(counting.fields(found, visit.wording))
    return visit.show(
        "set-duties.html",
        status=status,
        council=names.council(council),
        rules=RULES,
        holding=holding,
        form=shown,
    )
