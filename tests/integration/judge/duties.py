"""What councils owe in a year, by the judge's own reckoning, where it can be sure of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from judge.world import NOTIFIER, OSLO, REGISTRY, Document, Event, World

COUNTS = {
    "annual-meeting": {"annual_meeting"},
    "meetings-a-year": {"council_meeting", "joint_meeting"},
}
"""The meetings that each rule counts."""

A_YEAR = {"annual-meeting": 1, "meetings-a-year": 4}
ANNUAL = "annual-meeting"
QUARTERS, SECOND_HALF = (1, 4, 7, 10), 7
STEPS = ((4, 1), (9, 1), (11, 1), (12, 1))
"""The days on which a meeting that is not booked is told of."""

MOVED = timedelta(days=7)
"""A step's day is moved to a workday, by less than this."""


FOUNDED = "council.founded"
CHANGES = ("council.rested", "council.woken", "council.closed")


@dataclass(frozen=True)
class _Meeting:
    """A meeting with all its times, each with when it got it; when it was held, and when it was cancelled for good."""

    councils: list[str]
    type: str
    times: list[tuple[datetime, datetime]]
    held: datetime | None
    cancelled: datetime | None

    @property
    def planned(self) -> datetime:
        return self.times[0][0]

    def starts(self, at: datetime) -> datetime:
        return [starts for told, starts in self.times if told <= at or told == self.planned][-1]

    def is_of(self, year: int) -> bool:
        """Tell whether it was ever to be in a year."""
        return any(starts.astimezone(OSLO).year == year for _, starts in self.times)


class Duties:
    def __init__(self, world: World) -> None:
        registry, notifier = world.services[REGISTRY].events, world.services[NOTIFIER].events
        self._founded = {event.data["council"]: event.day for event in registry if event.kind == FOUNDED}
        self._rules = [event for event in notifier if event.kind.startswith("rule.")]
        self._settings = [event for event in notifier if event.kind == "council-duties.set"]
        self._alerts = [event for event in notifier if event.kind == "alert.raised"]
        self._changes = [event for event in registry if event.kind in CHANGES]
        self._starts = {event.data["council"]: event.data.get("starts") for event in registry if event.kind == FOUNDED}
        self._meetings = _meetings(registry)

    def is_quiet(self, council: str, at: datetime) -> bool:
        return bool(self._set(council, at).get("quiet"))

    def calls(self, alert: Document, at: datetime) -> bool:
        """Tell whether an alert's matter is, for certain, as the alert assumes."""
        council, rule, year = alert["council"], alert["rule"], alert["year"]
        if not self._binds(rule, council, at):
            return False
        if alert["meeting"]:
            meeting = self._meetings[alert["meeting"]]
            cancelled = meeting.cancelled is not None and meeting.cancelled <= at
            ahead = at < meeting.starts(at) and not cancelled and not _is_held(meeting, at)
            return ahead and self._counted(rule, council, year, at, held=True) < self._owed(rule, council, year, at)
        if not alert["step"].startswith("book-"):  # a missed year may have been nobody's fault
            return False
        short = self._counted(rule, council, year, at) < self._owed(rule, council, year, at)
        return short and at.astimezone(OSLO).year == year

    def untold(self, by: datetime) -> Iterator[str]:
        """Tell of what somebody must have been alarmed by a moment, and nobody was."""
        today = by.astimezone(OSLO).date()
        told = {(one.data["council"], one.data["rule"], one.data["year"]) for one in self._alerts}
        for council in self._founded:
            first = self._first_day(council, by)
            passed = any(first <= date(today.year, *step) <= today - MOVED for step in STEPS)
            for rule in COUNTS if passed else ():
                short = self._counted(rule, council, today.year, by) < self._owed(rule, council, today.year, by)
                if short and self._binds(rule, council, by) and (council, rule, today.year) not in told:
                    yield f"{council} owes {rule} of {today.year}, and no alert tells of it."

    def _binds(self, rule: str, council: str, at: datetime) -> bool:
        decided = [event.kind for event in self._rules if event.data["rule"] == rule and event.at <= at]
        return decided[-1:] == ["rule.adopted"] or rule in self._set(council, at).get("agreed", ())

    def _owed(self, rule: str, council: str, year: int, at: datetime) -> int:
        """Tell how many at least: what came after others may owe more, and what rests, or is no more, owes nothing."""
        if self._state(council, at) in ("council.rested", "council.closed"):
            return 0
        first, mandate = self._first_day(council, at), self._set(council, at).get("meetings_a_year")
        wanted = A_YEAR[rule] if rule == ANNUAL or mandate is None else int(mandate)
        if first.year != year:
            return wanted if first.year < year else 0
        if rule == ANNUAL:
            return wanted if first.month < SECOND_HALF else 0
        return min(wanted, sum(date(year, month, 1) >= first for month in QUARTERS))

    def _counted(self, rule: str, council: str, year: int, at: datetime, *, held: bool = False) -> int:
        """Count meetings generously: also those of which it is not certain that they fulfil the rule."""
        ours = {council, *(event.data["council"] for event in self._changes if council in _heirs(event))}
        return sum(
            not ours.isdisjoint(meeting.councils)
            and meeting.type in COUNTS[rule]
            and meeting.is_of(year)
            and meeting.planned <= at
            and (_is_held(meeting, at) or not held)
            for meeting in self._meetings.values()
        )

    def _first_day(self, council: str, at: datetime) -> date:
        counts_from = self._set(council, at).get("counts_from")
        told = [counts_from] if counts_from else [str(self._founded[council]), self._starts[council]]
        return date.fromisoformat(max(filter(None, [*told, self._woken(council, at)])))

    def _woken(self, council: str, at: datetime) -> str | None:
        told = [event.data for event in self._changes if event.kind == "council.woken" and event.at <= at]
        return next((one["on"] for one in reversed(told) if one["council"] == council), None)

    def _state(self, council: str, at: datetime) -> str | None:
        told = [event.kind for event in self._changes if event.data["council"] == council and event.at <= at]
        return told[-1] if told else None

    def _set(self, council: str, at: datetime) -> Document:
        said = [event.data for event in self._settings if event.data["council"] == council and event.at <= at]
        return said[-1] if said else {}


def _meetings(registry: list[Event]) -> Mapping[str, _Meeting]:
    held = {event.data["meeting"]: event.at for event in registry if event.kind == "meeting.held"}
    regretted = {event.data["entry"] for event in registry if event.kind == "meeting.regretted"}
    left = [event for event in registry if event.kind.startswith("meeting.") and event.id not in regretted]
    cancelled = {event.data["meeting"]: event.at for event in left if event.kind == "meeting.cancelled"}
    return {
        (id_ := event.data["meeting"]): _Meeting(
            event.data["councils"],
            event.data["type"],
            [(one.at, _starts(one)) for one in left if "starts_at" in one.data and one.data["meeting"] == id_],
            held=held.get(id_),
            cancelled=cancelled.get(id_),
        )
        for event in registry
        if event.kind == "meeting.planned"
    }


def _starts(event: Event) -> datetime:
    return datetime.fromisoformat(event.data["starts_at"])


def _heirs(event: Event) -> Collection[str]:
    successors: Collection[str] = event.data.get("successors", ())
    return successors


def _is_held(meeting: _Meeting, at: datetime) -> bool:
    return meeting.held is not None and meeting.held <= at
