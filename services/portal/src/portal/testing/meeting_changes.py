"""What each command changes about a meeting in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from portal.application.meetings import Absence, Meeting
from portal.application.refusals import Problem, Refused

REGRET_WITHIN: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Told:
    """A command, on a meeting as it is, now, for a term or post."""

    body: Mapping[str, Any]
    meeting: Meeting
    now: datetime
    acting: str

    @property
    def regret(self) -> dict[str, Any]:
        return {"regret_until": self.now + REGRET_WITHIN}


Change = Callable[[Told], dict[str, Any]]


def _move(told: Told) -> dict[str, Any]:
    starts_at = datetime.fromisoformat(told.body["starts_at"])
    if starts_at <= told.now:
        raise Refused(422, "into-the-past", (Problem("into-the-past", "starts_at"),))
    ends = told.body["ends_at"]
    return {"starts_at": starts_at, "ends_at": datetime.fromisoformat(ends) if ends else None, **told.regret}


def _absence(told: Told) -> dict[str, Any]:
    council = told.meeting.councils[0]
    gap = Absence(council=council, term=told.body["term"], ring=(f"{council}member",))
    return {"absences": (*told.meeting.absences, gap)}


def _arrange(told: Told) -> dict[str, Any]:
    return {**told.body, "access": tuple(told.body["access"])}


CHANGES: Final[Mapping[str, Change]] = {
    "convene": lambda told: {"status": "convened", **told.regret},
    "move": _move,
    "cancel": lambda told: {"status": "cancelled", "cancelled_because": told.body["reason"], **told.regret},
    "regret": lambda _: {},
    "arrange": _arrange,
    "hold": lambda told: {"status": "held", "attended": tuple(told.body["attended"])},
    "correct": lambda told: {"attended": tuple(told.body["attended"])},
    "minutes": lambda told: {"minutes": date.fromisoformat(told.body["on"])},
    "absence": _absence,
    "absence/withdraw": lambda told: {
        "absences": tuple(one for one in told.meeting.absences if one.term != told.body["term"])
    },
    "sign-up": lambda told: {"signed_up": told.meeting.signed_up + 1, "coming": (told.acting,)},
    "sign-off": lambda told: {"signed_up": told.meeting.signed_up - 1, "coming": ()},
}
