"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self

from case_flow.application.cases import KIND, Cases
from case_flow.application.known import PATIENCE, Known
from case_flow.application.records import Records
from case_flow.domain.evolve import evolve
from case_flow.domain.refusals import NoSuchCase
from councilkit.clock import Clock
from councilkit.holdings import Holdings
from councilkit.house import House
from councilkit.ledger import Receipt, Streams


@dataclass(frozen=True)
class CaseFlow:
    cases: Cases
    known: Known
    holdings: Holdings
    records: Records
    clock: Clock
    seen: Callable[[Receipt | str], Awaitable[bool]]

    @classmethod
    def on(cls, house: House, *, clock: Clock, patience: float = PATIENCE) -> Self:
        return cls(
            cases=Streams(house.ledger, KIND, fold=evolve, missing=NoSuchCase),
            known=Known(house.views, patience=patience),
            holdings=Holdings(house.views),
            records=Records(house.views, house.ledger),
            clock=clock,
            seen=house.seen,
        )
