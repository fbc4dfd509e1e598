"""The councils: search them, and one council's page, as it is or as it was on a day."""

import asyncio
from dataclasses import replace
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.guard import VisitDep
from portal.api.routes import pages
from portal.application import placing
from portal.application.days import iso, shown
from portal.application.mandate import SET
from portal.application.planning import PLAN
from portal.application.reshaping import OF_COUNCILS, possible
from portal.application.searching import COUNCILS, search
from portal.application.waiting import holders
from portal.application.watching import appealed_to, mandate_of, watched

router = pages()
Text = Annotated[str | None, Query()]


@router.get("/councils")
async def councils(visit: VisitDep, cursor: Text = None) -> Response:
    registry = visit.parts.registry
    asked = search(visit.request.query_params, COUNCILS)
    where = {**asked.values, "on": iso(asked.get("on"))}
    found, regions = await asyncio.gather(
        registry.find_councils(visit.token, cursor=cursor, **where), placing.regions(registry, visit.token)
    )
    form = replace(shown(asked.get("on")).form, values=asked.fields)
    return visit.show("councils.html", found=found, asked=asked, regions=regions, form=form)


@router.get("/councils/{council}")
async def one_council(visit: VisitDep, council: str, since: Text = None, on: Annotated[str, Query()] = "") -> Response:
    registry, asked = visit.parts.registry, shown(on)
    found = await registry.council_page(visit.token, council, since=since, on=asked.day)
    meetings, mandate, looks, appeals = await asyncio.gather(
        registry.meetings(visit.token, council=council),
        mandate_of(registry, visit.token, council, asked.day),
        watched(registry, visit.token, found, asked.day),
        appealed_to(visit.parts.case_flow, visit.token, council, asked.day),
    )
    speakers = [number.council for number in mandate.numbers] if mandate else []
    return visit.show(
        "council.html",
        council=found,
        asked=asked,
        mandate=mandate,
        watched=looks,
        appeals=appeals,
        meetings=sorted(meetings, key=lambda meeting: meeting.starts_at, reverse=True),
        names=await visit.parts.names.find(visit.token, [found.parent, *speakers]),
        planners=holders(found.actions, PLAN, visit.session),
        setters=holders(found.actions, SET, visit.session),
        deeds=possible(found.actions, OF_COUNCILS, visit.session),
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )
