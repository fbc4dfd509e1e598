"""Every word of the domain that a page may show, by the context it is shown in. The catalogues hold its labels."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.cases import AnswerOutcome, Line, Outcome, RuleStatus, Wish
from councilkit.events.councils import CouncilKind, Level, MeetingForm, MeetingType, PostRole, Side, TermRole
from portal.application.deeds import DEEDS, MOVE
from portal.application.path import WORD_OF
from portal.application.resources import Word
from portal.application.status import SERVICES, How

ACTIONS: Final = tuple(deed.action for deed in DEEDS)
OTHER_DEEDS: Final = ("report_case", "plan_meeting", "hold_meeting")

ASKED: Final = (
    *("title", "short", "description", "lines"),
    *("meeting", "outcome", "to", "wish", "reason", "unit", "text", "missing"),
    *("day", "time", "form", "type", "attended"),
)
PROBLEMS: Final = (
    *("national-identity-number", "control-character", "string-too-long", "string-too-short"),
    *("no-such-route", "wrong-level", "not-their-meeting", "meeting-not-held", "nobody-answers-there"),
    *("unknown-reference", "not-begun", "not-of-this-meeting", "day-unreadable", "time-unreadable", "away", "other"),
)
TEXTS: Final = ("title", "short", "description", "reason", "statement", "missing")

VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "word": tuple(Word),
    "state": ("coming_home",),  # the one state that its word would tell wrongly
    "deadline": tuple(RuleStatus),
    "role": (*TermRole, *PostRole),
    "side": tuple(Side),
    "level": tuple(Level),
    "council": tuple(CouncilKind),
    "line": tuple(Line),
    "about": tuple(Line),
    "outcome": tuple(Outcome),
    "wish": tuple(Wish),
    "answer": tuple(AnswerOutcome),
    "meeting": tuple(MeetingType),
    "form": tuple(MeetingForm),
    "event": tuple(WORD_OF),
    "next": ACTIONS,
    "task": (*ACTIONS, MOVE),
    "waits": ACTIONS,
    "button": (*ACTIONS, MOVE, *OTHER_DEEDS),
    "done": (*ACTIONS, *OTHER_DEEDS),
    "missing": ASKED,
    "problem": PROBLEMS,
    "text": TEXTS,
    "service": SERVICES,
    **dict.fromkeys(SERVICES, tuple(How)),
}
