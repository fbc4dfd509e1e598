"""Writes one person's mail of a day: meetings to be told of or booked, that are soon or were missed; seats to fill."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from councilkit.callers import Holding
from councilkit.clock import Clock
from councilkit.events.notifications import AlertRaised
from councilkit.ledger import Ledger
from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.wording import written_in
from councilkit.workdays import oslo_day
from notifier.application.addresses import Addresses
from notifier.application.known import Known
from notifier.application.level import Level, require_level
from notifier.application.matters import Matter, Matters, SeatMatter
from notifier.application.reader import holdings_of
from notifier.domain.steps import What

ORDER = list(What)


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
        await require_level(self.level(), "the councils")
        language = written_in(person.language)
        running = sorted({*row.holds} - await self.known.holdings.over(row.holds, oslo_day(self.clock())))
        holdings = await holdings_of(running, self.known)
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

    async def _matters(self, row: Row, holdings: Sequence[Holding], language: str) -> list[Matter | SeatMatter]:
        """Tell what is still so, of each meeting, duty and term the latest step, the gravest first."""
        matters = Matters(self.known, language, self.clock(), holdings)
        found: dict[tuple[object, ...], Matter | SeatMatter] = {}
        for entry in sorted(await self.ledger.store.entries(list(row.about)), key=lambda entry: entry.at):
            alert = entry.event()
            if isinstance(alert, AlertRaised) and (matter := await matters.of(alert, entry.at)):
                found[matter.key] = matter
        every = _together(list(found.values()))
        return sorted(every, key=lambda matter: (ORDER.index(matter.what), matter.starts_at or matter.now))

    def _button(self, matters: Sequence[Matter | SeatMatter]) -> Button:
        if len(matters) > 1:
            of_seats = any(isinstance(matter, SeatMatter) for matter in matters)
            return Button(self.addresses.tasks, "tasks") if of_seats else Button(self.addresses.duties, "see")
        only = matters[0]
        return self._of_seat(only) if isinstance(only, SeatMatter) else self._of_meeting(only)

    def _of_seat(self, matter: SeatMatter) -> Button:
        return Button(self.addresses.council(matter.council), "council")

    def _of_meeting(self, matter: Matter) -> Button:
        if matter.about:
            act = "register" if matter.what is What.UNTOLD and matter.arranges else "meeting"
            return Button(self.addresses.meeting(matter.about.id), act)
        if matter.is_to_be_booked and matter.arranges:
            return Button(self.addresses.plan_meeting(matter.council, matter.duty.rule.meeting_type), "book")
        return Button(self.addresses.duties, "see")


def _together(matters: Sequence[Matter | SeatMatter]) -> list[Matter | SeatMatter]:
    """Let each meeting that is to be booked know whether there are others."""
    bookable = [matter for matter in matters if isinstance(matter, Matter) and matter.is_to_be_booked]
    several = {matter.key: replace(matter, several=len(bookable) > 1) for matter in bookable}
    return [several.get(matter.key, matter) if isinstance(matter, Matter) else matter for matter in matters]
