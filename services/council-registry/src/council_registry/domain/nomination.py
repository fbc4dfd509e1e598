"""An organisation is asked for names for a seat, and answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from council_registry.domain.policy import Action
from council_registry.domain.seat_refusals import AlreadyAsked, DayPassed, NominationOver, NoSuchNomination, SeatOver
from council_registry.domain.seating import Seat
from councilkit.events import Event, Item
from councilkit.events.seating import NominationAnswered, NominationClosed, NominationRequested


class Stage(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Nomination:
    id: str
    seat: str
    due: date
    stage: Stage = Stage.ASKED

    @property
    def open(self) -> bool:
        return self.stage is not Stage.CLOSED

    def possible(self) -> list[Action]:
        return [Action.ANSWER_NOMINATION, Action.CLOSE_NOMINATION] if self.open else []


@dataclass(frozen=True)
class Filed:
    """What a request is found by; how it stands is its council's to tell."""

    id: str
    council: str
    entry: str  # the texts stand beside it
    changed: datetime


Nominations = Mapping[str, Nomination]


def open_for(seat: str, nominations: Nominations) -> Nomination | None:
    """Tell the request for a seat that nobody has closed."""
    return next((one for one in nominations.values() if one.seat == seat and one.open), None)


def request(
    wanted: Nomination, seat: Seat, *, council: str, nominations: Nominations, today: date
) -> NominationRequested:
    if not seat.stands_on(today):
        raise SeatOver(f"The seat is closed after {seat.last}.", field="path")
    if wanted.due < today:
        raise DayPassed("Ask for an answer by a day that comes.", field="/due")
    if asked := open_for(seat.id, nominations):
        raise AlreadyAsked(f"The request {asked.id} is open; close it first.", field="path")
    return NominationRequested(council=council, seat=seat.id, request=wanted.id, due=wanted.due)


def answer(id: str, *, council: str, nominations: Nominations) -> NominationAnswered:
    open_request(id, nominations)
    return NominationAnswered(council=council, request=id)


def close(id: str, *, council: str, nominations: Nominations) -> NominationClosed:
    open_request(id, nominations)
    return NominationClosed(council=council, request=id)


def with_request(nominations: Nominations, event: NominationRequested) -> Nominations:
    """Take one event in."""
    return {**nominations, event.request: Nomination(event.request, event.seat, event.due)}


def with_stage(nominations: Nominations, event: NominationAnswered | NominationClosed) -> Nominations:
    """Take one event in."""
    stage = Stage.ANSWERED if isinstance(event, NominationAnswered) else Stage.CLOSED
    return {**nominations, event.request: replace(nominations[event.request], stage=stage)}


def filed(before: Filed | None, event: Event, item: Item) -> Filed:
    """Take one event in."""
    if isinstance(event, NominationRequested):
        return Filed(event.request, event.council, item.id, item.at)
    if before is None:
        raise TypeError(event)
    return replace(before, changed=item.at)


def open_request(id: str, nominations: Nominations) -> None:
    """Refuse what is asked of a request that is closed, or of none."""
    if id not in nominations:
        raise NoSuchNomination(f"There is no request with the id {id}.", field="path")
    if not nominations[id].open:
        raise NominationOver("Nobody is asked any more: the request is closed.")
