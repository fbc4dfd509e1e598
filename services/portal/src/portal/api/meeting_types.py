"""Types of meeting that a council has made for itself, or a region for its councils: see them, make one, drop one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.meeting_deeds import DROP_TYPE, MAKE_TYPE
from portal.application.meetings import OwnTypes
from portal.application.names import Directory
from portal.application.resources import Accepted
from portal.application.waiting import chosen, holders

router = pages()
NAMED = ("name",)
Acting = Annotated[str, Query()]


@dataclass(frozen=True)
class Place:
    """A council, or a region, and the page of the types that are its own."""

    council: str | None = None
    unit: str | None = None

    @property
    def told(self) -> dict[str, str]:
        return {"council": self.council} if self.council else {"unit": self.unit or ""}

    @property
    def page(self) -> str:
        if self.council:
            return f"/councils/{part(self.council)}/meetings/types"
        return f"/region/{part(self.unit or '')}/motetyper"

    @property
    def above(self) -> str:
        return f"/moter?council={part(self.council)}" if self.council else f"/region/{part(self.unit or '')}"

    async def types(self, visit: Visit) -> OwnTypes:
        return await visit.parts.registry.own_types(visit.token, council=self.council, unit=self.unit)

    async def names(self, visit: Visit) -> Directory:
        return await visit.parts.names.find(visit.token, [self.council], [self.unit])


def of_council(council: str) -> Place:
    return Place(council=council)


def of_region(number: str) -> Place:
    return Place(unit=number)


async def _show(visit: Visit, place: Place, form: Form, acting: str, status: int = 200) -> Response:
    own, session = await place.types(visit), visit.session
    return visit.show(
        "meeting-types.html",
        status=status,
        place=place,
        names=await place.names(visit),
        own_types=[(one, next(iter(holders(one.actions, DROP_TYPE, session)), None)) for one in own.items],
        holding=chosen(holders(own.actions, MAKE_TYPE, session), acting),
        form=form,
        done=await visit.parts.notices.take(session.id, visit.page),
    )


async def _make(sent: Posted, place: Place) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _show(sent.visit, place, form, sent.one("acting"), status)

    async def act() -> Accepted:
        body = {"name": sent.one("name"), **place.told}
        return await sent.visit.parts.registry.do("/meeting-types", body, order(sent))

    sending = Sending(MAKE_TYPE, NAMED, act, again, page=lambda _: place.page)
    return await submit(sent, sent_form(sent).missing(NAMED), sending)


async def _ask_to_drop(
    visit: Visit, place: Place, own_type: str, form: Form, acting: str, *, status: int = 200
) -> Response:
    own = await place.types(visit)
    found = next((one for one in own.items if one.id == own_type), None)
    holding = chosen(holders(found.actions, DROP_TYPE, visit.session), acting) if found else None
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    return visit.show("drop-type.html", status=status, place=place, own=found, holding=holding, form=form)


async def _drop(sent: Posted, place: Place, own_type: str) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await _ask_to_drop(sent.visit, place, own_type, form, sent.one("acting"), status=status)

    async def act() -> Accepted:
        return await sent.visit.parts.registry.do(f"/meeting-types/{part(own_type)}/drop", {}, order(sent))

    return await submit(sent, sent_form(sent), Sending(DROP_TYPE, (), act, again, page=lambda _: place.page))


def _add(address: str, where: Callable[..., Place]) -> None:
    """Give a council's types and a region's the same pages."""

    @router.get(address)
    async def own_types(visit: VisitDep, place: Annotated[Place, Depends(where)], acting: Acting = "") -> Response:
        return await _show(visit, place, await fresh(visit), acting)

    @router.post(address)
    async def make_type(sent: PostedDep, place: Annotated[Place, Depends(where)]) -> Response:
        return await _make(sent, place)

    @router.get(f"{address}/{{own_type}}/drop")
    async def drop_form(
        visit: VisitDep, place: Annotated[Place, Depends(where)], own_type: str, acting: Acting = ""
    ) -> Response:
        return await _ask_to_drop(visit, place, own_type, await fresh(visit), acting)

    @router.post(f"{address}/{{own_type}}/drop")
    async def drop_type(sent: PostedDep, place: Annotated[Place, Depends(where)], own_type: str) -> Response:
        return await _drop(sent, place, own_type)


_add("/councils/{council}/meetings/types", of_council)
_add("/region/{number}/motetyper", of_region)
