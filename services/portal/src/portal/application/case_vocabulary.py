"""The words about cases that only the councils' own pages show, by the context they are shown in."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.case_words import Basis, Phase, StartedBy, Theme, Unfit
from portal.application.case_wording import OVER

SAVE, DROP = "save_draft", "drop_draft"
AWAITED: Final = (
    *("schedule_case", "turn_away", "overturn", "put_on_agenda", "treat_case", "send_case", "make_statement"),
    *("receive_case", "return_case", "give_answer", "give_part", "confirm_answer", "dispute_answer"),
    *("report_follow_up", "close_case"),
)
"""What a case may wait for."""
ASKED: Final = ("why", "taken_up", "until", "into", "note", "basis", "what_text", "on_behalf_of")
PROBLEMS: Final = (
    *("not-held-together", "postponed-often", "nobody-above", "already-appealed", "not-proposed", "no-appeal"),
    *("too-late", "asked-twice", "not-in-their-name", "reopened-before", "restriction-unchanged", "open-follow-ups"),
    *("no-more", "kept-apart", "meeting-off", "too-many-drafts", "number-taken"),
)
TEXTS: Final = ("opinion", "minority", "note", "what", "our_ref", "answer")
DONE: Final = (SAVE, DROP)
BUTTONS: Final = (DROP,)
WORDS: Final[Mapping[str, Iterable[str]]] = {
    "rest": OVER,
    "phase": tuple(Phase),
    "theme": tuple(Theme),
    "started_by": tuple(StartedBy),
    "basis": tuple(Basis),
    "unfit": tuple(Unfit),
}
