"""Who may do what with a case: one table of action, role, side and relation to the case."""

from enum import StrEnum
from typing import Protocol, TypeVar

from case_flow.domain.transitions import Action
from councilkit.events.councils import PostRole, Side, TermRole
from councilkit.policy import Holder, Policy, may

READ_CARD = "read_card"
READ_RESTRICTED = "read_restricted_card"
READ_TEXTS = "read_texts"
IMPORT = "import_cases"
JUDGE_TEXTS = "judge_texts"
"""To read the texts of what is proposed to be turned away as an individual case: they are open to those who are to say
whether it is one, and to its sender. A case that was kept is open again."""
TAKE_TEXTS_HOME = "take_texts_home"
"""To read the texts of an individual case that was turned away: they are its sender's alone, and theirs who are asked
whether that was right, until they have said so."""


class Relation(StrEnum):
    """What a term's council or a post's unit is to a case."""

    ORIGIN = "origin"  # a council that raised it, or came after one that did
    SENDER = "sender"  # the term that reported it
    HOLDER = "holder"
    PATH = "path"
    COPIED = "copied"  # a council between sender and receiver, which heard of the hop
    ADDRESSEE = "addressee"
    ASKED_UNIT = "asked_unit"
    PART_UNIT = "part_unit"  # a unit that has a part in the answer
    RESPONSIBLE = "responsible"  # of something that was agreed
    INVOLVED = "involved"  # has a part in something that was agreed, or hears how it goes
    APPEALED = "appealed"  # the council that was asked whether it was right to turn it away
    STAND_IN = "stand_in"  # the nearest council above an origin with a user's seat filled, while the origin has none


class Acting(Holder, Protocol):
    """The term or post that acts."""

    @property
    def council(self) -> str | None: ...

    @property
    def unit(self) -> str | None: ...


A = TypeVar("A", bound=Acting)

BOARD = (TermRole.LEADER, TermRole.DEPUTY_LEADER, TermRole.SECRETARY, TermRole.COORDINATOR)
ANSWERS = (PostRole.ANSWERING_MANAGER, PostRole.DELEGATE)
OWNERS = (*ANSWERS, PostRole.MUNICIPAL_OWNER)
SECRETARIAT = (TermRole.SECRETARY, TermRole.COORDINATOR)
LOOKS_ON = (TermRole.OBSERVER,)
ANY_RELATION = tuple(Relation)

# What the users of a council say themselves: in its own seats; while none of them is filled, in those of the council
# above. The secretariat may write down what somebody said who rang, and names the term.
USERS_WORD = [
    may(side=Side.USER, at=(Relation.ORIGIN, Relation.STAND_IN), but=LOOKS_ON),
    may(*SECRETARIAT, at=Relation.ORIGIN),
]

USERS_WORDS = frozenset({Action.CONFIRM, Action.DISPUTE, Action.CLOSE, Action.REOPEN})
"""What is for the users of a council to say."""

POLICY = Policy(
    {
        Action.REPORT: [may(at=Relation.ORIGIN, but=LOOKS_ON)],
        Action.SCHEDULE: [may(*BOARD, at=Relation.HOLDER)],
        Action.PROPOSE_TURNING_AWAY: [may(*BOARD, at=Relation.HOLDER)],
        Action.KEEP: [may(side=Side.USER, at=Relation.HOLDER, but=LOOKS_ON)],
        Action.TURN_AWAY: [may(side=Side.USER, at=Relation.HOLDER, but=LOOKS_ON)],
        Action.APPEAL: [may(at=Relation.SENDER), may(side=Side.USER, at=Relation.ORIGIN, but=LOOKS_ON)],
        Action.UPHOLD: [may(side=Side.USER, at=Relation.APPEALED, but=LOOKS_ON)],
        Action.OVERTURN: [may(side=Side.USER, at=Relation.APPEALED, but=LOOKS_ON)],
        Action.PUT_ON_AGENDA: [may(*BOARD, at=Relation.HOLDER)],
        Action.POSTPONE: [may(*BOARD, at=Relation.HOLDER)],
        Action.TREAT: [may(*BOARD, at=Relation.HOLDER)],
        Action.WITHDRAW: [may(at=Relation.SENDER), may(*BOARD, at=Relation.ORIGIN)],
        Action.MERGE: [may(*BOARD, at=Relation.HOLDER)],
        Action.SEND: [may(*BOARD, at=Relation.HOLDER)],
        Action.REGRET_SENDING: [may(*BOARD, at=Relation.HOLDER)],
        Action.RECEIVE: [may(*BOARD, at=Relation.ADDRESSEE)],
        Action.RETURN: [may(*BOARD, at=Relation.ADDRESSEE)],
        Action.ADD_NOTE: [
            may(*BOARD, at=(Relation.ORIGIN, Relation.PATH, Relation.COPIED)),
            may(at=Relation.SENDER),
            may(*ANSWERS, at=(Relation.ASKED_UNIT, Relation.PART_UNIT)),
        ],
        Action.MAKE_STATEMENT: [may(*BOARD, at=Relation.HOLDER)],
        Action.DELAY_ANSWER: [may(*ANSWERS, at=Relation.ASKED_UNIT)],
        Action.GIVE_PART: [may(*OWNERS, at=Relation.PART_UNIT)],
        Action.ANSWER: [may(*ANSWERS, at=Relation.ASKED_UNIT)],
        Action.REGISTER_ANSWER: [may(*BOARD, at=Relation.HOLDER)],
        **dict.fromkeys(USERS_WORDS, USERS_WORD),
        Action.AGREE_FOLLOW_UP: [may(*BOARD, at=Relation.HOLDER)],
        Action.REPORT_FOLLOW_UP: [
            may(*BOARD, at=(Relation.HOLDER, Relation.RESPONSIBLE)),
            may(*OWNERS, at=Relation.RESPONSIBLE),
        ],
        Action.RESTRICT: [may(*BOARD, at=Relation.HOLDER)],
        Action.LIFT_RESTRICTION: [may(*BOARD, at=Relation.HOLDER)],
        Action.ERASE_TEXT: [may(*BOARD, at=(Relation.ORIGIN, Relation.HOLDER))],
        IMPORT: [may(*SECRETARIAT, at=Relation.ORIGIN), may(PostRole.DIRECTORATE_CONTACT)],
        READ_CARD: [may()],
        READ_RESTRICTED: [may(at=ANY_RELATION)],
        READ_TEXTS: [may(at=ANY_RELATION)],
        JUDGE_TEXTS: [may(at=Relation.SENDER), may(at=Relation.HOLDER, but=LOOKS_ON)],
        TAKE_TEXTS_HOME: [may(at=Relation.SENDER), may(side=Side.USER, at=Relation.APPEALED, but=LOOKS_ON)],
    }
)
