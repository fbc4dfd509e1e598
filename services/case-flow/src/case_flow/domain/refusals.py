"""Every "no" that a rule of the cases gives."""

from collections.abc import Sequence
from typing import Any

from councilkit.refusals import Kind, Refusal


class NoSuchCase(Refusal):
    slug = "no-such-case"
    kind = Kind.MISSING


class WrongState(Refusal):
    slug = "wrong-state"
    kind = Kind.CONFLICT


class NoMore(Refusal):
    """The council, or the unit, has been closed."""

    slug = "no-more"
    kind = Kind.INVALID


class NoSuchRoute(Refusal):
    slug = "no-such-route"
    kind = Kind.INVALID


class NotTheirMeeting(Refusal):
    slug = "not-their-meeting"
    kind = Kind.INVALID


class MeetingOff(Refusal):
    """The meeting was cancelled."""

    slug = "meeting-off"
    kind = Kind.INVALID


class MeetingNotHeld(Refusal):
    slug = "meeting-not-held"
    kind = Kind.CONFLICT


class NobodyAnswers(Refusal):
    slug = "nobody-answers-there"
    kind = Kind.INVALID


class LooksIndividual(Refusal):
    slug = "looks-like-an-individual-case"
    kind = Kind.INVALID

    def __init__(self, hints: Sequence[Any]) -> None:
        super().__init__("This reads like the case of one person. Councils treat what concerns many.")
        self.members = {"hints": hints}


class DayPassed(Refusal):
    slug = "day-passed"
    kind = Kind.INVALID


class DayFarOff(Refusal):
    slug = "day-far-off"
    kind = Kind.INVALID


class NotProposed(Refusal):
    slug = "not-proposed"
    kind = Kind.CONFLICT


class AlreadyAppealed(Refusal):
    slug = "already-appealed"
    kind = Kind.CONFLICT


class NoAppeal(Refusal):
    slug = "no-appeal"
    kind = Kind.CONFLICT


class NobodyAbove(Refusal):
    slug = "nobody-above"
    kind = Kind.CONFLICT


class NotHeldTogether(Refusal):
    """The two cases do not lie with the same council."""

    slug = "not-held-together"
    kind = Kind.INVALID


class KeptApart(Refusal):
    """Everybody may know of the one case, and not of the other."""

    slug = "kept-apart"
    kind = Kind.INVALID


class TooLate(Refusal):
    """The time for regret is over."""

    slug = "too-late"
    kind = Kind.CONFLICT


class AskedTwice(Refusal):
    slug = "asked-twice"
    kind = Kind.INVALID


class PartGivenBefore(Refusal):
    slug = "part-given-before"
    kind = Kind.CONFLICT


class TooManySentences(Refusal):
    """A short answer is read aloud in a meeting, and in a mail: it says it in a few sentences."""

    slug = "too-many-sentences"
    kind = Kind.INVALID

    def __init__(self, sentences: int, most: int, *, field: str) -> None:
        super().__init__(f"Say it in {most} sentences at most; these are {sentences}.", field=field)
        self.members = {"sentences": sentences}


class NotDue(Refusal):
    """Nothing is to be told of that day: somebody has acted meanwhile."""

    slug = "not-due"
    kind = Kind.CONFLICT


class NotInTheirName(Refusal):
    """Nobody who may say so has asked for it."""

    slug = "not-in-their-name"
    kind = Kind.INVALID


class BackToFront(Refusal):
    slug = "back-to-front"
    kind = Kind.INVALID


class FinishedBefore(Refusal):
    slug = "finished-before"
    kind = Kind.CONFLICT


class NoSuchFollowUp(Refusal):
    slug = "no-such-follow-up"
    kind = Kind.MISSING


class NotTheirs(Refusal):
    slug = "not-theirs"
    kind = Kind.FORBIDDEN


class ReopenedBefore(Refusal):
    slug = "reopened-before"
    kind = Kind.CONFLICT


class RestrictedBefore(Refusal):
    slug = "restriction-unchanged"
    kind = Kind.CONFLICT


class PostponedTwice(Refusal):
    """The council has postponed the case so often that it should know."""

    slug = "postponed-often"
    kind = Kind.CONFLICT

    def __init__(self, times: int) -> None:
        super().__init__(f"The case was postponed {times} times before. Say that you have seen it.", field="/seen")
        self.members = {"postponed": times}


class PartsMissing(Refusal):
    """Others that were asked have not given their part of the answer yet."""

    slug = "parts-missing"
    kind = Kind.CONFLICT

    def __init__(self, units: Sequence[str]) -> None:
        super().__init__(f"Others were asked too, and have not answered yet: {', '.join(units)}.")
        self.members = {"units": list(units)}


class NotAgreed(Refusal):
    """What two own is followed once both have agreed to it."""

    slug = "owner-has-not-agreed"
    kind = Kind.CONFLICT

    def __init__(self, units: Sequence[str]) -> None:
        owners = ", ".join(units)
        super().__init__(f"An owner has not agreed: {owners}. Say partly, or not followed.", field="/outcome")
        self.members = {"units": list(units)}


class OpenFollowUps(Refusal):
    slug = "open-follow-ups"
    kind = Kind.CONFLICT

    def __init__(self, follow_ups: Sequence[str]) -> None:
        super().__init__("Some of what was agreed is not done yet. Tell how it went, or that it was dropped.")
        self.members = {"follow_ups": list(follow_ups)}


class NoSuchDraft(Refusal):
    slug = "no-such-draft"
    kind = Kind.MISSING


class TooManyDrafts(Refusal):
    slug = "too-many-drafts"
    kind = Kind.CONFLICT


class DraftReported(Refusal):
    """The draft has become a case."""

    slug = "draft-reported"
    kind = Kind.CONFLICT

    def __init__(self, case: str) -> None:
        super().__init__("This was reported: it is a case now, and is changed no more.")
        self.members = {"case": case}


class DraftUnfinished(Refusal):
    slug = "draft-unfinished"
    kind = Kind.INVALID

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(f"Something is left to be written: {', '.join(missing)}.", field=f"/{missing[0]}")
        self.members = {"missing": [f"/{name}" for name in missing]}
