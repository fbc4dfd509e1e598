"""What the commands of a round are sent as. How much of each there may be, its command says."""

from datetime import date
from typing import Annotated

from pydantic import Field

from case_flow.api.bodies import Body, Id
from case_flow.api.keeping import ENTRY
from case_flow.application.rounds.answer_round import Said
from case_flow.application.rounds.open_round import MOST_ASKED, MOST_QUESTIONS
from councilkit.events.rounds import Stance
from councilkit.privacy import Text, Title


class OpenRoundBody(Body):
    council: Id
    to: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_ASKED)]
    title: Title
    intro: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_QUESTIONS)]
    due: date
    case: Id | None = None
    within: Id | None = None


class SaidBody(Body):
    stance: Stance
    comment: Text | None = None

    @property
    def said(self) -> Said:
        return Said(self.stance, self.comment)


class AnswerRoundBody(Body):
    answers: Annotated[tuple[SaidBody, ...], Field(max_length=MOST_QUESTIONS)]


class ConcludeRoundBody(Body):
    outcome: Text
    contributed: Annotated[tuple[Id, ...], Field(max_length=MOST_ASKED)]


class EraseRoundTextBody(Body):
    entry: Annotated[str, Field(pattern=ENTRY, description="Beside which the text stands")]
    text: Annotated[str, Field(pattern=r"^[a-z_0-9]{1,50}$", description="Its name there")]


class RoundCardsBody(Body):
    rounds: Annotated[tuple[Id, ...], Field(max_length=500)]
