"""What case-flow tells: how a case is raised, goes from council to council, and is answered.

Titles and texts stay in case-flow's ledger; ask it for the card.
"""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from councilkit.events.base import Event
from councilkit.events.case_words import Phase, Restriction, StartedBy, Theme
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
    """A date by which something is hoped for, with the rule it comes from; `since` is the day it is counted from.

    `council` is the one whose mandate says how long, its own or one above it; without it, no mandate does.
    """

    model_config = ConfigDict(frozen=True)

    on: date
    rule: str
    status: RuleStatus
    since: date | None = None
    council: str | None = None


class CaseReported(Event, type="raadslag.case.reported.v1"):
    """A council has raised a case. Texts beside it: title, short, description. `reporter` is the term that did.

    By `word_by` it is hoped that they hear when the case is taken up, or why not.
    """

    case: str
    reference: str
    council: str
    lines: tuple[Line, ...]
    language: Language
    reporter: str | None = None
    phase: Phase | None = None
    theme: Theme | None = None
    started_by: StartedBy | None = None
    restriction: Restriction | None = None
    word_by: Due | None = None


class CasePutOnAgenda(Event, type="raadslag.case.put-on-agenda.v1"):
    """The holder will treat the case in this meeting, under this number of its own."""

    case: str
    council: str
    meeting: str
    number: str | None = None


class CaseTreated(Event, type="raadslag.case.treated.v1"):
    """The holder has treated the case in a meeting that was held. Text: opinion."""

    case: str
    council: str
    meeting: str
    outcome: Outcome


class CaseSent(Event, type="raadslag.case.sent.v1"):
    """The holder hands the case on; it stays the holder until the other council receives it. Text: reason.

    `copies` are the councils in between that hear of it; until `regret_until` the sender may take it back.
    """

    case: str
    sender: str
    to: str
    wish: Wish
    due: Due
    copies: tuple[str, ...] = ()
    regret_until: AwareDatetime | None = None


class CaseReceived(Event, type="raadslag.case.received.v1"):
    """The council it was sent to now holds the case; by `word_by` it tells when it will take it up, or why not."""

    case: str
    council: str
    word_by: Due | None = None


class CaseReturned(Event, type="raadslag.case.returned.v1"):
    """The council it was sent to gives the case back to its sender. Text: reason. `suggested`: try that one."""

    case: str
    council: str
    to: str
    suggested: str | None = None


class PartAs(StrEnum):
    """What part somebody has in an answer: its own line's share, or an owner's word that it agrees."""

    LINE = "line"
    OWNER = "owner"


class AlsoAsked(BaseModel):
    """A unit that has a part in the one answer which the unit that was asked first gives."""

    model_config = ConfigDict(frozen=True)

    unit: str
    part: PartAs
    due: Due


class StatementMade(Event, type="raadslag.case.statement-made.v1"):
    """The holder asks a unit for an answer to its statement. Texts: statement, minority, our_ref."""

    case: str
    council: str
    unit: str
    due: Due
    also: tuple[AlsoAsked, ...] = ()


class AnswerGiven(Event, type="raadslag.case.answer-given.v1"):
    """The unit has answered; the answer is on its way home. Texts: short, reason, our_ref.

    `meeting`: it was given there by word of mouth, and the council wrote it down. By `receipt_by` it is hoped that
    those who raised the case say whether they have it.
    """

    case: str
    unit: str
    outcome: AnswerOutcome
    meeting: str | None = None
    receipt_by: Due | None = None


class AnswerConfirmed(Event, type="raadslag.case.answer-confirmed.v1"):
    """A user's seat in a council that raised the case has the answer; once all of them have, it is answered.

    `on_behalf_of` is the term for which the secretary said so, when its holder rang.
    """

    case: str
    council: str
    on_behalf_of: str | None = None


class AnswerDisputed(Event, type="raadslag.case.answer-disputed.v1"):
    """The council that raised the case is not satisfied; the unit is asked again. Text: missing.

    `also` are the owners who had not agreed, and are asked again too.
    """

    case: str
    council: str
    unit: str
    due: Due
    on_behalf_of: str | None = None
    also: tuple[AlsoAsked, ...] = ()


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
