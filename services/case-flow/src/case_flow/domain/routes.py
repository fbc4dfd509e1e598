"""Which councils a case may be handed to, and which of those in between hear of it: routes as data."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

from case_flow.domain.neighbours import Council
from case_flow.domain.refusals import NoMore, NoSuchRoute
from councilkit.events.councils import CouncilKind, Level

BELOW: Mapping[Level, Level] = {Level.REGIONAL: Level.LOCAL, Level.CENTRAL: Level.REGIONAL}


@dataclass(frozen=True)
class Hop:
    sender: Council
    to: Council
    path: Collection[str]
    regions: Mapping[str, str]
    """Which council is the region's own, by those that work in the region: local ones, and others of its units."""

    @property
    def region(self) -> str | None:
        """The sender's."""
        return self.regions.get(self.sender.id)


def to_its_parent(hop: Hop) -> bool:
    return hop.to.id == hop.sender.parent


def to_its_child(hop: Hop) -> bool:
    return hop.to.parent == hop.sender.id


def from_region_to_centre(hop: Hop) -> bool:
    return hop.sender.level is Level.REGIONAL and hop.to.level is Level.CENTRAL


def back_down_its_path(hop: Hop) -> bool:
    return hop.to.id in hop.path and hop.to.level is BELOW.get(hop.sender.level)


def to_the_side(hop: Hop) -> bool:
    """To a council of the same level, and of the same region if it is a local one."""
    near = hop.sender.level is not Level.LOCAL or hop.to.parent == hop.sender.parent
    return hop.to.level is hop.sender.level and near


def between_a_youth_council_and_the_local_ones(hop: Hop) -> bool:
    """Of one region."""
    same_region = hop.region is not None and hop.regions.get(hop.to.id) == hop.region
    return same_region and CouncilKind.YOUTH_COUNCIL in (hop.sender.kind, hop.to.kind)


def past_its_region(hop: Hop) -> bool:
    return hop.sender.level is Level.LOCAL and hop.to.level is Level.CENTRAL and hop.sender.parent is not None


def past_their_region(hop: Hop) -> bool:
    return hop.sender.level is Level.CENTRAL and hop.to.level is Level.LOCAL and hop.to.parent is not None


def nobody(_hop: Hop) -> Collection[str | None]:
    return ()


def the_senders_region(hop: Hop) -> Collection[str | None]:
    return (hop.region,)


def their_region(hop: Hop) -> Collection[str | None]:
    return (hop.regions.get(hop.to.id),)


@dataclass(frozen=True)
class Route:
    """Where it leads, and who in between hears of it: no level is skipped without that."""

    leads: Callable[[Hop], bool]
    copies: Callable[[Hop], Collection[str | None]] = nobody


ROUTES: tuple[Route, ...] = (
    Route(
        to_its_parent, the_senders_region
    ),  # a youth or line council at the region's level goes past the region's own
    Route(to_its_child),
    Route(from_region_to_centre, the_senders_region),
    Route(back_down_its_path),
    Route(to_the_side, the_senders_region),
    Route(between_a_youth_council_and_the_local_ones, the_senders_region),
    Route(past_its_region, the_senders_region),
    Route(past_their_region, their_region),
)


@dataclass(frozen=True)
class Way:
    to: str
    copies: tuple[str, ...]


@dataclass(frozen=True)
class Routes:
    """The routes between some councils: those that a command is about, or all."""

    councils: Mapping[str, Council]
    regions: Mapping[str, str]

    def require(self, sender: str, to: str, path: Collection[str]) -> tuple[str, ...]:
        """Refuse a way that does not lead there; tell the councils in between that hear of the hop."""
        if sender not in self.councils or to not in self.councils:
            raise NoSuchRoute("The case has moved on since this was asked.", field="/to")
        hop = Hop(self.councils[sender], self.councils[to], path, self.regions)
        hop.to.require_open(field="/to")
        if hop.to.id == hop.sender.id:
            raise NoSuchRoute("The case lies with this council already.", field="/to")
        for route in ROUTES:
            if route.leads(hop):
                return tuple(one for one in route.copies(hop) if one and one not in (sender, to))
        raise NoSuchRoute("No route leads there from the council that holds the case; ask for its ways.", field="/to")

    def ways(self, sender: str, path: Collection[str]) -> list[Way]:
        """Tell every hop that would not be refused."""
        found = []
        for to in self.councils:
            with suppress(NoSuchRoute, NoMore):
                found.append(Way(to, self.require(sender, to, path)))
        return found
