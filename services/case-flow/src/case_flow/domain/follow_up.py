"""Something that was agreed after an answer, or in a meeting."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from councilkit.events.case_words import Party, Progress

FINISHED = (Progress.DONE, Progress.DROPPED)


class Acting(Protocol):
    """The term or post that acts."""

    @property
    def council(self) -> str | None: ...

    @property
    def unit(self) -> str | None: ...


@dataclass(frozen=True)
class FollowUp:
    id: str
    responsible: Party
    starts: date
    ends: date
    involved: tuple[Party, ...] = ()
    informed: tuple[Party, ...] = ()
    progress: Progress = Progress.PLANNED

    @property
    def parties(self) -> tuple[Party, ...]:
        """All who have to do with it."""
        return (self.responsible, *self.involved, *self.informed)

    def is_of(self, by: Acting) -> bool:
        """Tell whether somebody speaks for whoever is responsible."""
        return _speaks_for(by, self.responsible)

    def concerns(self, by: Acting) -> bool:
        """Tell whether somebody speaks for one of those who have to do with it."""
        return any(_speaks_for(by, party) for party in self.parties)

    def handed_on(self, closed: str, heir: str) -> "FollowUp":
        """Tell the same with another council, or unit, instead of one that is no more."""

        def now(party: Party) -> Party:
            return Party(
                council=heir if party.council == closed else party.council,
                unit=heir if party.unit == closed else party.unit,
            )

        involved, informed = tuple(map(now, self.involved)), tuple(map(now, self.informed))
        return replace(self, responsible=now(self.responsible), involved=involved, informed=informed)

    @property
    def finished(self) -> bool:
        return self.progress in FINISHED


def _speaks_for(by: Acting, party: Party) -> bool:
    return by.unit == party.unit if party.unit else by.council is not None and by.council == party.council
