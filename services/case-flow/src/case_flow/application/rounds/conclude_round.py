from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from case_flow.application.rounds.open_round import MOST_ASKED
from case_flow.application.rounds.rounds import Rounds
from case_flow.domain.asking import conclude
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class ConcludeRound:
    """Thank those who answered, tell what came of it, and whose words are in it."""

    round: str
    outcome: Text
    contributed: Annotated[tuple[str, ...], Field(max_length=MOST_ASKED)]


async def conclude_round(command: ConcludeRound, by: Acting, call: Call, *, rounds: Rounds) -> Receipt:
    return await rounds.change(
        command.round,
        call,
        lambda round, now: conclude(round, by, command.contributed, now=now),
        texts={"outcome": command.outcome},
    )
