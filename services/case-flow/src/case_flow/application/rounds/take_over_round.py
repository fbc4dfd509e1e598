from dataclasses import dataclass

from case_flow.application.rounds.rounds import Rounds
from case_flow.domain.asking import take_over
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class TakeOverRound:
    """Let who came after a council stand where that council stood in a round."""

    round: str
    closed: str
    to: str


async def take_over_round(command: TakeOverRound, call: Call, *, rounds: Rounds) -> Receipt:
    return await rounds.change(command.round, call, lambda round, _: take_over(round, command.closed, command.to))
