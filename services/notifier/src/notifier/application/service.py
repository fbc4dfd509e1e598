"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self

from councilkit.cards import Cards
from councilkit.clock import Clock
from councilkit.house import House
from councilkit.ledger import Ledger, Receipt
from councilkit.mailing.links import Links
from councilkit.mailing.port import MailStore
from notifier.application.confirm_by_link import Confirming
from notifier.application.known import Known


@dataclass(frozen=True)
class Notifier:
    ledger: Ledger
    known: Known
    mails: MailStore
    cards: Cards
    confirming: Confirming
    links: Links
    clock: Clock
    seen: Callable[[Receipt | str], Awaitable[bool]]

    @classmethod
    def on(cls, house: House, *, mails: MailStore, cards: Cards, confirming: Confirming, links: Links) -> Self:
        return cls(
            ledger=house.ledger,
            known=Known(house.views),
            mails=mails,
            cards=cards,
            confirming=confirming,
            links=links,
            clock=house.clock,
            seen=house.seen,
        )
