from dataclasses import dataclass

from case_flow.application.rounds.round_records import RoundRecords
from case_flow.application.rounds.rounds import Rounds
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class EraseRoundText:
    """Erase one text of a round for good: a question, a council's comment, or what came of it."""

    round: str
    entry: str
    text: str


async def erase_round_text(
    command: EraseRoundText, by: Acting, call: Call, *, rounds: Rounds, round_records: RoundRecords
) -> Receipt:
    writer = (await round_records.get(command.round)).writer(command.entry)
    return await rounds.erase(
        command.round, call, command.entry, command.text, allowed=lambda round: round.require_eraser(writer, by)
    )
