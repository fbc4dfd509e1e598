"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.application.records import Records
from councilkit.clock import Clock
from councilkit.ledger import Receipt


@dataclass(frozen=True)
class CaseFlow:
    cases: Cases
    known: Known
    records: Records
    clock: Clock
    seen: Callable[[Receipt | str], Awaitable[bool]]
