"""A round: one council asks others the same questions by a day, and tells at the end what came of their answers."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from case_flow.domain.policy import A, Acting
from case_flow.domain.round_policy import ROUND_POLICY, Part, RoundAction
from case_flow.domain.round_refusals import RoundOver
from councilkit.events.case_words import Late
from councilkit.events.cases import Due
from councilkit.events.rounds import Stance
from councilkit.policy import NotAllowed


class RoundState(StrEnum):
    OPEN = "open"
    CONCLUDED = "concluded"


@dataclass(frozen=True)
class Input:
    """What a council has said; of one that has answered anew, the latest."""

    council: str  # as it was when it answered; it may be no more
    stances: tuple[Stance, ...]
    rests_on: tuple[str, ...] = ()  # the rounds that it held itself before it answered
    contributed: tuple[str, ...] = ()  # those who had answered there


@dataclass(frozen=True)
class Round:
    id: str
    council: str
    to: tuple[str, ...]  # each that is no more by its successor
    questions: int
    due: Due
    case: str | None = None
    within: str | None = None
    copies: tuple[str, ...] = ()
    state: RoundState = RoundState.OPEN
    inputs: tuple[Input, ...] = ()
    stands: Mapping[str, str] = field(default_factory=dict)  # who stands for a council that is no more
    contributed: tuple[str, ...] = ()
    told: Late | None = None  # how late it is, as was told last

    @property
    def answered(self) -> AbstractSet[str]:
        """The councils of today that have answered, themselves or by one that they came after."""
        return {self.stands.get(one.council, one.council) for one in self.inputs}

    @property
    def missing(self) -> tuple[str, ...]:
        answered = self.answered
        return tuple(council for council in self.to if council not in answered)

    @property
    def waits(self) -> tuple[str, ...]:
        """The councils that are to do something: to answer, and when all have, or the day is over, to conclude."""
        if self.state is not RoundState.OPEN:
            return ()
        over = self.told is Late.OVERDUE or not self.missing
        return (*self.missing, *((self.council,) if over else ()))

    @property
    def councils(self) -> tuple[str, ...]:
        """All that have, or have had, a part in it."""
        said = (one.council for one in self.inputs)
        return tuple(dict.fromkeys((self.council, *self.to, *self.copies, *said, *self.stands)))

    def is_over(self, today: date) -> bool:
        """Whether nobody is waited for any more."""
        return today > self.due.on or not self.missing

    def is_with(self, council: str) -> bool:
        """Whether the council has a part in it today."""
        return council in {self.council, *self.to, *self.copies}

    def parts(self, holding: Acting) -> AbstractSet[Part]:
        stands = {
            Part.SENDER: holding.council == self.council,
            Part.ASKED: holding.council in self.to,
            Part.COPIED: holding.council in self.copies,
        }
        return {part for part, holds in stands.items() if holds and holding.council is not None}

    def require(self, action: RoundAction, by: Acting) -> None:
        if self.state is not RoundState.OPEN:
            raise RoundOver(f"The round is concluded, and does not allow {action}; what came of it can be read.")
        ROUND_POLICY.require(action, by, self.parts(by))

    def erasers(self, council: str, holdings: Sequence[A]) -> list[A]:
        """Tell who of these may erase what a council has written, at any time: who asked, and the council itself."""
        writer = self.stands.get(council, council)

        def parts(holding: A) -> AbstractSet[Part]:
            return {*self.parts(holding), *([Part.WRITER] if holding.council == writer else [])}

        return [held for _, held in ROUND_POLICY.open_to([RoundAction.ERASE_TEXT], holdings, parts)]

    def require_eraser(self, council: str, by: Acting) -> None:
        if not self.erasers(council, [by]):
            raise NotAllowed(f"The role {by.role} may not erase what {council} has written.", field="Acting-As")

    def open_to(self, holdings: Sequence[A], today: date) -> list[tuple[str, A]]:
        """Tell what can be done now, and for which of these terms."""
        if self.state is not RoundState.OPEN:
            return []
        actions = [RoundAction.ANSWER, *([RoundAction.CONCLUDE] if self.is_over(today) else [])]
        return ROUND_POLICY.open_to(actions, holdings, self.parts)
