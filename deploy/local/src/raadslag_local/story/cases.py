"""What happened to a case, as it is written in `sample/cases/`, and how it is today."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from councilkit.events.case_words import Phase, StartedBy, Theme
from councilkit.events.cases import Line

BeforeMeetings = Literal["schedule", "turning-away", "keep", "turn-away", "withdraw"]
InMeetings = Literal["agenda", "postpone", "treat", "merge"]
Between = Literal["send", "receive", "return", "round", "round-answer"]
Answers = Literal["statement", "delay", "answer", "oral-answer", "confirm", "dispute"]
Afterwards = Literal["follow-ups", "close", "reopen"]


class Step(BaseModel):
    """One thing that happened to a case; what more the command says stands beside it."""

    model_config = ConfigDict(extra="allow")

    do: BeforeMeetings | InMeetings | Between | Answers | Afterwards
    by: str
    after: int = 0
    meeting: int | None = None

    @property
    def council(self) -> str:
        """The short code of the council that it was done for, or the number of the unit."""
        return self.by.partition("/")[0]

    @property
    def in_meeting(self) -> bool:
        """Tell whether it was done in the meeting itself."""
        return self.do in ("treat", "oral-answer")

    @property
    def names_meeting(self) -> bool:
        """Tell whether whoever does it says which meeting is meant."""
        return self.do in ("agenda", "oral-answer")

    @property
    def says(self) -> Mapping[str, Any]:
        return self.model_extra or {}


class Reported(BaseModel):
    day: int
    by: str


class Ends(BaseModel):
    """How a case is today; what is left out is not looked at. Councils are told by their short codes."""

    model_config = ConfigDict(extra="forbid")

    state: str
    way: list[str]
    """The councils that it was with."""

    holder: str | None = None
    waits: list[str] | None = None
    """The councils and units that are to do something now."""

    late: str | None = None
    outcome: str | None = None
    answer: str | None = None
    postponed: int | None = None
    reopened: int | None = None
    joined: list[str] | None = None
    into: str | None = None
    """The key of the case that it was merged into."""

    erased: bool = False
    """Its texts are gone."""

    answered: dict[str, int] = {}
    """How many councils have answered each round, by the round's key."""


class CasePlan(BaseModel):
    key: str
    story: int = 0
    council: str
    reported: Reported
    lines: list[Line]
    phase: Phase
    theme: Theme
    started_by: StartedBy
    title: str
    short: str
    description: str
    hints_seen: bool = False
    step: list[Step]
    ends: Ends | None = None

    def written(self) -> dict[str, Any]:
        """What whoever raises it writes."""
        return self.model_dump(mode="json", include={"title", "short", "description", "lines"})

    def sorted(self) -> dict[str, Any]:
        """How whoever raises it sorts it."""
        return self.model_dump(mode="json", include={"phase", "theme", "started_by"})
