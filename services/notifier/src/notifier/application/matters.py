"""What one person's mail of a day is made of: matters of meetings, and matters of seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from councilkit.callers import Holding
from councilkit.events.councils import Side, TermRole
from councilkit.events.notifications import AlertRaised
from councilkit.workdays import oslo_day
from notifier.application.known import Known
from notifier.domain.council import Meeting
from notifier.domain.duty import Duty
from notifier.domain.policy import POLICY, Action
from notifier.domain.seats import ENDING, SEAT_RULES
from notifier.domain.steps import What, is_silenced

CHAIR, UNIT, ABOVE = "chair", "unit", "above"


@dataclass(frozen=True)
class Matter:
    """One thing that a mail tells. `reader` is what the reader is to the council; `arranges`: may book its meetings.

    `why` the mail came: the reader's role in the council, or else what `reader` says. `late_for` is the day on which it
    should have been told, if that is past. `several`: there are other meetings to book in the same mail, so the advice
    is on them together.
    """

    what: What
    step: str
    council: str
    name: str
    duty: Duty
    now: datetime
    meeting: str | None
    reader: str
    why: str
    arranges: bool
    late_for: date | None
    several: bool = False

    @property
    def annual(self) -> bool:
        return self.duty.rule.leader_meets_nav

    @property
    def nav_led(self) -> bool:
        return self.duty.council.led_by is Side.NAV

    @property
    def is_of_this_year(self) -> bool:
        return self.duty.year == oslo_day(self.now).year

    @property
    def is_to_be_booked(self) -> bool:
        return self.what is What.BOOK

    @property
    def missing(self) -> int:
        return self.duty.missing(self.now)

    @property
    def booked(self) -> int:
        return self.duty.booked(self.now)

    @property
    def about(self) -> Meeting | None:
        """The meeting that is soon, or the first one of which nobody has told whether it was held."""
        if self.what is What.UNTOLD:
            return self.duty.untold(self.now)[0]
        return next((meeting for meeting in self.duty.meetings if meeting.id == self.meeting), None)

    @property
    def starts_at(self) -> datetime | None:
        return self.about.starts_at if self.about else None

    @property
    def key(self) -> tuple[str, str, int, str | None]:
        return self.council, self.duty.rule.id, self.duty.year, self.meeting


@dataclass(frozen=True)
class SeatMatter:
    """A term that ends, or that has left its seat empty."""

    what: What
    council: str
    name: str
    term: str
    role: TermRole
    last: date
    now: datetime
    why: str

    @property
    def starts_at(self) -> datetime | None:
        """Only a meeting has a time."""
        return None

    @property
    def key(self) -> tuple[str, str]:
        return self.council, self.term


@dataclass(frozen=True)
class Matters:
    """Finds what is still so of an alert, as it concerns whoever holds these terms and posts."""

    known: Known
    language: str
    now: datetime
    holdings: Sequence[Holding]

    async def of(self, alert: AlertRaised, raised: datetime) -> Matter | SeatMatter | None:
        return await (self._of_seat(alert) if alert.rule in SEAT_RULES else self._of_duty(alert, raised))

    async def _of_seat(self, alert: AlertRaised) -> SeatMatter | None:
        step = await self.known.seat_of(alert, self.now)
        if step is None or step.term.last is None or (await self.known.sheet(alert.council)).settings.quiet:
            return None
        return SeatMatter(
            what=What.ENDING if alert.rule == ENDING else What.EMPTY,
            council=alert.council,
            name=await self.known.name(alert.council, self.language),
            term=step.term.id,
            role=step.term.role,
            last=step.term.last,
            now=self.now,
            why=_reader(alert.council, frozenset(), self.holdings)[1],
        )

    async def _of_duty(self, alert: AlertRaised, raised: datetime) -> Matter | None:
        duty = await self.known.duty_of(alert, self.now)
        if duty is None:
            return None
        place = await self.known.place(alert.council)
        reader, why = _reader(alert.council, place.units, self.holdings)
        if is_silenced(alert.step, quiet=duty.council.settings.quiet, above=reader == ABOVE):
            return None
        return Matter(
            what=duty.what(alert.step, self.now),
            step=alert.step,
            council=alert.council,
            name=await self.known.name(alert.council, self.language),
            duty=duty,
            now=self.now,
            meeting=alert.meeting,
            reader=reader,
            why=why,
            late_for=alert.on if duty.is_late_for(alert.step, alert.meeting, raised) else None,
            arranges=bool(POLICY.open_to([Action.BOOK_MEETING], self.holdings, place.relations)),
        )


def _reader(council: str, units: frozenset[str], holdings: Sequence[Holding]) -> tuple[str, str]:
    """Tell what somebody is to a council, and by which role in it, if by any."""
    roles = [held.role for held in holdings if held.council == council]
    if roles:
        return CHAIR, roles[0]
    reader = UNIT if any(held.unit in units for held in holdings) else ABOVE
    return reader, reader
