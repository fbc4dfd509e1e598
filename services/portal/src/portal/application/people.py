"""People, seats and what is asked of organisations, as the registry tells them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from pydantic import Field

from councilkit.events.seating import HandoverItem
from portal.application.resources import Allowed, CouncilName, Holding, Resource, Term

ASKED, ANSWERED, CLOSED = "asked", "answered", "closed"
RUNG: Final = ("secretary", "leader", "coordinator")
"""Whom to ring about a council, in this order."""
COUNTED: Final = 180
"""The last days of a term, which are counted; before them the date says more than a number of days."""


class Sitter(Resource):
    """Somebody who sits in a council, as far as the asker may see; without a name, if that one was erased."""

    term: str
    seat: str
    role: str
    side: str
    starts: date
    ends: date | None = None
    name: str | None = Field(default=None, repr=False)
    phone: str | None = Field(default=None, repr=False)
    email: str | None = Field(default=None, repr=False)
    person: str | None = None
    signed_in: bool | None = None
    actions: tuple[Allowed, ...] = ()


class Sitters(Resource):
    items: tuple[Sitter, ...]


class PostHolder(Resource):
    """Somebody who holds a post, or will, as far as the asker may know it."""

    post: str
    name: str = Field(repr=False)
    person: str | None = None
    signed_in: bool | None = None
    actions: tuple[Allowed, ...] = ()


class PostHolders(Resource):
    items: tuple[PostHolder, ...]


class OpenRequest(Resource):
    id: str
    stage: str
    due: date


class Chair(Resource):
    """A seat today: who sits there, who is to come, and what is missing."""

    id: str
    side: str
    deputy_for: str | None = None
    deputies: tuple[str, ...] = ()
    last_day: date | None = None
    term: Term | None = None
    coming: Term | None = None
    vacant: bool = False
    vacant_since: date | None = None
    ends_soon: date | None = None
    nomination: OpenRequest | None = None


class Seats(Resource):
    council: CouncilName
    items: tuple[Chair, ...]
    actions: tuple[Allowed, ...] = ()

    def find(self, seat: str) -> Chair | None:
        return next((one for one in self.items if one.id == seat), None)

    def of_term(self, term: str) -> Chair | None:
        return next((one for one in self.items if one.term and one.term.id == term), None)

    @property
    def numbers(self) -> Mapping[str, int]:
        """What each seat is called: its place in the list, as on the council's own page."""
        return {one.id: number for number, one in enumerate(self.items, 1)}


class Vacancy(Resource):
    """A seat that is empty (`since`), or will be after `ends`."""

    council: CouncilName
    seat: str
    side: str
    vacant: bool
    since: date | None = None
    ends: date | None = None
    nomination: OpenRequest | None = None


class Nominee(Resource):
    name: str = Field(repr=False)
    email: str | None = Field(default=None, repr=False)
    phone: str | None = Field(default=None, repr=False)
    why: str | None = Field(default=None, repr=False)


class NominationCard(Resource):
    """A request to an organisation for names."""

    id: str
    council: CouncilName
    seat: str
    side: str
    due: date
    stage: str


class Nomination(NominationCard):
    profile: str | None = None
    nominees: tuple[Nominee, ...] = ()
    actions: tuple[Allowed, ...] = ()


class Ticked(Resource):
    item: HandoverItem
    done: bool


class Handover(Resource):
    council: CouncilName
    term: Term
    before: Term | None = None
    due: date
    items: tuple[Ticked, ...]
    actions: tuple[Allowed, ...] = ()


class Training(Resource):
    by: date
    certificate: str | None = None
    taken_on: date | None = None


class MyHandover(Resource):
    due: date
    missing: tuple[HandoverItem, ...] = ()


class MySeat(Resource):
    """A term of one's own, and who steps in."""

    council: CouncilName
    seat: str
    deputy_for: str | None = None
    term: Term
    running: bool
    days_left: int | None = None
    deputies: tuple[Term, ...] = ()
    training: Training
    handover: MyHandover

    @property
    def counts_down(self) -> bool:
        return self.days_left is not None and self.days_left <= COUNTED


class MySeats(Resource):
    items: tuple[MySeat, ...]


class Certificate(Resource):
    meeting: str
    on: date
    councils: tuple[CouncilName, ...] = ()


class Certificates(Resource):
    items: tuple[Certificate, ...]


class Contact(Resource):
    """How to reach somebody, and how somebody wants to be written to."""

    name: str = Field(repr=False)
    email: str | None = Field(default=None, repr=False)
    language: str
    phone: str | None = Field(default=None, repr=False)
    phone_shared: bool = False
    address: str | None = Field(default=None, repr=False)
    protected: bool = False
    channel: str = "email"
    optional_mail: bool = True
    organisation: str | None = None
    user_group: str | None = Field(default=None, repr=False)
    groups: tuple[str, ...] = ()


class Look(Resource):
    """Somebody looked at the asker's contact: a term or post, or a service."""

    at: datetime
    why: str
    held: Holding | None = None
    service: str | None = None


class Code(Resource):
    """A code that lets somebody in, to be handed to that one alone; untold when it goes by e-mail."""

    code: str | None = Field(default=None, repr=False)
    expires: datetime
    receipt: str = ""

    @property
    def spaced(self) -> str:
        """Spell it so that it can be read aloud: four letters at a time."""
        code = self.code or ""
        return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


class RegistryTask(Resource):
    """One thing that waits for a term or post at the registry."""

    action: str
    acting: str
    council: CouncilName
    on: date | None = None
    seat: str | None = None
    term: str | None = None
    nomination: str | None = None
    meeting: str | None = None
    meets: date | None = None


class RegistryTasks(Resource):
    items: tuple[RegistryTask, ...]
