"""Training that users and Nav have taken together, and who has a certificate for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from council_registry.domain.holding import Holding
from council_registry.domain.meeting import Meeting
from councilkit.events.councils import Side


@dataclass(frozen=True)
class Certificate:
    """One person's part in a training: those of the person's terms that were there."""

    meeting: Meeting
    terms: tuple[Holding, ...]

    @property
    def day(self) -> date:
        return self.meeting.day

    @property
    def side(self) -> Side:
        """For whom the person came; somebody who came for both is a representative first."""
        return Side.USER if any(term.side is Side.USER for term in self.terms) else Side.NAV


def held_jointly(attended: Collection[str], known: Mapping[str, Holding]) -> bool:
    """Tell whether both sides of the table were there."""
    return {known[term].side for term in attended if term in known} == set(Side)


def certificate(meeting: Meeting, holds: Collection[str], known: Mapping[str, Holding]) -> Certificate | None:
    """Tell what somebody gets for a training: nothing, unless it was held jointly."""
    mine = tuple(known[term] for term in meeting.attended if term in holds and term in known)
    return Certificate(meeting, mine) if mine and held_jointly(meeting.attended, known) else None
