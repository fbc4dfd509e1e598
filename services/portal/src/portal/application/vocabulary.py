"""Every word of the domain that a page may show, by the context it is shown in. The catalogues hold its labels."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.cases import AnswerOutcome, Line, Outcome, RuleStatus, Wish
from councilkit.events.councils import CouncilKind, Level, PostRole, Side, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType
from portal.application import answering_vocabulary as answering
from portal.application import case_vocabulary as case
from portal.application import meeting_vocabulary as meeting
from portal.application import old_case_vocabulary as old_cases
from portal.application import people_vocabulary as people
from portal.application import round_vocabulary as rounds
from portal.application import structure_vocabulary as structure
from portal.application.deeds import ALL, MOVE
from portal.application.duties import ADOPTING, RULES, SEEING, WITHDRAWING, Standing
from portal.application.editions import EDITION_ACTIONS, Fate
from portal.application.path import STAYS, VARIANTS, WORD_OF
from portal.application.resources import Word
from portal.application.status import SERVICES, How

ACTIONS: Final = tuple(deed.action for deed in ALL)
RULE_DEEDS: Final = (ADOPTING, WITHDRAWING)
OTHER_DEEDS: Final = ("report_case", *RULE_DEEDS, *EDITION_ACTIONS)

ASKED: Final = (
    *("title", "short", "description", "lines"),
    *("meeting", "outcome", "to", "wish", "reason", "unit", "text", "missing"),
    *case.ASKED,
    *answering.ASKED,
    *rounds.ASKED,
    *meeting.ASKED,
    *("nb", "nn"),
    *structure.ASKED,
    *people.ASKED,
    *old_cases.ASKED,
)
PROBLEMS: Final = (
    *("national-identity-number", "control-character", "string-too-long", "string-too-short"),
    *("no-such-route", "wrong-level", "not-their-meeting", "meeting-not-held", "nobody-answers-there"),
    *("unknown-reference", "number-unreadable"),
    *case.PROBLEMS,
    *answering.PROBLEMS,
    *rounds.PROBLEMS,
    *meeting.PROBLEMS,
    *("too-much", "body-too-large"),
    *("window-still-open", "greeting-missing", "nobody-to-send-to", "not-level", "half-too-old", "away", "other"),
    *structure.PROBLEMS,
    *people.PROBLEMS,
)
TEXTS: Final = ("title", "short", "description", "reason", "statement", "missing", *case.TEXTS)

VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "word": tuple(Word),
    # Their words would tell them wrongly.
    "state": ("coming_home", "postponed", "in_follow_up", "turned_away", "withdrawn", "merged"),
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
    "event": (*WORD_OF, *STAYS, *VARIANTS),
    "next": case.AWAITED,
    "task": (
        *ACTIONS,
        MOVE,
        *rounds.DEEDS,
        *RULE_DEEDS,
        *EDITION_ACTIONS[:2],
        *structure.DEEDS,
        *meeting.TASKS,
        *people.TASKS,
    ),
    "waits": (*case.AWAITED, *rounds.WAITS, SEEING, *EDITION_ACTIONS, *meeting.WAITS, *people.WAITS),
    "button": (
        *ACTIONS,
        MOVE,
        *OTHER_DEEDS,
        SEEING,
        old_cases.ENTER,
        *case.BUTTONS,
        *rounds.DEEDS,
        *structure.DEEDS,
        *meeting.BUTTONS,
        *people.BUTTONS,
    ),
    "done": (
        *ACTIONS,
        *rounds.DEEDS,
        *case.DONE,
        *answering.DONE,
        *OTHER_DEEDS,
        *structure.DEEDS,
        *meeting.DONE,
        *people.DONE,
    ),
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
    **case.WORDS,
    **answering.WORDS,
    **rounds.WORDS,
    **structure.WORDS,
    **meeting.WORDS,
    **people.WORDS,
    **old_cases.WORDS,
}
