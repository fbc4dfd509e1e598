"""Units and councils over time in memory, for the registry of the tests."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from portal.application.organisations import Organisation, Organisations
from portal.application.ports import Order
from portal.application.refusals import Away, Refused
from portal.application.reshaping import (
    CHANGE_ORGANISATION,
    COUNT,
    FOUND,
    LIST_ORGANISATION,
    OF_COUNCILS,
    OF_UNITS,
    Reshaping,
)
from portal.application.resources import Accepted, Council, Page, UnitName
from portal.application.structure import CouncilCard, CouncilPage, CouncilPlan, Counting, Unit
from portal.testing.councils import BOARD, CONTACTS, COUNCILS, DIRECTORATE, LARVIK, OFFICERS, REGION, may
from portal.testing.posts import MemoryPosts
from portal.testing.telling import MemoryTelling

STRUCTURE: Final = ("councils", "units", "organisations")
NEXT: Final = {"rest": "resting", "wake": "active"}


def _office(number: str, name: str, *, bare: bool = False) -> Unit:
    region = REGION.number
    return Unit(number=number, name=name, kind="local_office", parent=region, region=region, without_council=bare)


def _region(number: str, name: str, *, bare: bool = False) -> Unit:
    above = DIRECTORATE.number
    return Unit(number=number, name=name, kind="region", parent=above, region=number, without_council=bare)


def _all_units() -> dict[str, Unit]:
    found = (
        Unit(number=DIRECTORATE.number, name=DIRECTORATE.name, kind="directorate"),
        _region(REGION.number, REGION.name),
        _region("0300", "Nav Oslo", bare=True),
        _office(LARVIK.number, LARVIK.name),
        _office("0701", "Nav Horten", bare=True),
    )
    return {unit.number: unit for unit in found}


class MemoryStructure(MemoryTelling, MemoryPosts):
    """Does what it is told at once, whatever the day, unless `refuses` is what it answers."""

    at_once: int
    council: Callable[..., Any]

    def __init__(self) -> None:
        MemoryPosts.__init__(self)
        self.shaped = {id: CouncilPage(**dict(one)) for id, one in COUNCILS.items()}
        self.units = _all_units()
        self.organised = {"ffo": Organisation(id="ffo", name="Paraplyen Eksempel", sequence=1)}
        self.mandates: dict[str, Mapping[str, Any]] = {}
        self.refuses: Refused | None = None
        self.told: list[tuple[str, Mapping[str, Any]]] = []

    def reached(self) -> None:
        if self.away:
            raise Away("council-registry")

    async def council_page(
        self, token: str, id: str, *, since: str | None = None, on: date | None = None
    ) -> CouncilPage:
        if id not in self.shaped:
            raise Refused(404, "no-such-council")
        shaped = self.shaped[id]
        old: Council | None = await self.council(token, id, since=since, on=on) if id in COUNCILS else None
        actions = (*(old.actions if old else ()), *may(token, OFFICERS, _possible(shaped, OF_COUNCILS)))
        return shaped.model_copy(update={"seats": old.seats if old else (), "actions": actions})

    async def find_councils(self, token: str, *, cursor: str | None = None, **where: str | None) -> Page[CouncilCard]:  # noqa: ARG002 - everybody sees them
        self.reached()
        words, region = (where.pop("q", None) or "").casefold(), where.pop("region", None)
        wanted = {name: value for name, value in where.items() if value and name != "on"}
        found = [
            CouncilCard.model_validate(dict(one))
            for one in self.shaped.values()
            if all(getattr(one, name) == value for name, value in wanted.items())
            and words in f"{one.names.nb} {one.short}".casefold()
            and (region is None or region in {self.units[unit.number].region for unit in one.units})
        ]
        return page(found, cursor, self.at_once)

    async def find_units(self, token: str, *, cursor: str | None = None, **where: str | None) -> Page[Unit]:  # noqa: ARG002 - everybody sees them
        self.reached()
        words, bare = (where.pop("q", None) or "").casefold(), where.pop("without_council", None)
        wanted = {name: value for name, value in where.items() if value}
        found = [
            one
            for one in self.units.values()
            if all(getattr(one, name) == value for name, value in wanted.items())
            and words in f"{one.name} {one.number}".casefold()
            and (not bare or one.without_council)
        ]
        return page(found, cursor, len(found))

    async def unit_page(self, token: str, number: str, *, since: str | None = None) -> Unit:  # noqa: ARG002 - at once
        self.reached()
        if number not in self.units:
            raise Refused(404, "no-such-unit")
        unit = self.units[number]
        councils = tuple(one.id for one in self.shaped.values() if number in {own.number for own in one.units})
        actions = (*may(token, CONTACTS, _possible(unit, OF_UNITS)), *may(token, OFFICERS, (FOUND,)))
        held = self.held_at(token, f"/units/{number}")
        told = {**held, "councils": councils, "actions": (*actions, *held["actions"])}
        return unit.model_copy(update=told)

    async def organisations(self, token: str) -> Organisations:
        self.reached()
        return Organisations(items=tuple(self.organised.values()), actions=may(token, OFFICERS, (LIST_ORGANISATION,)))

    async def organisation(self, token: str, id: str, *, since: str | None = None) -> Organisation:  # noqa: ARG002 - at once
        self.reached()
        if id not in self.organised:
            raise Refused(404, "no-such-organisation")
        held = self.held_at(token, f"/organisations/{id}")
        actions = (*may(token, CONTACTS, (CHANGE_ORGANISATION,)), *held["actions"])
        return self.organised[id].model_copy(update={**held, "actions": actions})

    def do_with_structure(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        kind, *rest = (unquote(one) for one in urlsplit(path).path.split("/")[1:])
        own = rest[1:] != ["mandates"] or order.acting.startswith(rest[0])  # the term's id begins with its council's
        if not own or not may(order.token, _roles(kind, rest), (kind,), order.acting):
            raise Refused(403, "not-allowed")
        if self.refuses:
            raise self.refuses
        self.told.append((path, body))
        if rest[1:] == ["mandates"]:
            self.mandates[rest[0]] = body
            return Accepted(receipt=f"council-{rest[0]}:000003", seen=True, id=rest[0])
        new, change = {
            "councils": (self._found, self._council),
            "units": (self._listed, self._unit),
            "organisations": (self._organised, self._organisation),
        }[kind]
        id = change(rest[0], rest[1], body) if rest else new(body)
        return Accepted(receipt=f"{kind}-{id}:000002", seen=True, id=id)

    def _found(self, body: Mapping[str, Any]) -> str:
        id = f"new{len(self.shaped)}"
        units = tuple(UnitName(number=number, name=self.units[number].name) for number in body["units"])
        self.shaped[id] = CouncilPage.model_validate({**body, "id": id, "units": units, "sequence": 1})
        return id

    def _council(self, id: str, verb: str, body: Mapping[str, Any]) -> str:
        council = self.shaped[id]
        changed: dict[str, Any] = {"status": NEXT.get(verb, council.status)}
        if verb == "counting":
            changed["counting"] = Counting.model_validate(body)
        elif verb == "drop-plan":
            changed["plans"] = ()
        elif verb in ("change", "close"):
            changed["plans"] = (CouncilPlan(on=body["on"], closes=verb == "close"),)
        self.shaped[id] = council.model_copy(update=changed)
        return id

    def _listed(self, body: Mapping[str, Any]) -> str:
        unit = Unit.model_validate(body)
        if unit.number in self.units:
            raise Refused(409, "unit-number-taken")
        self.units[unit.number] = unit
        return unit.number

    def _unit(self, number: str, verb: str, body: Mapping[str, Any]) -> str:
        told = {"name": body["name"]} if verb == "change" else {"status": "closed"} if verb == "close" else {}
        self.units[number] = self.units[number].model_copy(update=told)
        return number

    def _organised(self, body: Mapping[str, Any]) -> str:
        id = f"org{len(self.organised)}"
        self.organised[id] = Organisation(id=id, **body)
        return id

    def _organisation(self, id: str, _verb: str, body: Mapping[str, Any]) -> str:
        self.organised[id] = self.organised[id].model_copy(update=body)
        return id


def _roles(kind: str, rest: list[str]) -> tuple[str, ...]:
    if rest[1:] == ["mandates"]:
        return BOARD
    return CONTACTS if kind == "units" or (kind, *rest[1:]) == ("organisations", "change") else OFFICERS


def page(found: list[Any], cursor: str | None, size: int) -> Page[Any]:
    start = next((place for place in range(len(found)) if str(place) == cursor), 0)
    end = start + size
    return Page[Any](items=tuple(found[start:end]), next=str(end) if end < len(found) else None)


def _possible(one: CouncilPage | Unit, table: Iterable[Reshaping]) -> list[str]:
    """What its state allows."""
    never = {
        "rest_council": one.status != "active",
        "wake_council": one.status != "resting",
        "drop_plan": not one.plans,
        "drop_unit_plan": not one.plans,
        COUNT: False,
    }
    return [reshaping.action for reshaping in table if not never.get(reshaping.action, one.status == "closed")]
