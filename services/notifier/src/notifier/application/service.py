"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, Self

from councilkit.cards import Cards
from councilkit.clock import Clock
from councilkit.house import House
from councilkit.ledger import Ledger, Receipt
from councilkit.mailing.links import Links
from councilkit.mailing.port import MailStore
from notifier.application.absence_by_link import AbsenceByLink, Absences
from notifier.application.confirm_by_link import Confirming
from notifier.application.known import Known
from notifier.application.level import Level


class Outside(Protocol):
    """What the use cases reach beside their house."""

    @property
    def mails(self) -> MailStore: ...

    @property
    def cards(self) -> Cards: ...

    @property
    def confirming(self) -> Confirming: ...

    @property
    def absences(self) -> Absences: ...


@dataclass(frozen=True)
class Notifier:
    ledger: Ledger
    known: Known
    mails: MailStore
    cards: Cards
    confirming: Confirming
    absence: AbsenceByLink
    links: Links
    clock: Clock
    seen: Callable[[Receipt | str], Awaitable[bool]]

    @classmethod
    def on(cls, house: House, outside: Outside, *, links: Links, level: Level) -> Self:
        known = Known(house.views)
        return cls(
            ledger=house.ledger,
            known=known,
            mails=outside.mails,
            cards=outside.cards,
            confirming=outside.confirming,
            absence=AbsenceByLink(known, level, outside.absences),
            links=links,
            clock=house.clock,
            seen=house.seen,
        )
