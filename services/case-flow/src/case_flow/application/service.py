"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self

from case_flow.application.cases import KIND, Cases
from case_flow.application.known import PATIENCE, Known
from case_flow.application.raising.drafts import Drafts
from case_flow.application.records import Records
from case_flow.application.rounds.round_records import RoundRecords
from case_flow.application.rounds.rounds import KIND as ROUND
from case_flow.application.rounds.rounds import Rounds
from case_flow.domain.evolve import evolve
from case_flow.domain.refusals import NoSuchCase
from case_flow.domain.round_refusals import NoSuchRound
from case_flow.domain.round_retold import evolve_round
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
    rounds: Rounds
    round_records: RoundRecords
    drafts: Drafts
    clock: Clock
    seen: Callable[[Receipt | str], Awaitable[bool]]

    @classmethod
    def on(cls, house: House, *, drafts: Drafts, clock: Clock, patience: float = PATIENCE) -> Self:
        return cls(
            cases=Streams(house.ledger, KIND, fold=evolve, missing=NoSuchCase),
            known=Known(house.views, patience=patience),
            holdings=Holdings(house.views),
            records=Records(house.views, house.ledger),
            rounds=Streams(house.ledger, ROUND, fold=evolve_round, missing=NoSuchRound),
            round_records=RoundRecords(house.views, house.ledger),
            drafts=drafts,
            clock=clock,
            seen=house.seen,
        )
