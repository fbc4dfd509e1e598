"""Who may do what about duties: one table of action, role and relation."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from councilkit.events.councils import PostRole, TermRole
from councilkit.policy import Holder, Policy, may


class Action(StrEnum):
    ADOPT_RULE = "adopt_rule"
    WITHDRAW_RULE = "withdraw_rule"
    BOOK_MEETING = "book_meeting"
    SEE_DUTY = "see_duty"
    READ = "read"


class Relation(StrEnum):
    """How a term or post stands to a council."""

    COUNCIL = "council"  # it is a term in it
    UNIT = "unit"  # it is a post at one of its units


class Acting(Holder, Protocol):
    """The term or post that acts."""

    @property
    def council(self) -> str | None: ...

    @property
    def unit(self) -> str | None: ...


A = TypeVar("A", bound=Acting)

ARRANGES = (TermRole.LEADER, TermRole.SECRETARY, TermRole.COORDINATOR)
ANSWERS = (PostRole.ANSWERING_MANAGER, PostRole.DELEGATE)

_directorate = may(PostRole.DIRECTORATE_CONTACT)
_arranges = may(*ARRANGES, at=Relation.COUNCIL)

POLICY = Policy(
    {
        Action.ADOPT_RULE: [_directorate],
        Action.WITHDRAW_RULE: [_directorate],
        Action.BOOK_MEETING: [_arranges],
        Action.SEE_DUTY: [may(*ANSWERS, at=Relation.UNIT)],
        Action.READ: [may()],
    }
)


@dataclass(frozen=True)
class Place:
    """Where a council is: its units."""

    council: str
    units: frozenset[str]

    def relations(self, by: Acting) -> Collection[Relation]:
        stands = {
            Relation.COUNCIL: by.council == self.council,
            Relation.UNIT: by.unit in self.units,
        }
        return {relation for relation, holds in stands.items() if holds}
