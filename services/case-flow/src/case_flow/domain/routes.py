"""Which councils a case may be handed to: up a level, or back down; never past one."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from case_flow.domain.neighbours import Council
from case_flow.domain.refusals import NoSuchRoute, WrongLevel
from councilkit.events.councils import Level

REACH: Mapping[Level, frozenset[Level]] = {
    Level.LOCAL: frozenset({Level.REGIONAL}),
    Level.REGIONAL: frozenset({Level.LOCAL, Level.REGIONAL, Level.CENTRAL}),
    Level.CENTRAL: frozenset({Level.REGIONAL, Level.CENTRAL}),
}
BELOW: Mapping[Level, Level] = {Level.REGIONAL: Level.LOCAL, Level.CENTRAL: Level.REGIONAL}


@dataclass(frozen=True)
class Hop:
    sender: Council
    to: Council
    path: Collection[str]


def to_its_parent(hop: Hop) -> bool:
    return hop.to.id == hop.sender.parent


def to_its_child(hop: Hop) -> bool:
    return hop.to.parent == hop.sender.id


def from_region_to_centre(hop: Hop) -> bool:
    return hop.sender.level is Level.REGIONAL and hop.to.level is Level.CENTRAL


def back_down_its_path(hop: Hop) -> bool:
    return hop.to.id in hop.path and hop.to.level is BELOW.get(hop.sender.level)


ROUTES: tuple[Callable[[Hop], bool], ...] = (to_its_parent, to_its_child, from_region_to_centre, back_down_its_path)


@dataclass(frozen=True)
class Routes:
    """The routes between the councils that a command is about."""

    councils: Mapping[str, Council]

    def require(self, sender: str, to: str, path: Collection[str]) -> None:
        if sender not in self.councils or to not in self.councils:
            raise NoSuchRoute("The case has moved on since this was asked.", field="/to")
        hop = Hop(self.councils[sender], self.councils[to], path)
        hop.to.require_open(field="/to")
        if hop.to.level not in REACH[hop.sender.level]:
            detail = f"A {hop.sender.level} council sends no case straight to a {hop.to.level} one."
            raise WrongLevel(detail, field="/to")
        if not any(leads(hop) for leads in ROUTES):
            raise NoSuchRoute("No route leads from the council that holds the case to this one.", field="/to")
