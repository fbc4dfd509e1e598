"""How meetings are said: when they are, what they are called, and who sits in which chair."""

from datetime import date, datetime
from typing import Final

from babel.dates import format_date

from councilkit import wording
from councilkit.wording import in_oslo
from portal.application.meetings import Clash, Meeting
from portal.application.names import Directory

_BABEL: Final = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


class MeetingWording(wording.Wording):
    def weekday(self, moment: datetime) -> str:
        """`torsdag 3. desember`, as a list under the name of its month and year says it."""
        return self._dated(in_oslo(moment).date(), "EEEE d MMMM" if self.language == "en" else "EEEE d. MMMM")

    def month(self, first: date) -> str:
        return self._dated(first, "MMMM y")

    def hours(self, meeting: Meeting) -> str:
        """`kl. 14.00`, or `kl. 14.00–16.00` where the end is known."""
        begins = f"{in_oslo(meeting.starts_at):%H.%M}"
        if meeting.ends_at is None:
            return self.say("at %(time)s", time=begins)
        return self.say("from %(begins)s to %(ends)s", begins=begins, ends=f"{in_oslo(meeting.ends_at):%H.%M}")

    def year(self, moment: datetime) -> str:
        return str(in_oslo(moment).year)

    def kind(self, meeting: Meeting) -> str:
        """Name what kind of meeting it is; a type of a council's own goes by its own name."""
        return meeting.own_type_name or self.label("meeting", meeting.type)

    def clash(self, clash: Clash, names: Directory) -> str:
        """Tell what stands in the way of a date, and with which council."""
        council = str(getattr(names.council(clash.council).names, self.language))
        roles = ", ".join(self.label("role", role) for role in clash.roles)
        return self.label("clash", clash.kind) % {"council": council, "roles": roles}

    def time_of(self, moment: datetime) -> str:
        return f"{in_oslo(moment):%H.%M}"

    def _dated(self, day: date, pattern: str) -> str:
        return format_date(day, pattern, locale=_BABEL[self.language])
