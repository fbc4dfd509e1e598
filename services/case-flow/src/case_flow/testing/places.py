"""A few councils and units, with the people whom a test lets act. All of it is invented."""

from dataclasses import dataclass
from datetime import date

from case_flow.domain.neighbours import Council
from councilkit.callers import Holding
from councilkit.events import Event
from councilkit.events.councils import (
    CouncilFounded,
    CouncilKind,
    Language,
    Level,
    Names,
    PostRole,
    PostStarted,
    Side,
    TermRole,
    TermStarted,
    UnitKind,
    UnitListed,
)
from councilkit.testing.holdings import a_post, a_term


@dataclass(frozen=True)
class Place:
    """A council, and those who sit in it."""

    id: str
    level: Level
    parent: str | None = None
    kind: CouncilKind = CouncilKind.USER_COUNCIL
    units: tuple[str, ...] = ("0701",)

    @property
    def council(self) -> Council:
        return Council(self.id, self.level, self.parent, Language.NB, kind=self.kind, units=self.units)

    @property
    def leader(self) -> Holding:
        return a_term(self.id, "leader")

    @property
    def member(self) -> Holding:
        return a_term(self.id, "member")

    @property
    def secretary(self) -> Holding:
        return a_term(self.id, "secretary", side="nav")

    @property
    def observer(self) -> Holding:
        return a_term(self.id, "observer")

    @property
    def founded(self) -> CouncilFounded:
        return CouncilFounded(
            council=self.id,
            names=Names(nb=self.id, nn=self.id, en=self.id),
            short=self.id,
            level=self.level,
            kind=self.kind,
            parent=self.parent,
            units=self.units,
            language=Language.NB,
            led_by=Side.USER,
        )


@dataclass(frozen=True)
class Office:
    """A unit, and those who answer there."""

    number: str
    kind: UnitKind

    @property
    def manager(self) -> Holding:
        return a_post(self.number)

    @property
    def owner(self) -> Holding:
        """Who speaks for the municipality there; only a local office has one."""
        return a_post(self.number, "municipal_owner")

    @property
    def told(self) -> tuple[Event, ...]:
        posts = [self.manager, *([self.owner] if self.kind is UnitKind.LOCAL_OFFICE else [])]
        return (
            UnitListed(unit=self.number, name=self.number, kind=self.kind),
            *(
                PostStarted(post=post.id, unit=self.number, role=PostRole(post.role), starts=post.starts)
                for post in posts
            ),
        )


def begun(term: Holding, *, last: date | None = None) -> TermStarted:
    """What the registry tells when a term begins."""
    return TermStarted(
        council=str(term.council),
        seat="seat",
        term=term.id,
        role=TermRole(term.role),
        side=Side(term.side),
        starts=term.starts,
        ends=last,
    )


CENTRE = Place("centre", Level.CENTRAL)
BENEFITS = Place("benefits", Level.CENTRAL)
REGION = Place("region", Level.REGIONAL, units=("0800",))
OTHER_REGION = Place("other-region", Level.REGIONAL, units=("0900",))
YOUTH = Place("youth", Level.REGIONAL, "centre", CouncilKind.YOUTH_COUNCIL, ("0800",))
HARBOUR = Place("harbour", Level.LOCAL, parent="region")
VALLEY = Place("valley", Level.LOCAL, parent="region")
PLACES = (CENTRE, BENEFITS, REGION, OTHER_REGION, YOUTH, HARBOUR, VALLEY)

OFFICE = Office("0701", UnitKind.LOCAL_OFFICE)
REGIONAL_UNIT = Office("0800", UnitKind.REGION)
DIRECTORATE = Office("9000", UnitKind.DIRECTORATE)
OFFICES = (OFFICE, REGIONAL_UNIT, DIRECTORATE)
