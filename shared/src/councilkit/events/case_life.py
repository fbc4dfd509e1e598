"""What case-flow tells of the rest of a case's life: what is done with it before it is treated, and after."""

from datetime import date

from councilkit.events.base import Event
from councilkit.events.case_words import Awaited, Basis, ImportedAs, Late, Party, Phase, Progress, Theme, Unfit
from councilkit.events.cases import AnswerOutcome, Due, Line, PartAs
from councilkit.events.councils import Language


class CaseScheduled(Event, type="raadslag.case.scheduled.v1"):
    """The council has told those who raised the case when it will take it up."""

    case: str
    council: str
    on: date


class TurningAwayProposed(Event, type="raadslag.case.turning-away-proposed.v1"):
    """The council's Nav side thinks that the case is not for a council; a user's seat must agree. Text: reason."""

    case: str
    council: str
    why: Unfit


class CaseKept(Event, type="raadslag.case.kept.v1"):
    """A user's seat does not agree that the case is turned away: the council takes it up."""

    case: str
    council: str


class CaseTurnedAway(Event, type="raadslag.case.turned-away.v1"):
    """A user's seat has turned the case away. Text: reason.

    The texts of an individual case are the sender's to take home until `erased_on`; then they are erased.
    """

    case: str
    council: str
    why: Unfit
    erased_on: date | None = None


class CaseAppealed(Event, type="raadslag.case.appealed.v1"):
    """Those who raised the case ask the council above, `to`, whether it was right to turn it away. Text: reason."""

    case: str
    council: str
    to: str


class AppealDecided(Event, type="raadslag.case.appeal-decided.v1"):
    """The council above has decided: it stands, or the case goes back to the queue of its council. Text: reason.

    By `word_by` it is hoped that they hear there when the case is taken up.
    """

    case: str
    council: str
    stands: bool
    word_by: Due | None = None


class CasePostponed(Event, type="raadslag.case.postponed.v1"):
    """The council will not treat the case yet; on this day it is back in the queue. Text: reason."""

    case: str
    council: str
    until: date


class CaseTakenUpAgain(Event, type="raadslag.case.taken-up-again.v1"):
    """The day has come: a case that was postponed is in the council's queue again."""

    case: str
    council: str


class CaseWithdrawn(Event, type="raadslag.case.withdrawn.v1"):
    """Those who raised the case have taken it back. Text: reason."""

    case: str
    council: str


class CaseMerged(Event, type="raadslag.case.merged.v1"):
    """The case goes on as a part of another one that the same council holds. Text: reason."""

    case: str
    council: str
    into: str


class CaseJoined(Event, type="raadslag.case.joined.v1"):
    """Another case is a part of this one from now on; the councils that raised it are answered too."""

    case: str
    joined: str
    origins: tuple[str, ...]


class SendingRegretted(Event, type="raadslag.case.sending-regretted.v1"):
    """The sender has taken the latest hop back, within the time for regret."""

    case: str
    council: str


class NoteAdded(Event, type="raadslag.case.note-added.v1"):
    """Somebody on the way of the case has an afterthought, which all the others hear. Text: note."""

    case: str
    council: str | None = None
    unit: str | None = None


class AnswerDelayed(Event, type="raadslag.case.answer-delayed.v1"):
    """The unit is at work on the answer, and names a new day. Texts: short, our_ref."""

    case: str
    unit: str
    due: Due


class PartGiven(Event, type="raadslag.case.part-given.v1"):
    """A unit that was also asked has given its part of the answer. Texts: short, reason."""

    case: str
    unit: str
    outcome: AnswerOutcome
    part: PartAs | None = None


class CaseClosed(Event, type="raadslag.case.closed.v1"):
    """The council that raised the case has closed it. Text: reason."""

    case: str
    council: str
    on_behalf_of: str | None = None


class CaseReopened(Event, type="raadslag.case.reopened.v1"):
    """The council that raised the case takes it up again, under the same reference. Text: reason.

    By `word_by` it is hoped that they hear when.
    """

    case: str
    council: str
    new_facts: bool
    on_behalf_of: str | None = None
    word_by: Due | None = None


class CaseRestricted(Event, type="raadslag.case.restricted.v1"):
    """From now on only those who take part may know of the case, until a day."""

    case: str
    council: str
    basis: Basis
    until: date


class RestrictionLifted(Event, type="raadslag.case.restriction-lifted.v1"):
    """Everybody may know of the case again."""

    case: str
    council: str


class FollowUpAgreed(Event, type="raadslag.case.follow-up-agreed.v1"):
    """Something will be done after the answer, or after what was agreed in a meeting. Text: what."""

    case: str
    follow_up: str
    council: str
    responsible: Party
    involved: tuple[Party, ...] = ()
    informed: tuple[Party, ...] = ()
    starts: date
    ends: date


class FollowUpReported(Event, type="raadslag.case.follow-up-reported.v1"):
    """Whoever is responsible, or the council, tells how far it is. Text: note."""

    case: str
    follow_up: str
    progress: Progress
    ends: date | None = None


class CaseDue(Event, type="raadslag.case.due.v2"):
    """Time passes: a council or a unit has not done what was hoped for by the day `due` names.

    `above` is the council that sees it from `seen_on` on, if nothing comes. `part` is what a unit has not given of an
    answer: its line's part, or its owner's word.
    """

    case: str
    awaited: Awaited
    late: Late
    council: str | None = None
    unit: str | None = None
    follow_up: str | None = None
    due: Due
    above: str | None = None
    seen_on: date | None = None
    part: PartAs | None = None


class CaseImported(Event, type="raadslag.case.imported.v1"):
    """A case from before this house is known here from now on. Texts: title, short, description, answer."""

    case: str
    reference: str
    council: str
    lines: tuple[Line, ...]
    language: Language
    raised: date
    state: ImportedAs
    phase: Phase | None = None
    theme: Theme | None = None
    holder: str
    numbers: tuple[str, ...] = ()
    unit: str | None = None
    due: Due | None = None
    outcome: AnswerOutcome | None = None
