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


class WrongLevel(Refusal):
    slug = "wrong-level"
    kind = Kind.INVALID


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
