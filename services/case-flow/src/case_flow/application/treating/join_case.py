from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.treating import join
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class JoinCase:
    """Let a case take in another one that has become a part of it: those who raised that are answered too."""

    case: str
    joined: str


async def join_case(command: JoinCase, call: Call, *, cases: Cases) -> Receipt:
    merged = await cases.get(command.joined)
    return await cases.change(command.case, call, lambda case, _: join(case, merged))
