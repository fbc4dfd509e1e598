from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from case_flow.application.rounds.open_round import MOST_QUESTIONS
from case_flow.application.rounds.round_records import RoundRecords
from case_flow.application.rounds.rounds import Rounds
from case_flow.domain.asking import answer
from case_flow.domain.policy import Acting
from councilkit.events.rounds import Stance
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class Said:
    """What a council says to one question."""

    stance: Stance
    comment: Text | None = None


@dataclass(frozen=True)
class AnswerRound:
    """Say what one's council thinks, question by question; or say it anew, as long as the round goes on."""

    round: str
    answers: Annotated[tuple[Said, ...], Field(max_length=MOST_QUESTIONS)]

    @property
    def texts(self) -> dict[str, str]:
        said = enumerate(self.answers, start=1)
        return {f"comment_{number}": one.comment for number, one in said if one.comment}


async def answer_round(
    command: AnswerRound, by: Acting, call: Call, *, rounds: Rounds, round_records: RoundRecords
) -> Receipt:
    stances, comments = tuple(one.stance for one in command.answers), len(command.texts)
    own = [record.round for record in await round_records.every({"within": command.round})]
    return await rounds.change(
        command.round,
        call,
        lambda round, _: answer(round, by, stances, comments=comments, own=own),
        texts=command.texts,
    )
