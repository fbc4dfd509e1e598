"""What the services answer, as far as the pages use it. Fields that are new to us are passed over."""

from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import Field

from councilkit.events.councils import Names, PostRole
from portal.application.life import Asked, Due, FollowUp, Question, Restriction, TurningAway
from portal.application.resource import Resource

__all__ = [
    "Accepted",
    "Allowed",
    "Card",
    "Case",
    "Council",
    "CouncilName",
    "Count",
    "Due",
    "FollowUp",
    "Holding",
    "Me",
    "Next",
    "Page",
    "Post",
    "Question",
    "Resource",
    "Restriction",
    "Seat",
    "ServiceState",
    "Step",
    "Task",
    "Tasks",
    "Term",
    "UnitName",
    "Word",
]

R = TypeVar("R")


class Page(Resource, Generic[R]):
    items: tuple[R, ...]
    next: str | None = None


class ServiceState(Resource):
    """How a service is, in a word that it tells everybody."""

    state: str


class Accepted(Resource):
    """A command that was carried out; `id` is of what it made, if that is one thing."""

    receipt: str
    seen: bool = True
    id: str = ""


class Allowed(Resource):
    action: str
    acting: str


class Word(StrEnum):
    """The five words that a case has on the screen."""

    REPORTED = "reported"
    IN_PROGRESS = "in_progress"
    SENT = "sent"
    AWAITING_ANSWER = "awaiting_answer"
    DONE = "done"


class Next(Resource):
    action: str
    council: str | None = None
    unit: str | None = None
    due: Due | None = None


class Card(Resource):
    id: str
    reference: str
    number: str | None = None
    numbers: tuple[str, ...] = ()
    title: str | None
    short: str | None
    short_answer: str | None = None
    state: str
    word: Word
    origin: str
    holder: str
    addressee_unit: str | None = None
    lines: tuple[str, ...]
    language: str
    phase: str | None = None
    theme: str | None = None
    started_by: str | None = None
    scheduled: date | None = None
    postponed: int = 0
    returns: date | None = None
    restriction: Restriction | None = None
    joined: tuple[str, ...] = ()
    into: str | None = None
    next: Next | None = None
    waits: tuple[Next, ...] = ()
    meeting: str | None = None
    sequence: int
    updated: datetime


class Step(Resource):
    what: str
    at: datetime
    council: str | None = None
    to: str | None = None
    unit: str | None = None
    outcome: str | None = None
    wish: str | None = None
    meeting: str | None = None
    due: Due | None = None
    entry: str = ""
    number: str | None = None
    copies: tuple[str, ...] = ()
    suggested: str | None = None
    on_behalf_of: str | None = None
    why: str | None = None
    stands: bool | None = None
    until: date | None = None
    on: date | None = None
    into: str | None = None
    joined: str | None = None
    basis: str | None = None
    late: str | None = None
    progress: str | None = None
    also: tuple[Asked, ...] = ()
    texts: dict[str, str | None] = Field(default_factory=dict)


class Case(Card):
    path: tuple[Step, ...]
    texts_visible: bool
    turning_away: TurningAway | None = None
    receive_by: Due | None = None
    regret_until: datetime | None = None
    copies: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    reopened: int = 0
    questions: tuple[Question, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    actions: tuple[Allowed, ...] = ()


class Task(Resource):
    case: Card
    action: str
    acting: str
    due: Due | None = None


class Tasks(Resource):
    items: tuple[Task, ...]


class CouncilName(Resource):
    id: str
    short: str
    names: Names


class UnitName(Resource):
    number: str
    name: str


class Holding(Resource):
    """A term in a council, or a post at a unit or an organisation, that the person holds now or held lately."""

    id: str
    kind: str
    role: str
    side: str
    council: CouncilName | None = None
    unit: UnitName | None = None
    organisation: str | None = None
    ends: date | None = None


class Me(Resource):
    person: str
    name: str
    language: str
    holdings: tuple[Holding, ...]
    former: tuple[Holding, ...] = ()


class Post(Resource):
    """The time of somebody who does something for a unit, or answers for an organisation."""

    id: str
    role: str = PostRole.ORGANISATION_CONTACT
    council: str | None = None  # that an experience consultant reports to, beside the unit
    starts: date
    ends: date | None = None

    def lasts(self, today: date) -> bool:
        """Tell if it runs, or will."""
        return self.ends is None or self.ends >= max(self.starts, today)


class Term(Resource):
    id: str
    role: str
    side: str
    starts: date
    ends: date | None = None


class Seat(Resource):
    id: str
    side: str
    term: Term | None = None


class Count(Resource):
    raised: int
    answered: int


class Council(CouncilName):
    level: str
    kind: str
    parent: str | None = None
    units: tuple[UnitName, ...] = ()
    line: str | None = None
    language: str
    led_by: str
    seats: tuple[Seat, ...] = ()
    cases: Count = Count(raised=0, answered=0)
    sequence: int
    actions: tuple[Allowed, ...] = ()
