"""What can be done with a meeting, as pages: the registry's name for it, its address, and how its form is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from portal.application import meeting_forms as forms
from portal.application.forms import Form
from portal.application.meeting_forms import Values
from portal.application.meetings import Meeting
from portal.application.wording import Wording

CONVENE, ARRANGE, MOVE, CANCEL = "convene_meeting", "arrange_meeting", "move_meeting", "cancel_meeting"
HOLD, CORRECT, MINUTES = "hold_meeting", "correct_meeting", "send_minutes"
REGRET, ABSENCE, WITHDRAW = "regret_meeting", "tell_absence", "withdraw_absence"
SIGN_UP, SIGN_OFF, EXPORT = "sign_up", "sign_off", "export_attendance"
MAKE_TYPE, DROP_TYPE = "make_meeting_type", "drop_meeting_type"


@dataclass(frozen=True)
class MeetingDeed:
    action: str
    verb: str  # the last part of the address, here and at the registry
    asks: tuple[str, ...] = ()
    checked: Callable[[Form], Form] = forms.unchecked
    body: Callable[[Form], dict[str, Any]] = forms.nothing
    begins: Callable[[Meeting, Wording, date], Values] = forms.empty


MEETING_DEEDS: Final = (
    MeetingDeed(HOLD, "hold", forms.CAME, forms.with_all(forms.CAME), forms.came),
    MeetingDeed(CONVENE, "convene"),
    MeetingDeed(MINUTES, "minutes", forms.SENT, forms.with_day, forms.sent_on, forms.today),
    MeetingDeed(ARRANGE, "arrange", forms.ARRANGED, forms.with_link, forms.arranged, forms.as_arranged),
    MeetingDeed(MOVE, "move", forms.TIMES, forms.with_times, forms.times, forms.as_timed),
    MeetingDeed(CANCEL, "cancel", forms.WHY, forms.with_all(forms.WHY), forms.why),
    MeetingDeed(CORRECT, "correct", forms.CORRECTED, forms.with_all(forms.CORRECTED), forms.corrected, forms.as_held),
)
NEXT: Final = (HOLD, CONVENE, MINUTES)  # what comes next for a meeting, and so stands first on its page
PRESSES: Final[Mapping[str, str]] = {
    "regret": REGRET,
    "absence": ABSENCE,
    "absence/withdraw": WITHDRAW,
    "sign-up": SIGN_UP,
    "sign-off": SIGN_OFF,
}
"""What is done with one press on the meeting's own page, by its address."""
