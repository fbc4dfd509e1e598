"""The units of Nav: search them, see one, and list a new one."""

import asyncio
from typing import Annotated, Final

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import Sending, fresh, order, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.posts import UNIT, held_at
from portal.api.routes import pages
from portal.application import placing
from portal.application.forms import Form
from portal.application.overseeing import contacts
from portal.application.placing import founding
from portal.application.reshaping import FOUND, LIST_UNIT, NEW_UNIT, OF_UNITS, possible
from portal.application.resources import Accepted
from portal.application.searching import UNITS, search
from portal.application.structure import DIRECTORATE, REGION
from portal.application.waiting import chosen, holders

router = pages()
FORBIDDEN: Final = 403
Text = Annotated[str | None, Query()]


@router.get("/enheter")
async def units(visit: VisitDep, cursor: Text = None) -> Response:
    registry = visit.parts.registry
    asked = search(visit.request.query_params, UNITS)
    found, regions = await asyncio.gather(
        registry.find_units(visit.token, cursor=cursor, **asked.values), placing.regions(registry, visit.token)
    )
    return visit.show("units.html", found=found, asked=asked, regions=regions, form=Form("", asked.fields))


@router.get("/enheter/ny")
async def new_unit(visit: VisitDep, acting: Annotated[str, Query()] = "") -> Response:
    form = await fresh(visit)
    return await _show(visit, form, acting or form.value("acting"))


@router.post("/enheter/ny")
async def list_unit(sent: PostedDep) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, form, sent.one("acting"), status)

    async def act() -> Accepted:
        return await sent.visit.parts.registry.do("/units", NEW_UNIT.body(sent_form(sent)), order(sent))

    number = sent.one("number")
    sending = Sending(LIST_UNIT, NEW_UNIT.asks, act, again, page=lambda _: f"/enheter/{number}")
    return await submit(sent, NEW_UNIT.checked(sent_form(sent)), sending)


@router.get("/enheter/{unit}")
async def one_unit(visit: VisitDep, unit: str, since: Text = None) -> Response:
    found = await visit.parts.registry.unit_page(visit.token, unit, since=since)
    reported = {post.council for post in found.posts if post.council}
    return visit.show(
        "unit.html",
        unit=found,
        names=await visit.parts.names.find(visit.token, {*found.councils, *reported}, [found.parent]),
        founders=holders(found.actions, FOUND, visit.session),
        founding=founding(found),
        deeds=possible(found.actions, OF_UNITS, visit.session),
        **await held_at(visit, UNIT, found),
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


async def _show(visit: Visit, form: Form, acting: str, status: int = 200) -> Response:
    holding = chosen(contacts(visit.session), acting)
    if holding is None:
        return visit.show("errors/forbidden.html", status=FORBIDDEN)
    registry, token = visit.parts.registry, visit.token
    above = await asyncio.gather(*(placing.units(registry, token, kind=kind) for kind in (DIRECTORATE, REGION)))
    parents = [unit for several in above for unit in several]
    return visit.show("new-unit.html", status=status, form=form, holding=holding, parents=parents)
