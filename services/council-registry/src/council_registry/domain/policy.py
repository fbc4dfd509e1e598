"""Who may do what here: one table."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from councilkit.events.councils import PostRole, TermRole
from councilkit.policy import Holder, Policy, may


class Action(StrEnum):
    READ = "read"
    LOAD_UNITS = "load_units"
    START_POST = "start_post"
    END_POST = "end_post"
    FOUND_COUNCIL = "found_council"
    ADD_SEAT = "add_seat"
    START_TERM = "start_term"
    END_TERM = "end_term"
    PLAN_MEETING = "plan_meeting"
    HOLD_MEETING = "hold_meeting"


class Relation(StrEnum):
    """How a term or post stands to the thing it would act on."""

    COUNCIL = "council"  # it is a term in the council, or in one of the meeting's
    REGION = "region"  # it is a post at the region in which everything concerned lies


class Acting(Holder, Protocol):
    """The term or post that acts."""

    @property
    def council(self) -> str | None: ...

    @property
    def unit(self) -> str | None: ...


_directorate = may(PostRole.DIRECTORATE_CONTACT)
_region = may(PostRole.REGIONAL_OFFICER, at=Relation.REGION)
_council = may(TermRole.LEADER, TermRole.SECRETARY, TermRole.COORDINATOR, at=Relation.COUNCIL)

POLICY = Policy(
    {
        Action.READ: [may()],
        Action.LOAD_UNITS: [_directorate],
        Action.START_POST: [_directorate, _region],
        Action.END_POST: [_directorate, _region],
        Action.FOUND_COUNCIL: [_directorate, _region],
        Action.ADD_SEAT: [_directorate, _region],
        Action.START_TERM: [_directorate, _region, _council],
        Action.END_TERM: [_directorate, _region, _council],
        Action.PLAN_MEETING: [_council],
        Action.HOLD_MEETING: [_council],
    }
)


@dataclass(frozen=True)
class Place:
    """Where a thing lies: its councils, and the regions of all its units (None: a unit in no region)."""

    councils: frozenset[str] = frozenset()
    regions: frozenset[str | None] = frozenset()

    def relations(self, by: Acting) -> Collection[Relation]:
        found = set()
        if by.council in self.councils:
            found.add(Relation.COUNCIL)
        if by.unit and self.regions == {by.unit}:
            found.add(Relation.REGION)
        return found

    def require(self, action: Action, by: Acting) -> None:
        POLICY.require(action, by, self.relations(by))
