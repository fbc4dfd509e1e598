"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Self

from councilkit.cards import Cards
from councilkit.clock import Clock
from councilkit.house import House
from councilkit.ledger import Ledger, Receipt, Streams
from councilkit.mailing.links import Links
from councilkit.mailing.port import MailStore
from councilkit.wording import Wording
from newsletter.application.digests import Digests
from newsletter.application.editions import KIND, Editions
from newsletter.application.freeze_edition import Level
from newsletter.application.known import Known
from newsletter.application.records import Records
from newsletter.domain.evolve import evolve
from newsletter.domain.refusals import NoSuchEdition


@dataclass(frozen=True)
class Newsletter:
    editions: Editions
    ledger: Ledger
    known: Known
    records: Records
    digests: Digests
    mails: MailStore
    links: Links
    level: Level
    clock: Clock
    seen: Callable[[Receipt | str], Awaitable[bool]]

    @classmethod
    def on(
        cls,
        house: House,
        *,
        cards: Cards,
        mails: MailStore,
        links: Links,
        wordings: Mapping[str, Wording],
        level: Level,
    ) -> Self:
        known, records = Known(house.views), Records(house.views, house.ledger)

        return cls(
            editions=Streams(house.ledger, KIND, fold=evolve, missing=NoSuchEdition),
            ledger=house.ledger,
            known=known,
            records=records,
            digests=Digests(known, records, cards, wordings, house.clock),
            mails=mails,
            links=links,
            level=level,
            clock=house.clock,
            seen=house.seen,
        )
