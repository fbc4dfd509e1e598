"""Every word of the domain that a page may show, by the context it is shown in. The catalogues hold its labels."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.cases import AnswerOutcome, Line, Outcome, RuleStatus, Wish
from councilkit.events.councils import CouncilKind, Level, PostRole, Side, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType
from portal.application import meeting_vocabulary as meeting
from portal.application import people_vocabulary as people
from portal.application import structure_vocabulary as structure
from portal.application.deeds import DEEDS, MOVE
from portal.application.duties import ADOPTING, RULES, SEEING, WITHDRAWING, Standing
from portal.application.editions import EDITION_ACTIONS, Fate
from portal.application.path import HANDED_ON, WORD_OF
from portal.application.resources import Word
from portal.application.status import SERVICES, How

ACTIONS: Final = tuple(deed.action for deed in DEEDS)
RULE_DEEDS: Final = (ADOPTING, WITHDRAWING)
OTHER_DEEDS: Final = ("report_case", *RULE_DEEDS, *EDITION_ACTIONS)

ASKED: Final = (
    *("title", "short", "description", "lines"),
    *("meeting", "outcome", "to", "wish", "reason", "unit", "text", "missing"),
    *meeting.ASKED,
    *("nb", "nn"),
    *structure.ASKED,
    *people.ASKED,
)
PROBLEMS: Final = (
    *("national-identity-number", "control-character", "string-too-long", "string-too-short"),
    *("no-such-route", "wrong-level", "not-their-meeting", "meeting-not-held", "nobody-answers-there"),
    *("unknown-reference", "number-unreadable"),
    *meeting.PROBLEMS,
    *("too-much", "body-too-large"),
    *("window-still-open", "greeting-missing", "nobody-to-send-to", "not-level", "half-too-old", "away", "other"),
    *structure.PROBLEMS,
    *people.PROBLEMS,
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
    "event": (*WORD_OF, *HANDED_ON),
    "next": ACTIONS,
    "task": (*ACTIONS, MOVE, *RULE_DEEDS, *EDITION_ACTIONS[:2], *structure.DEEDS, *meeting.TASKS, *people.TASKS),
    "waits": (*ACTIONS, SEEING, *EDITION_ACTIONS, *meeting.WAITS, *people.WAITS),
    "button": (*ACTIONS, MOVE, *OTHER_DEEDS, SEEING, *structure.DEEDS, *meeting.BUTTONS, *people.BUTTONS),
    "done": (*ACTIONS, *OTHER_DEEDS, *structure.DEEDS, *meeting.DONE, *people.DONE),
    "missing": ASKED,
    "problem": PROBLEMS,
    "text": TEXTS,
    "duty": RULES,
    "to_plan": RULES,
    "rule": RULES,
    "status": tuple(RuleStatus),
    "standing": tuple(Standing),
    "half": ("1", "2"),
    "section": ("ours", "asked", "near"),
    "fate": tuple(Fate),
    "service": SERVICES,
    **dict.fromkeys(SERVICES, tuple(How)),
    **structure.WORDS,
    **meeting.WORDS,
    **people.WORDS,
}
