"""A few councils, who sits there, and how they are reached. All of it is invented."""

from dataclasses import dataclass

from councilkit.callers import Holding
from councilkit.events import Event
from councilkit.events.councils import (
    CouncilFounded,
    CouncilKind,
    Language,
    Level,
    Names,
    Side,
    TermRole,
    TermStarted,
    UnitKind,
    UnitListed,
)
from councilkit.testing.holdings import a_post, a_term


@dataclass(frozen=True)
class Place:
    """A council with a leader and a member, who are called so."""

    id: str
    name: str
    level: Level
    unit: str
    people: tuple[str, str]
    parent: str | None = None

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
    def told(self) -> tuple[Event, ...]:
        name = self.name
        founded = CouncilFounded(
            council=self.id,
            names=Names(nb=f"Brukerutvalget i {name}", nn=f"Brukarutvalet i {name}", en=f"{name} user council"),
            short=self.id,
            level=self.level,
            kind=CouncilKind.USER_COUNCIL,
            parent=self.parent,
            units=(self.unit,),
            language=Language.NB,
            led_by=Side.USER,
        )
        return (founded, *(begun(holding) for holding in (self.leader, self.member)))


def begun(holding: Holding) -> TermStarted:
    """Tell that somebody has begun in a council."""
    return TermStarted(
        council=holding.council or "",
        seat=f"seat-{holding.id}",
        term=holding.id,
        role=TermRole(holding.role),
        side=Side.USER,
        starts=holding.starts,
    )


REGION = Place("region", "Fjordane", Level.REGIONAL, "0800", ("Modig Lykt", "Stille Elv"))
HARBOUR = Place("harbour", "Havna", Level.LOCAL, "0701", ("Varm Stein", "Klar Morgen"), parent="region")
VALLEY = Place("valley", "Dalen", Level.LOCAL, "0702", ("Lun Vott", "Rask Rev"), parent="region")
FAR = Place("far", "Vidda", Level.REGIONAL, "0900", ("Rolig Vind", "Blid Sol"))
PLACES = (REGION, HARBOUR, VALLEY, FAR)
UNITS = (
    UnitListed(unit="0701", name="Nav Havna", kind=UnitKind.LOCAL_OFFICE),
    UnitListed(unit="0702", name="Nav Dalen", kind=UnitKind.LOCAL_OFFICE),
)

EDITOR = a_post("9000", "directorate_contact")
MANAGER = a_post("0701")
