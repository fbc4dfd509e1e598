"""The words about meetings that pages show, by the context they are shown in."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.meetings import Access
from councilkit.workdays import DayOff
from portal.application.calendar import NOTES
from portal.application.meeting_deeds import (
    ABSENCE,
    DROP_TYPE,
    HOLD,
    MAKE_TYPE,
    MEETING_DEEDS,
    NEXT,
    PRESSES,
    SIGN_OFF,
    SIGN_UP,
)
from portal.application.meetings import CANCELLED, CONVENED, HELD, PLANNED
from portal.application.planning import PLAN, SERIES

_FORMS: Final = tuple(deed.action for deed in MEETING_DEEDS)
TASKS: Final = (*(action for action in _FORMS if action != HOLD), ABSENCE, DROP_TYPE)
BUTTONS: Final = (PLAN, *_FORMS, ABSENCE, SIGN_UP, SIGN_OFF, MAKE_TYPE, DROP_TYPE)
DONE: Final = (PLAN, SERIES, *_FORMS, *PRESSES.values(), MAKE_TYPE, DROP_TYPE)
WAITS: Final = NEXT
ASKED: Final = ("day", "time", "form", "type", "attended", "with", "on", "term", "name")
PROBLEMS: Final = (
    *("not-begun", "has-begun", "not-of-this-meeting", "day-unreadable", "time-unreadable", "link-unreadable"),
    *("no-days", "ends-before-start ends", "into-the-past", "wrong-day", "council-closed", "wrong-number-of-councils"),
    *("nothing-to-regret", "too-late-to-regret", "absence-known", "no-absence", "wrong-meeting-type"),
    *("no-sign-up", "signed-up-already", "not-signed-up"),
)
WORDS: Final[Mapping[str, Iterable[str]]] = {
    "access": tuple(Access),
    "meeting_status": (PLANNED, CONVENED, HELD, CANCELLED),
    "note": NOTES,
    "clash": ("same_council", "same_people", "same_series", *DayOff),
    "meeting_next": NEXT,
}
