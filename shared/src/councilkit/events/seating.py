"""What council-registry tells of mandates, and of how seats are kept filled."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from councilkit.events.base import Event
from councilkit.events.cases import RuleStatus


class Numbering(StrEnum):
    """How a council numbers what it treats: anew each time, or once for all."""

    PER_TREATMENT = "per_treatment"
    PERMANENT = "permanent"


class HandoverItem(StrEnum):
    """What somebody new in a seat needs from the one before."""

    PAPERS = "papers"
    OPEN_CASES = "open_cases"
    PEOPLE = "people"
    DATES = "dates"
    INTRODUCTION = "introduction"
    TRAINING = "training"


class MandateSet(Event, type="raadslag.mandate.set.v1"):
    """The council works under this version of its mandate.

    `numbers` are those that it says itself, by the names that the rule set has; what it does not say comes from the
    council above, and then from the rule set. `status` says how binding the numbers are; where it was adopted is a text
    beside it.
    """

    council: str
    version: int
    starts: date
    ends: date | None = None
    review_on: date | None = None
    status: RuleStatus
    numbers: Mapping[str, int] = {}
    numbering: Numbering | None = None


class SeatClosed(Event, type="raadslag.seat.closed.v1"):
    """There is no such chair after this day."""

    council: str
    seat: str
    on: date


class TermInvited(Event, type="raadslag.term.invited.v1"):
    """Whoever holds the term is asked to sign in for the first time."""

    council: str
    term: str


class PostInvited(Event, type="raadslag.post.invited.v1"):
    """Whoever holds the post is asked to sign in for the first time."""

    post: str
    unit: str | None = None
    organisation: str | None = None


class TermVouchedFor(Event, type="raadslag.term.vouched-for.v1"):
    """An employee, acting for the post or term `by`, says who it is that signs in for the term without a BankID."""

    council: str
    term: str
    by: str


class NominationRequested(Event, type="raadslag.nomination.requested.v2"):
    """An organisation is asked for names for a seat by a day; what is looked for is a text beside it.

    Which one is asked tells much about whoever sits there then, so council-registry alone knows.
    """

    council: str
    seat: str
    request: str
    due: date


class NominationAnswered(Event, type="raadslag.nomination.answered.v1"):
    """There is an answer; whom it names stands in the contact store alone."""

    council: str
    request: str


class NominationClosed(Event, type="raadslag.nomination.closed.v1"):
    """Nobody is asked any more: the seat was filled, or the request was taken back."""

    council: str
    request: str


class HandoverTicked(Event, type="raadslag.handover.ticked.v1"):
    """One thing that is handed over with a term is done, or is not done after all."""

    council: str
    term: str
    item: HandoverItem
    done: bool


class OrganisationListed(Event, type="raadslag.organisation.listed.v1"):
    """An organisation that may be asked for representatives; its name is a text beside it."""

    organisation: str
    umbrella: str | None = None


class OrganisationChanged(Event, type="raadslag.organisation.changed.v1"):
    """The organisation has another name, or another umbrella."""

    organisation: str
    umbrella: str | None = None
