"""Which units and councils may stand where."""

from collections.abc import Iterable, Mapping

from council_registry.domain.refusals import WrongLevel
from councilkit.events.councils import CouncilKind, Level, UnitKind

PARENT = {
    Level.LOCAL: Level.REGIONAL,
    Level.REGIONAL: Level.CENTRAL,
    Level.CENTRAL: None,
}

UNITS = {
    (CouncilKind.USER_COUNCIL, Level.LOCAL): {UnitKind.LOCAL_OFFICE},
    (CouncilKind.USER_COUNCIL, Level.REGIONAL): {UnitKind.REGION},
    (CouncilKind.USER_COUNCIL, Level.CENTRAL): {UnitKind.DIRECTORATE},
    (CouncilKind.YOUTH_COUNCIL, Level.LOCAL): {UnitKind.LOCAL_OFFICE},
    (CouncilKind.YOUTH_COUNCIL, Level.REGIONAL): {UnitKind.REGION},
    (CouncilKind.YOUTH_COUNCIL, Level.CENTRAL): {UnitKind.DIRECTORATE},
    (CouncilKind.LINE_COUNCIL, Level.REGIONAL): {UnitKind.REGION, UnitKind.LINE_UNIT},
    (CouncilKind.LINE_COUNCIL, Level.CENTRAL): {UnitKind.DIRECTORATE, UnitKind.LINE_UNIT},
    (CouncilKind.AD_HOC, Level.LOCAL): {UnitKind.LOCAL_OFFICE},
    (CouncilKind.AD_HOC, Level.REGIONAL): {UnitKind.REGION, UnitKind.LINE_UNIT},
    (CouncilKind.AD_HOC, Level.CENTRAL): {UnitKind.DIRECTORATE, UnitKind.LINE_UNIT},
}

UNIT_BELOW: Mapping[UnitKind, frozenset[UnitKind | None]] = {
    UnitKind.DIRECTORATE: frozenset({None}),
    UnitKind.REGION: frozenset({UnitKind.DIRECTORATE}),
    UnitKind.LINE_UNIT: frozenset({UnitKind.DIRECTORATE, UnitKind.LINE_UNIT}),
    UnitKind.LOCAL_OFFICE: frozenset({UnitKind.REGION}),
}


def require_units(kind: CouncilKind, level: Level, units: Iterable[UnitKind]) -> None:
    if (kind, level) not in UNITS:
        raise WrongLevel(f"There is no {kind} at the {level} level.", field="/level")
    if wrong := set(units) - UNITS[kind, level]:
        raise WrongLevel(f"A {level} {kind} is no council of a {min(wrong)}.", field="/units")


def require_parent(level: Level, parent: Level | None) -> None:
    wanted = PARENT[level]
    if parent is not wanted:
        raise WrongLevel(f"The parent of a {level} council is {wanted or 'none'}.", field="/parent")


def require_unit_below(kind: UnitKind, parent: UnitKind | None) -> None:
    if parent not in UNIT_BELOW[kind]:
        wanted = ", ".join(sorted(one or "none" for one in UNIT_BELOW[kind]))
        raise WrongLevel(f"The parent of a {kind} is: {wanted}.", field="/parent")
