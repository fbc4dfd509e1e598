"""Something that was agreed after an answer, or in a meeting."""

from dataclasses import dataclass
from datetime import date

from councilkit.events.case_life import Party, Progress

FINISHED = (Progress.DONE, Progress.DROPPED)


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
    def finished(self) -> bool:
        return self.progress in FINISHED
