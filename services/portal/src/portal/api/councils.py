"""The councils: the list, and one council's page."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.guard import VisitDep
from portal.api.routes import pages
from portal.application.planning import PLAN
from portal.application.waiting import holders

router = pages()
Text = Annotated[str | None, Query()]


@router.get("/councils")
async def councils(visit: VisitDep, cursor: Text = None) -> Response:
    return visit.show("councils.html", found=await visit.parts.registry.councils(visit.token, cursor=cursor))


@router.get("/councils/{council}")
async def one_council(visit: VisitDep, council: str) -> Response:
    found = await visit.parts.registry.council(visit.token, council)
    meetings = await visit.parts.registry.meetings(visit.token, council=council)
    names = await visit.parts.names.find(visit.token, [found.parent])
    return visit.show(
        "council.html",
        council=found,
        meetings=sorted(meetings, key=lambda meeting: meeting.starts_at, reverse=True),
        parent=names.council(found.parent),
        planners=holders(found.actions, PLAN, visit.session),
    )
