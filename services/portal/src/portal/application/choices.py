"""What a form offers to choose from. Only suggestions: the rules are the services', which may still say no."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from portal.application.meetings import HELD, Meeting
from portal.application.people import Sitter
from portal.application.placing import region_of, units
from portal.application.ports import Services
from portal.application.resources import Card, Case, Council, UnitName
from portal.application.sitting import sitters
from portal.application.waiting import Button
from portal.application.ways import Ways, ways

TAKES_IN: Final = ("reported", "on_agenda", "postponed", "treated")
REGION: Final = "region"
WITH_A_PART: Final = (REGION, "line_unit", "directorate")
SECRETARIAT: Final = ("secretary", "coordinator")


@dataclass(frozen=True)
class Asking:
    """What a form is about, and who asks for it."""

    services: Services
    token: str
    button: Button
    case: Case


@dataclass(frozen=True)
class Choices:
    holder: Council
    ways: Ways = field(default_factory=Ways)
    units: tuple[UnitName, ...] = ()
    also: tuple[UnitName, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    cases: tuple[Card, ...] = ()
    callers: tuple[Sitter, ...] = ()
    """Those who may have rung, if somebody writes down what others said."""


async def choices(asking: Asking) -> Choices:
    holder = await asking.services.registry.council(asking.token, asking.case.holder)
    find = _CHOICES.get(asking.button.deed.verb)
    return await find(asking, holder) if find else Choices(holder)


async def _ahead(asking: Asking, holder: Council) -> Choices:
    return Choices(holder, meetings=await _meetings(asking, holder, lambda meeting: meeting.ahead))


async def _held(asking: Asking, holder: Council) -> Choices:
    found = await _meetings(asking, holder, lambda meeting: meeting.status == HELD)
    return Choices(holder, meetings=found[::-1])


async def _meetings(asking: Asking, holder: Council, fits: Callable[[Meeting], bool]) -> tuple[Meeting, ...]:
    found = await asking.services.registry.meetings(asking.token, council=holder.id)
    return tuple(sorted(filter(fits, found), key=lambda meeting: meeting.starts_at))


async def _ways(asking: Asking, holder: Council) -> Choices:
    return Choices(holder, ways=await ways(asking.services, asking.token, holder, asking.case))


async def _units(asking: Asking, holder: Council) -> Choices:
    """Those that the council is tied to may answer; its region, the lines and the directorate may have a part in it."""
    registry, token = asking.services.registry, asking.token
    region = await region_of(registry, token, tuple(unit.number for unit in holder.units))
    found = await asyncio.gather(*(units(registry, token, kind=kind) for kind in WITH_A_PART))
    also = [unit for several in found for unit in several if unit.kind != REGION or unit.number == region]
    own = holder.units if len(holder.units) > 1 else ()
    return Choices(holder, units=holder.units, also=tuple({unit.number: unit for unit in (*own, *also)}.values()))


async def _cases(asking: Asking, holder: Council) -> Choices:
    page = await asking.services.case_flow.cases(asking.token, council=holder.id, over=False)
    return Choices(holder, cases=tuple(one for one in page.items if _joins(one, asking.case)))


def _joins(one: Card, case: Card) -> bool:
    return one.id != case.id and one.holder == case.holder and one.state in TAKES_IN


async def _callers(asking: Asking, holder: Council) -> Choices:
    held = asking.button.holding
    if held.side == "user" or held.role not in SECRETARIAT or held.council is None:
        return Choices(holder)
    sitting = await sitters(asking.services.registry, asking.token, held.council.id)
    return Choices(holder, callers=tuple(one for one in sitting if one.side == "user" and one.role != "observer"))


_CHOICES: Final[Mapping[str, Callable[[Asking, Council], Awaitable[Choices]]]] = {
    "agenda": _ahead,
    "oral-answer": _held,
    "send": _ways,
    "return": _ways,
    "statement": _units,
    "merge": _cases,
    **dict.fromkeys(("confirm", "dispute", "close", "reopen"), _callers),
}
