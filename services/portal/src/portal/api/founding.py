"""Found a council: first what kind it is and where, then its names and the units that it is for."""

from typing import Annotated, Final

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import placing
from portal.application.addresses import part
from portal.application.forms import Form, plain
from portal.application.overseeing import overseeing, own_region
from portal.application.placing import LEVELS
from portal.application.reshaping import FOUND, NEW_COUNCIL, fields
from portal.application.resources import Accepted
from portal.application.structure import CENTRAL
from portal.application.waiting import chosen

router = pages()
FORBIDDEN: Final = 403
NAMED: Final = ("kind", "level", "region", "units")


@router.get("/councils/new")
async def new_council(visit: VisitDep, acting: Annotated[str, Query()] = "") -> Response:
    """Show the form; the address may name the kind, the level, the region and a unit."""
    form = await fresh(visit)
    asked = visit.request.query_params
    named = {name: [plain(asked[name])] for name in NAMED if asked.get(name)}
    own = own_region(visit.session)
    begun = form.beginning({"region": [own]} if own else {}).naming(named)
    return await _show(visit, begun, acting or form.value("acting"))


@router.post("/councils/new")
async def found_council(sent: PostedDep) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, form, sent.one("acting"), status)

    async def act() -> Accepted:
        with renamed(fields(sent_form(sent))):
            return await sent.visit.parts.registry.do("/councils", NEW_COUNCIL.body(sent_form(sent)), order(sent))

    sending = Sending(FOUND, NEW_COUNCIL.asks, act, again, page=lambda accepted: f"/councils/{part(accepted.id)}")
    return await submit(sent, NEW_COUNCIL.checked(sent_form(sent)), sending)


async def _show(visit: Visit, form: Form, acting: str, status: int = 200) -> Response:
    holding = chosen(overseeing(visit.session), acting)
    if holding is None:
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    registry, level, region = visit.parts.registry, form.value("level"), form.value("region")
    if level not in LEVELS or not form.value("kind") or not (region or level == CENTRAL):
        regions = await placing.regions(registry, visit.token)
        return visit.show("found-where.html", status=status, form=form, regions=regions, holding=holding)
    offered = await placing.places(registry, visit.token, level=level, region=region)
    form = form if "parent" in form.values else form.naming({"parent": placing.usual(offered)})
    return visit.show("found-council.html", status=status, form=form, holding=holding, offered=offered)
