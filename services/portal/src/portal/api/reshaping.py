"""One page for each thing that becomes of a council or a unit on a day: a form, and what becomes of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import reshaped
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.reshaping import OF_COUNCILS, OF_UNITS, TODAY, Reshaping, fields
from portal.application.resources import Accepted
from portal.application.structure import CouncilPage, Unit
from portal.application.waiting import chosen, holders

router = pages()
Page = Callable[..., Awaitable[Response]]
Thing = CouncilPage | Unit


@dataclass(frozen=True)
class Kind:
    """Councils or units: their places here and at the registry, and what their forms hold."""

    name: str
    here: str
    there: str
    table: tuple[Reshaping, ...]
    find: Callable[[Visit, str], Awaitable[Thing]]
    fields: Callable[..., dict[str, list[str]]]
    offered: Callable[..., Awaitable[reshaped.Offered]]

    def id(self, visit: Visit) -> str:
        return str(visit.request.path_params[self.name])


async def _council(visit: Visit, id: str) -> CouncilPage:
    return await visit.parts.registry.council_page(visit.token, id)


async def _unit(visit: Visit, number: str) -> Unit:
    return await visit.parts.registry.unit_page(visit.token, number)


COUNCIL = Kind(
    *("council", "/councils", "/councils", OF_COUNCILS), _council, reshaped.council_fields, reshaped.for_council
)
UNIT = Kind(*("unit", "/enheter", "/units", OF_UNITS), _unit, reshaped.unit_fields, reshaped.for_unit)


def _form_page(kind: Kind, reshaping: Reshaping) -> Page:
    async def form(visit: VisitDep, acting: Annotated[str, Query()] = "", on: Annotated[str, Query()] = "") -> Response:
        found = await kind.find(visit, kind.id(visit))
        today = {"on": [visit.wording.date_of(visit.parts.clock())]} if reshaping.action in TODAY else {}
        known = kind.fields(found, reshaping, visit.wording) | today
        begun = (await fresh(visit, seen=found.sequence)).beginning(known)
        named = begun.naming({"on": [on]}) if on else begun
        return await _show(visit, kind, reshaping, found, named, acting=acting or named.value("acting"))

    return form


def _send_page(kind: Kind, reshaping: Reshaping) -> Page:
    async def send(sent: PostedDep) -> Response:
        visit, id = sent.visit, kind.id(sent.visit)

        async def again(form: Form, status: int) -> Response:
            found = await kind.find(visit, id)
            return await _show(visit, kind, reshaping, found, form, acting=sent.one("acting"), status=status)

        async def act() -> Accepted:
            return await _do(sent, f"{kind.there}/{part(id)}/{reshaping.verb}", reshaping)

        sending = Sending(reshaping.action, reshaping.asks, act, again, page=lambda _: f"{kind.here}/{part(id)}")
        return await submit(sent, reshaping.checked(sent_form(sent)), sending)

    return send


async def _do(sent: Posted, path: str, reshaping: Reshaping) -> Accepted:
    body = reshaping.body(sent_form(sent))
    with renamed(fields(sent_form(sent))):
        return await sent.visit.parts.registry.do(path, body, order(sent, expected=sent.seen))


async def _show(
    visit: Visit,
    kind: Kind,
    reshaping: Reshaping,
    found: CouncilPage | Unit,
    form: Form,
    *,
    acting: str,
    status: int = 200,
) -> Response:
    holding = chosen(holders(found.actions, reshaping.action, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    return visit.show(
        f"reshaping/{kind.name}-{reshaping.verb}.html",
        status=status,
        holding=holding,
        form=form,
        action=reshaping.action,
        offered=await kind.offered(visit.parts.registry, visit.token, found, reshaping),
        **{kind.name: found},
    )


for _kind in (COUNCIL, UNIT):
    for _one in _kind.table:
        _path, _name = f"{_kind.here}/{{{_kind.name}}}/{_one.verb}", f"{_kind.name}_{_one.action}"
        router.add_api_route(_path, _form_page(_kind, _one), methods=["GET"], name=_name)
        router.add_api_route(_path, _send_page(_kind, _one), methods=["POST"], name=_name)
