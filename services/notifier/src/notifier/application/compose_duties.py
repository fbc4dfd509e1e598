"""Writes one person's mail of a day: the meetings that are to be told of or booked, are soon, or were missed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from councilkit.callers import Holding
from councilkit.clock import Clock
from councilkit.events.councils import Side
from councilkit.events.notifications import AlertRaised
from councilkit.ledger import Ledger
from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.refusals import Unavailable
from councilkit.wording import LANGUAGES
from councilkit.workdays import oslo_day
from notifier.application.addresses import Addresses
from notifier.application.known import Known
from notifier.application.level import Level
from notifier.domain.council import Meeting
from notifier.domain.duty import Duty
from notifier.domain.policy import POLICY, Action
from notifier.domain.steps import What, is_silenced

ORDER = list(What)
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
class Button:
    """The mail's one act: where it leads, and what it is called."""

    address: str
    act: str


@dataclass(frozen=True)
class ComposeDuties:
    ledger: Ledger
    known: Known
    level: Level
    letters: Letters
    addresses: Addresses
    clock: Clock

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        if not await self.level():
            raise Unavailable("We have not heard the latest news of the councils yet.")
        language = person.language if person.language in LANGUAGES else "nb"
        running = sorted({*row.holds} - await self.known.holdings.over(row.holds, oslo_day(self.clock())))
        holdings = [held for hold in running if (held := await self.known.holdings.get(hold))]
        matters = await self._matters(row, holdings, language)
        if not matters:
            raise NotWanted("what it was about is settled")
        return self.letters.write(
            "duties",
            language,
            name=person.name,
            matters=matters,
            said_of=lambda say: list(dict.fromkeys(filter(None, map(say, matters)))),  # for several of them, once
            reasons={matter.why for matter in matters},
            button=self._button(matters),
            again=row.resent,
        )

    async def _matters(self, row: Row, holdings: Sequence[Holding], language: str) -> list[Matter]:
        """Tell what is still so, of each meeting and of each duty the latest step, the gravest first."""
        found: dict[tuple[str, str, int, str | None], Matter] = {}
        for entry in sorted(await self.ledger.store.entries(list(row.about)), key=lambda entry: entry.at):
            alert = entry.event()
            if isinstance(alert, AlertRaised) and (matter := await self._matter(alert, entry.at, holdings, language)):
                found[matter.key] = matter
        several = sum(matter.is_to_be_booked for matter in found.values()) > 1
        together = [replace(matter, several=several and matter.is_to_be_booked) for matter in found.values()]
        return sorted(together, key=lambda matter: (ORDER.index(matter.what), matter.starts_at or matter.now))

    async def _matter(
        self, alert: AlertRaised, raised: datetime, holdings: Sequence[Holding], language: str
    ) -> Matter | None:
        now = self.clock()
        duty = await self.known.duty_of(alert, now)
        if duty is None:
            return None
        place = await self.known.place(alert.council)
        reader, why = _reader(alert.council, place.units, holdings)
        if is_silenced(alert.step, quiet=duty.council.settings.quiet, above=reader == ABOVE):
            return None
        return Matter(
            what=duty.what(alert.step, now),
            step=alert.step,
            council=alert.council,
            name=await self.known.name(alert.council, language),
            duty=duty,
            now=now,
            meeting=alert.meeting,
            reader=reader,
            why=why,
            late_for=alert.on if duty.is_late_for(alert.step, alert.meeting, raised) else None,
            arranges=bool(POLICY.open_to([Action.BOOK_MEETING], holdings, place.relations)),
        )

    def _button(self, matters: Sequence[Matter]) -> Button:
        only = matters[0] if len(matters) == 1 else None
        if only and only.about:
            act = "register" if only.what is What.UNTOLD and only.arranges else "meeting"
            return Button(self.addresses.meeting(only.about.id), act)
        if only and only.is_to_be_booked and only.arranges:
            return Button(self.addresses.plan_meeting(only.council, only.duty.rule.meeting_type), "book")
        return Button(self.addresses.duties, "see")


def _reader(council: str, units: frozenset[str], holdings: Sequence[Holding]) -> tuple[str, str]:
    """Tell what somebody is to a council, and by which role in it, if by any."""
    roles = [held.role for held in holdings if held.council == council]
    if roles:
        return CHAIR, roles[0]
    reader = UNIT if any(held.unit in units for held in holdings) else ABOVE
    return reader, reader
