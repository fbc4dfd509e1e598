"""The words that events of a case say: how it is sorted, who may know of it, and what is done, or awaited, of it."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Phase(StrEnum):
    """What of a service the case is about: the law lets users speak on planning, carrying out and evaluating."""

    PLANNING = "planning"
    CARRYING_OUT = "carrying_out"
    EVALUATING = "evaluating"


class Theme(StrEnum):
    """What the case is about, as councils sort what they take up."""

    MEETING_NAV = "meeting_nav"
    LETTERS = "letters"
    DIGITAL = "digital"
    WAITING = "waiting"
    FOLLOW_UP = "follow_up"
    BENEFITS = "benefits"
    WORK = "work"
    ASSISTIVE_TECHNOLOGY = "assistive_technology"
    PREMISES = "premises"
    YOUTH = "youth"
    PARTICIPATION = "participation"
    OTHER = "other"


class StartedBy(StrEnum):
    """Who wanted the case taken up."""

    USERS = "users"
    NAV = "nav"
    LEVEL_ABOVE = "level_above"
    LEVEL_BELOW = "level_below"


class Basis(StrEnum):
    """The paragraph by which a case is kept from others: secrecy, or a document of the councils' own."""

    CONFIDENTIAL = "offl-13"
    INTERNAL = "offl-14"
    SECURITY = "offl-24"


class Restriction(BaseModel):
    """Why only those who take part may know of a case, and until when."""

    model_config = ConfigDict(frozen=True)

    basis: Basis
    until: date


class Unfit(StrEnum):
    """Why a council does not take a case up."""

    INDIVIDUAL = "individual"
    OUTSIDE_MANDATE = "outside_mandate"


class Party(BaseModel):
    """A council or a unit that has to do with something."""

    model_config = ConfigDict(frozen=True)

    council: str | None = None
    unit: str | None = None


class Progress(StrEnum):
    """How far something is that was agreed."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Awaited(StrEnum):
    """What somebody waits for."""

    WORD = "word"  # when the council takes it up, or why not
    RECEIVING = "receiving"  # that a council takes over what was sent to it
    ANSWER = "answer"
    PART = "part"  # of an answer
    RECEIPT = "receipt"  # that a council which raised it says that it has the answer
    FOLLOW_UP = "follow_up"


class Late(StrEnum):
    """How late it is: three quarters of the time gone, over the day, or so late that the level above sees it."""

    SOON = "soon"
    OVERDUE = "overdue"
    ABOVE = "above"


class ImportedAs(StrEnum):
    """How far an old case had come."""

    REPORTED = "reported"
    TREATED = "treated"
    AWAITING_ANSWER = "awaiting_answer"
    ANSWERED = "answered"
    CLOSED = "closed"
