"""How far the telling has come, in a file beside the data, so that a load or a journey that was cut off goes on."""

from datetime import date, datetime
from pathlib import Path
from typing import Self

from pydantic import BaseModel, Field

from raadslag_local.story.cast import Cast


class JourneyRun(BaseModel):
    number: int
    started: datetime
    done: bool = False
    taken_up: bool = Field(default=False, exclude=True)
    """It was begun before this house started."""


class Progress(BaseModel):
    today: date
    cast: Cast | None = None
    """Known once everything is loaded."""

    journey: JourneyRun | None = None
    path: Path | None = Field(default=None, exclude=True)

    @classmethod
    def at(cls, path: Path, *, today: date) -> Self:
        progress = cls.model_validate_json(path.read_bytes()) if path.exists() else cls(today=today)
        progress = progress.model_copy(update={"path": path})
        progress.save()
        return progress

    def loaded(self, cast: Cast) -> None:
        self.cast = cast
        self.save()

    def next_journey(self, now: datetime) -> JourneyRun:
        """Take up the journey that was cut off, or begin another."""
        if self.journey and not self.journey.done:
            self.journey.taken_up = True
        else:
            self.journey = JourneyRun(number=self.journey.number + 1 if self.journey else 1, started=now)
            self.save()
        return self.journey

    def arrived(self) -> None:
        if self.journey:
            self.journey.done = True
            self.save()

    def save(self) -> None:
        if self.path is None:
            return
        draft = self.path.with_suffix(".new")
        draft.write_text(self.model_dump_json(indent=2))
        draft.replace(self.path)
