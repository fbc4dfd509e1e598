"""Who may do what in a round: its own small table, as that of the cases."""

from enum import StrEnum

from case_flow.domain.policy import BOARD
from councilkit.policy import Policy, may


class RoundAction(StrEnum):
    OPEN = "open_round"
    ANSWER = "answer_round"
    CONCLUDE = "conclude_round"
    ERASE_TEXT = "erase_round_text"


class Part(StrEnum):
    """What a term's council is to a round."""

    SENDER = "sender"
    ASKED = "asked"
    COPIED = "copied"
    WRITER = "writer"  # of the text that is asked about, or who came after the council that wrote it


ROUND_POLICY = Policy(
    {
        RoundAction.OPEN: [may(*BOARD, at=Part.SENDER)],
        RoundAction.ANSWER: [may(*BOARD, at=Part.ASKED)],
        RoundAction.CONCLUDE: [may(*BOARD, at=Part.SENDER)],
        RoundAction.ERASE_TEXT: [may(*BOARD, at=(Part.SENDER, Part.WRITER))],
    }
)
