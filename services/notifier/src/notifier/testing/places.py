"""A few councils and units, who sits there, and how they are reached. All of it is invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
from councilkit.events.seating import NominationRequested
from councilkit.testing.holdings import a_post, a_term
from councilkit.testing.mailing import MemoryContacts


@dataclass(frozen=True)
class Place:
    """A council of one unit, and those who sit in it."""

    id: str
    name: str
    level: Level
    unit: str
    parent: str | None = None

    @property
    def leader(self) -> Holding:
        return a_term(self.id, "leader")

    @property
    def deputy_leader(self) -> Holding:
        return a_term(self.id, "deputy_leader")

    @property
    def member(self) -> Holding:
        return a_term(self.id, "member")

    @property
    def observer(self) -> Holding:
        return a_term(self.id, "observer")

    @property
    def secretary(self) -> Holding:
        return a_term(self.id, "secretary", side="nav")

    @property
    def manager(self) -> Holding:
        return a_post(self.unit)

    @property
    def delegate(self) -> Holding:
        return a_post(self.unit, "delegate")

    @property
    def owner(self) -> Holding:
        """Who speaks for the municipality at the office. Nobody does, until a test says so."""
        return a_post(self.unit, "municipal_owner")

    @property
    def terms(self) -> tuple[Holding, ...]:
        return self.leader, self.deputy_leader, self.member, self.observer, self.secretary

    @property
    def founded(self) -> CouncilFounded:
        return CouncilFounded(
            council=self.id,
            names=Names(
                nb=f"Brukerutvalget i {self.name}",
                nn=f"Brukarutvalet i {self.name}",
                en=f"{self.name} user council",
            ),
            short=self.id,
            level=self.level,
            kind=CouncilKind.USER_COUNCIL,
            parent=self.parent,
            units=(self.unit,),
            language=Language.NB,
            led_by=Side.USER,
        )

    def told(self) -> Iterator[Event]:
        yield self.founded
        yield from map(started, self.terms)
        yield from map(posted, (self.manager, self.delegate))


CENTRE = Place("centre", "Sentrum", Level.CENTRAL, "9000")
REGION = Place("region", "Fjordane", Level.REGIONAL, "0800", parent="centre")
HARBOUR = Place("harbour", "Vika", Level.LOCAL, "0701", parent="region")
VALLEY = Place("valley", "Dalen", Level.LOCAL, "0702", parent="region")
PLACES = (CENTRE, REGION, HARBOUR, VALLEY)

ASKED = Holding(
    id="asked",
    kind="post",
    organisation="lyktelaget",
    role=PostRole.ORGANISATION_CONTACT.value,
    side="nav",
    starts=date(2025, 1, 1),
    ends=None,
)
OFFICER = a_post("0800", "regional_officer")
OTHER_OFFICER = a_post("0900", "regional_officer")
CONTACT = a_post("9000", "directorate_contact")

UNITS = (
    UnitListed(unit="9000", name="Nav direktoratet", kind=UnitKind.DIRECTORATE),
    UnitListed(unit="0800", name="Nav Fjordane", kind=UnitKind.REGION, parent="9000"),
    UnitListed(unit="0900", name="Nav Vidda", kind=UnitKind.REGION, parent="9000"),
    UnitListed(unit="0701", name="Nav Vika", kind=UnitKind.LOCAL_OFFICE, parent="0800"),
    UnitListed(unit="0702", name="Nav Dalen", kind=UnitKind.LOCAL_OFFICE, parent="0800"),
)

PEOPLE = {
    "Modig Lykt": (HARBOUR.leader, "nb"),
    "Stille Elv": (HARBOUR.deputy_leader, "nn"),
    "Varm Stein": (HARBOUR.member, "nn"),
    "Klar Morgen": (HARBOUR.observer, "nb"),
    "Grundig Kopp": (HARBOUR.secretary, "nb"),
    "Blid Skigard": (HARBOUR.manager, "nb"),
    "Rask Rev": (HARBOUR.delegate, "nn"),
    "Lun Vott": (REGION.leader, "en"),
    "Rolig Vind": (REGION.manager, "nb"),
    "Blid Sol": (VALLEY.leader, "nn"),
    "Stri Foss": (ASKED, "nn"),
}
"""Who holds what, and reads which language."""


def started(holding: Holding, *, starts: date | None = None) -> TermStarted:
    """Tell of somebody's term."""
    return TermStarted(
        council=holding.council or "",
        seat=f"seat-{holding.id}",
        term=holding.id,
        role=TermRole(holding.role),
        side=Side(holding.side),
        starts=starts or holding.starts,
    )


def posted(holding: Holding) -> PostStarted:
    """Tell of somebody's post."""
    return PostStarted(
        post=holding.id,
        unit=holding.unit,
        organisation=holding.organisation,
        role=PostRole(holding.role),
        starts=holding.starts,
    )


def asked_for(holding: Holding, due: date) -> NominationRequested:
    """Tell that an organisation is asked for names for somebody's seat."""
    return NominationRequested(
        council=holding.council or "", seat=f"seat-{holding.id}", request=f"ask-{holding.id}", due=due
    )


def known_people() -> MemoryContacts:
    """Make a contact store of everybody."""
    contacts = MemoryContacts()
    requests = [f"ask-{holding.id}" for holding, _ in PEOPLE.values()]
    for name, (holding, language) in PEOPLE.items():
        # A request for names stands for the posts that are asked.
        holds = [holding.id, *requests] if holding is ASKED else [holding.id]
        contacts.add(name, *holds, language=language)
    return contacts
