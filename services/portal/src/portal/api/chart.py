"""The organisation chart, from the directorate to the offices; what is missing in it; regions."""

import asyncio
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.guard import VisitDep
from portal.api.routes import pages
from portal.application import placing
from portal.application.days import shown
from portal.application.forms import Form
from portal.application.names import Directory
from portal.application.overseeing import own_region

router = pages()
Text = Annotated[str, Query()]


@router.get("/kart")
async def chart(visit: VisitDep, on: Text = "", open: Text = "") -> Response:  # noqa: A002 - the word in the address
    """Show the tree. Without scripts, and for those who search in the page, all of it can be opened."""
    asked = shown(on)
    found = await visit.parts.registry.chart(visit.token, on=asked.day)
    own = {held.unit.number for held in visit.session.holdings if held.unit}
    return visit.show("chart.html", chart=found, asked=asked, all=bool(open), own=own)


@router.get("/mangler")
async def gaps(visit: VisitDep, region: Text = "") -> Response:
    registry = visit.parts.registry
    chosen = region or own_region(visit.session) if region != "alle" else None
    found, regions = await asyncio.gather(
        registry.gaps(visit.token, region=chosen or None), placing.regions(registry, visit.token)
    )
    known = Directory({}, {unit.number: unit for unit in regions})
    return visit.show("gaps.html", gaps=found, regions=regions, chosen=chosen, names=known, form=Form(""))


@router.get("/regioner")
async def regions(visit: VisitDep) -> Response:
    return visit.show("regions.html", regions=await visit.parts.registry.regions(visit.token))


@router.get("/region/{number}")
async def region(visit: VisitDep, number: str) -> Response:
    return visit.show("region.html", region=await visit.parts.registry.region(visit.token, number))
