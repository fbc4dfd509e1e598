"""Writes one person's mail of a day: the meetings that are to be booked, are soon, or were missed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from councilkit.callers import Holding
from councilkit.clock import Clock
from councilkit.events.notifications import AlertRaised
from councilkit.ledger import Ledger
from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.wording import LANGUAGES
from councilkit.workdays import oslo_day
from notifier.application.addresses import Addresses
from notifier.application.known import Known
from notifier.domain.duty import Duty
from notifier.domain.policy import POLICY, Action
from notifier.domain.steps import BEFORE, MISSED

SOON, BOOK = "soon", "book"
ORDER = (MISSED, BOOK, SOON)
CHAIR, UNIT, ABOVE = "chair", "unit", "above"


@dataclass(frozen=True)
class Matter:
    """One thing that a mail tells. `reader` is what the reader is to the council; `arranges`: may book its meetings.

    `late_for` is the day on which it should have been told, if that is past. `several`: there are other meetings to
    book in the same mail, so the advice is on them together.
    """

    what: str
    step: str
    council: str
    name: str
    duty: Duty
    now: datetime
    meeting: str | None
    reader: str
    arranges: bool
    late_for: date | None
    several: bool = False

    @property
    def annual(self) -> bool:
        return self.duty.rule.leader_meets_nav

    @property
    def leaderless(self) -> bool:
        return self.annual and not self.duty.council.is_led(oslo_day(self.now))

    @property
    def is_to_be_booked(self) -> bool:
        return self.what == BOOK and not self.leaderless

    @property
    def missing(self) -> int:
        return self.duty.missing(self.now)

    @property
    def booked(self) -> int:
        return self.duty.booked(self.now)

    @property
    def starts_at(self) -> datetime | None:
        return next((meeting.starts_at for meeting in self.duty.meetings if meeting.id == self.meeting), None)

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
    letters: Letters
    addresses: Addresses
    clock: Clock

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        language = person.language if person.language in LANGUAGES else "nb"
        holdings = [held for hold in row.holds if (held := await self.known.holdings.get(hold))]
        matters = await self._matters(row, holdings, language)
        if not matters:
            raise NotWanted("what it was about is settled")
        return self.letters.write(
            "duties",
            language,
            name=person.name,
            matters=matters,
            said_of=lambda say: list(dict.fromkeys(filter(None, map(say, matters)))),  # for several of them, once
            readers={matter.reader for matter in matters},
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
        duty = await self._duty_that_calls(alert)
        if duty is None:
            return None
        place = await self.known.place(alert.council)
        return Matter(
            what=alert.step if alert.step == MISSED else SOON if alert.step in BEFORE else BOOK,
            step=alert.step,
            council=alert.council,
            name=await self.known.name(alert.council, language),
            duty=duty,
            now=self.clock(),
            meeting=alert.meeting,
            reader=_reader(alert.council, place.units, holdings),
            late_for=alert.on if duty.is_late_for(alert.on, raised) else None,
            arranges=bool(POLICY.open_to([Action.BOOK_MEETING], holdings, place.relations)),
        )

    async def _duty_that_calls(self, alert: AlertRaised) -> Duty | None:
        if (await self.known.sheet(alert.council)).settings.quiet:
            return None
        for duty in await self.known.duties(alert.council, self.clock()):
            if (duty.rule.id, duty.year) == (alert.rule, alert.year):
                return duty if duty.still_calls_for(alert.step, alert.meeting, self.clock()) else None
        return None

    def _button(self, matters: Sequence[Matter]) -> Button:
        only = matters[0] if len(matters) == 1 else None
        if only and only.what == SOON and only.meeting:
            return Button(self.addresses.meeting(only.meeting), SOON)
        if only and only.what == BOOK and only.arranges:
            return Button(self.addresses.plan_meeting(only.council, only.duty.rule.meeting_type), BOOK)
        return Button(self.addresses.duties, "see")


def _reader(council: str, units: frozenset[str], holdings: Sequence[Holding]) -> str:
    if any(held.council == council for held in holdings):
        return CHAIR
    return UNIT if any(held.unit in units for held in holdings) else ABOVE
