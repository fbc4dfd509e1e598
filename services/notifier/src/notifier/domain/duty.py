"""One rule, one council, one year: how it stands, and what must be told about it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from councilkit.events.cases import RuleStatus
from councilkit.workdays import oslo_day
from notifier.domain.council import Council, Meeting
from notifier.domain.rules import Rule
from notifier.domain.steps import (
    BEFORE,
    MISSED,
    Step,
    What,
    beginning,
    is_late,
    morning,
    steps_of_meeting,
    steps_of_year,
)


class Standing(StrEnum):
    """One word for how it goes. Only a duty that binds is ever at risk or missed."""

    FULFILLED = "fulfilled"
    ON_TRACK = "on_track"
    TO_BOOK = "to_book"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NOT_COUNTING = "not_counting"


@dataclass(frozen=True)
class Duty:
    """`adopted` is the moment at which the directorate's contact adopted the rule for all; None: it has not."""

    rule: Rule
    council: Council
    year: int
    adopted: datetime | None = None

    @property
    def agreed(self) -> datetime | None:
        return self.council.settings.agreed.get(self.rule.id)

    @property
    def binds_since(self) -> datetime | None:
        return min(filter(None, (self.adopted, self.agreed)), default=None)

    @property
    def status(self) -> RuleStatus:
        if self.adopted:
            return RuleStatus.ADOPTED
        return RuleStatus.AGREED if self.agreed else self.rule.status

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)

    @property
    def required(self) -> int:
        council = self.council
        if council.owes_nothing:
            return 0
        return self.rule.owed_from(council.first_day_in(self.year), self.year, council.settings.meetings_a_year)

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings of the year that this rule counts, the first one first."""
        counted = [meeting for meeting in self.council.meetings_for(self.year) if self._counts(meeting)]
        return sorted(counted, key=lambda meeting: (meeting.starts_at, meeting.id))

    @property
    def held(self) -> int:
        return sum(meeting.held and self._has_met(meeting) for meeting in self.meetings)

    def booked(self, now: datetime) -> int:
        return sum(meeting.is_booked(now) for meeting in self.meetings)

    def missing(self, now: datetime) -> int:
        """Tell how many meetings must still be booked."""
        return max(0, self.required - self.held - self.booked(now))

    def untold(self, now: datetime) -> list[Meeting]:
        """Tell the meetings that may have been held: nobody has told, and without them there are too few."""
        return [meeting for meeting in self.meetings if meeting.is_untold(now)] if self.missing(now) else []

    def what(self, step: str, now: datetime) -> What:
        """Tell what a step that was raised comes down to now."""
        if step in BEFORE:
            return What.SOON
        if self.untold(now):
            return What.UNTOLD
        if step == MISSED:
            return What.MISSED
        return What.VACANT if self._leaderless(now) else What.BOOK

    def next_meeting(self, now: datetime) -> Meeting | None:
        return next((meeting for meeting in self.meetings if meeting.is_ahead(now)), None)

    def standing(self, now: datetime) -> Standing:
        if not self.required:
            return Standing.NOT_COUNTING
        if self.held >= self.required:
            return Standing.FULFILLED
        if self.year < oslo_day(now).year:
            return self._after_the_year(now)
        if self._binds() and (self._leaderless(now) or (self.missing(now) and is_late(self.year, now))):
            return Standing.AT_RISK
        return Standing.TO_BOOK if self.missing(now) else Standing.ON_TRACK

    def overdue(self, now: datetime) -> list[Step]:
        """Tell the steps whose time has come: of the year, and of each meeting, only the latest one."""
        latest = {step.meeting: step for step in sorted(self._steps(), key=_moment) if step.at <= now}
        return [step for step in sorted(latest.values(), key=_moment) if self.is_called_for(step, now)]

    def next_step(self, now: datetime) -> datetime | None:
        """Tell when a step comes next, or a meeting lapses; whether a step will be called for, nobody knows yet."""
        lapsing = [meeting.lapses_at for meeting in self.meetings if not meeting.held]
        moments = [*lapsing, *(step.at for step in self._steps())]
        return min((moment for moment in moments if moment > now), default=None)

    def was_just_missed(self, now: datetime) -> bool:
        """Tell whether the year was missed, and April has not come: from then on the new year is what counts."""
        return self.standing(now) is Standing.MISSED and now < morning(date(self.year + 1, 4, 1))

    def is_late_for(self, name: str, meeting: str | None, raised: datetime) -> bool:
        """Tell whether a step was raised after its day, and was called for on that day already."""
        late = [step for step in self._named(name, meeting) if step.on < oslo_day(raised)]
        return any(self._was_called_for(step) for step in late)

    def still_calls_for(self, name: str, meeting: str | None, now: datetime) -> bool:
        """Tell whether a step that was raised is still worth a word."""
        return any(self.is_called_for(step, now) for step in self._named(name, meeting))

    def is_called_for(self, step: Step, now: datetime) -> bool:
        """Tell whether a step's matter stands as the step assumes."""
        since = self.binds_since
        if since is None:
            return False
        if step.name == MISSED:
            return self.was_just_missed(now)
        if step.name in BEFORE:
            return self._is_awaited(step, since, now)
        # One that had passed when the rule was adopted is told all the same: it is the latest.
        this_year = self.year == oslo_day(now).year
        return this_year and step.at >= beginning(self.council.first_day) and self.missing(now) > 0

    def _was_called_for(self, step: Step) -> bool:
        """Tell it of the step's own day, by what was agreed and booked then."""
        since, owed_since = self.binds_since, self.council.settings.owed_since
        if since is None or oslo_day(max(since, owed_since or since)) > step.on:
            return False
        return step.name in BEFORE or self._was_short_at(step.at)

    def _was_short_at(self, moment: datetime) -> bool:
        """Tell whether meetings were missing at an earlier moment."""
        known = [meeting for meeting in self.meetings if meeting.planned_at <= moment]
        return sum(self._counted_at(meeting, moment) for meeting in known) < self.required

    def _counted_at(self, meeting: Meeting, moment: datetime) -> bool:
        if meeting.held and meeting.starts_at <= moment:
            return self._has_met(meeting)
        return moment < meeting.lapses_at

    def _is_awaited(self, step: Step, since: datetime, now: datetime) -> bool:
        for meeting in self.meetings:
            if meeting.id == step.meeting:
                known = max(since, meeting.timed_at, beginning(self.council.first_day))
                return step.at >= known and meeting.is_ahead(now) and self.held < self.required
        return False

    def _named(self, name: str, meeting: str | None) -> list[Step]:
        return [step for step in self._steps() if (step.name, step.meeting) == (name, meeting)]

    def _steps(self) -> Iterator[Step]:
        yield from steps_of_year(self.year)
        for meeting in self.meetings:
            yield from steps_of_meeting(meeting.id, meeting.starts_at)

    def _counts(self, meeting: Meeting) -> bool:
        in_time = meeting.day.year == self.year and meeting.day >= self.council.first_day_in(self.year)
        return in_time and meeting.type in self.rule.counts

    def _has_met(self, meeting: Meeting) -> bool:
        return meeting.leader_met_nav or not self.rule.leader_meets_nav

    def _binds(self, day: date | None = None) -> bool:
        """Tell whether it binds, or did bind by a day."""
        return self.binds_since is not None and (day is None or oslo_day(self.binds_since) <= day)

    def _leaderless(self, now: datetime) -> bool:
        return self.rule.leader_meets_nav and not self.council.is_led(min(oslo_day(now), self.last_day))

    def _after_the_year(self, now: datetime) -> Standing:
        if not self._binds(self.last_day):
            return Standing.NOT_COUNTING
        if not self.missing(now):
            return Standing.ON_TRACK  # the meetings were in December, and somebody has yet to tell that they were held
        return Standing.AT_RISK if self._leaderless(now) else Standing.MISSED


def duties(
    rules: Collection[Rule], council: Council, years: Sequence[int], adopted: Mapping[str, datetime]
) -> list[Duty]:
    return [Duty(rule, council, year, adopted.get(rule.id)) for year in years for rule in rules]


def _moment(step: Step) -> datetime:
    return step.at
