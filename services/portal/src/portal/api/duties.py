"""The meetings that my councils must hold."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.guard import VisitDep
from portal.api.routes import pages
from portal.application.duties import BOOKING, OWN, Duty, by_council, worst_first
from portal.application.past import past_meetings
from portal.application.resources import Holding
from portal.application.sessions import Session
from portal.application.waiting import holders

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
        done=await visit.parts.notices.take(session.id, visit.page),
    )


def _first(duty: Duty, action: str, session: Session) -> Holding | None:
    return next(iter(holders(duty.actions, action, session)), None)
