"""What case-flow tells: the life of a case. Titles and texts stay in case-flow's ledger; ask it for the card."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from councilkit.events.base import Event
from councilkit.events.councils import Language


class Line(StrEnum):
    """A governing line: work and services, benefits, assistive technology, municipality."""

    AT = "AT"
    Y = "Y"
    H = "H"
    K = "K"


class Outcome(StrEnum):
    """What a council did with a case in a meeting; councils advise, so nothing is ever decided."""

    ORIENTATION = "orientation"
    DISCUSSION = "discussion"
    STATEMENT = "statement"
    HOP = "hop"


class Wish(StrEnum):
    """What the sender hopes that the receiving council will do."""

    ORIENTATION = "orientation"
    DISCUSSION = "discussion"
    STATEMENT = "statement"
    ANSWER = "answer"


class AnswerOutcome(StrEnum):
    """What the unit does with the advice."""

    FOLLOWED = "followed"
    PARTLY = "partly"
    NOT_FOLLOWED = "not_followed"


class RuleStatus(StrEnum):
    """How binding the rule behind a date is; a proposed one informs and does not alarm."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    AGREED = "agreed"


class Due(BaseModel):
    """A date by which something is hoped for, with the rule it comes from."""

    model_config = ConfigDict(frozen=True)

    on: date
    rule: str
    status: RuleStatus


class CaseReported(Event, type="raadslag.case.reported.v1"):
    """A council has raised a case. Texts beside it: title, short, description."""

    case: str
    reference: str
    council: str
    lines: tuple[Line, ...]
    language: Language


class CasePutOnAgenda(Event, type="raadslag.case.put-on-agenda.v1"):
    """The holder will treat the case in this meeting."""

    case: str
    council: str
    meeting: str


class CaseTreated(Event, type="raadslag.case.treated.v1"):
    """The holder has treated the case in a meeting that was held."""

    case: str
    council: str
    meeting: str
    outcome: Outcome


class CaseSent(Event, type="raadslag.case.sent.v1"):
    """The holder hands the case on; it stays the holder until the other council receives it. Text: reason."""

    case: str
    sender: str
    to: str
    wish: Wish
    due: Due


class CaseReceived(Event, type="raadslag.case.received.v1"):
    """The council it was sent to now holds the case."""

    case: str
    council: str


class CaseReturned(Event, type="raadslag.case.returned.v1"):
    """The council it was sent to gives the case back to its sender. Text: reason."""

    case: str
    council: str
    to: str


class StatementMade(Event, type="raadslag.case.statement-made.v1"):
    """The holder asks a unit for an answer to its statement. Text: statement."""

    case: str
    council: str
    unit: str
    due: Due


class AnswerGiven(Event, type="raadslag.case.answer-given.v1"):
    """The unit has answered; the answer is on its way home. Texts: short, reason."""

    case: str
    unit: str
    outcome: AnswerOutcome


class AnswerConfirmed(Event, type="raadslag.case.answer-confirmed.v1"):
    """A user's seat in the council that raised the case has the answer: only now is the case answered."""

    case: str
    council: str


class AnswerDisputed(Event, type="raadslag.case.answer-disputed.v1"):
    """The council that raised the case is not satisfied; the unit is asked again. Text: missing."""

    case: str
    council: str
    unit: str
    due: Due


class CaseTakenOver(Event, type="raadslag.case.taken-over.v1"):
    """The council is no more: wherever it stood on the way of the case, also as its origin, `to` stands now."""

    case: str
    council: str
    to: str


class AnswerPassedOn(Event, type="raadslag.case.answer-passed-on.v1"):
    """The unit that was asked is no more: its successor answers."""

    case: str
    unit: str
    successor: str
