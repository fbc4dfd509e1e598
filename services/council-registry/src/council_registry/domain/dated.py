"""What units and councils have in common: each thing told of them holds from a day on, and may be agreed before it."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from council_registry.domain.period import Period
from council_registry.domain.structure_refusals import AlreadyAgreed, HasMet, NotBeforeTheLast, NothingAgreed


class Status(StrEnum):
    """What a unit or a council is on a day. A unit never rests."""

    PLANNED = "planned"
    ACTIVE = "active"
    RESTING = "resting"
    CLOSED = "closed"


class Closing(Protocol):
    """The end of a unit or a council, as its event tells it."""

    @property
    def on(self) -> date: ...

    @property
    def successors(self) -> tuple[str, ...]: ...


class Plan(Protocol):
    """What is agreed for a day to come; one of the two is there."""

    @property
    def on(self) -> date: ...

    @property
    def changed(self) -> Any: ...  # noqa: ANN401 - a change of a unit or of a council

    @property
    def closed(self) -> Any: ...  # noqa: ANN401 - the end of a unit or of a council


P = TypeVar("P", bound=Plan)
V = TypeVar("V")

Earlier = tuple[tuple[date, V], ...]
"""What held before, each until a day: that day is the first on which it did not."""


def status_on(day: date, starts: date | None, ending: Closing | None, rests: Sequence[Period] = ()) -> Status:
    if starts and day < starts:
        return Status.PLANNED
    if ending and day >= ending.on:
        return Status.CLOSED
    return Status.RESTING if any(rest.covers(day) for rest in rests) else Status.ACTIVE


def value_on(day: date, earlier: Earlier[V], last: V) -> V:
    return next((was for until, was in earlier if day < until), last)


def due(agreed: Sequence[P], day: date) -> list[P]:
    """Tell the plans whose day has come by then."""
    return [plan for plan in agreed if plan.on <= day]


def without(agreed: Sequence[P], on: date) -> tuple[P, ...]:
    return tuple(plan for plan in agreed if plan.on != on)


def plan_for(agreed: Sequence[P], on: date) -> P:
    """Tell the plan for a day; raises `NothingAgreed`."""
    for plan in agreed:
        if plan.on == on:
            return plan
    raise NothingAgreed(f"Nothing is agreed for {on}.", field="/on")


def days_from(day: date, earlier: Earlier[V], agreed: Sequence[Plan]) -> list[date]:
    """Tell that day, and the later ones on which something changes by what we know: between them all stays."""
    later = {on for on in (*(until for until, _ in earlier), *(plan.on for plan in agreed)) if on > day}
    return [day, *sorted(later)]


def require_next(on: date, *, told: Sequence[date], agreed: Sequence[Plan]) -> None:
    """Refuse a day before one that something was told for, and one that something agreed comes after.

    A change says all that holds from its day on: one that was agreed before knows nothing of it, and would undo it.
    """
    if told and on < max(told):
        raise NotBeforeTheLast(f"The last change holds from {max(told)}; what was before stays.", field="/on")
    if later := [plan.on for plan in agreed if plan.on >= on]:
        raise AlreadyAgreed(f"Something is agreed for {later[0]}; drop that plan first.", field="/on")


def require_none_met(on: date, met: date | None) -> None:
    """Refuse a first day of absence on which, or after which, a meeting was held."""
    if met and on <= met:
        raise HasMet(f"The last meeting was held on {met}.", field="/on")


def require_none_begun(on: date, periods: Iterable[Period], today: date) -> None:
    """Refuse an end before the first day of a term, or a post, that has begun: it would be as if it never had."""
    if begun := [period.starts for period in periods if period.runs and on < period.starts <= today]:
        raise NotBeforeTheLast(f"Somebody began on {max(begun)}; what was before stays.", field="/on")
