"""What is told of a generated nation, for what measures without sending its commands."""

from collections.abc import Iterator
from datetime import date, timedelta

from council_registry.testing.nation import Meeting, Nation, NationCouncil
from councilkit.events import Event
from councilkit.events.councils import CouncilFounded, Names, SeatAdded, TermStarted
from councilkit.events.meetings import (
    MeetingConvened,
    MeetingForm,
    MeetingHeld,
    MeetingPlanned,
    MeetingType,
    MinutesSent,
)
from councilkit.events.structure import CouncilChanged, CouncilRested


def told_of(nation: Nation) -> Iterator[tuple[str, Event]]:
    """Tell some twenty thousand events, each with its stream; one stream comes after the other."""
    for unit in nation.units:
        yield f"unit-{unit.number}", unit.listed()
    for council in nation.councils:
        for event in _life(council, nation.today):
            yield f"council-{council.id}", event
    for council in nation.councils:
        yield from _meetings(council)


def _meetings(council: NationCouncil) -> Iterator[tuple[str, Event]]:
    for meeting in council.meetings:
        for event in _course(meeting, council):
            yield f"meeting-{meeting.id}", event


def _life(council: NationCouncil, today: date) -> Iterator[Event]:
    yield CouncilFounded(council=council.id, starts=council.starts, **vars(council.charter))
    for one in council.sitting:
        yield SeatAdded(council=council.id, seat=one.seat, side=one.side)
        yield TermStarted(
            council=council.id,
            seat=one.seat,
            term=one.term,
            role=one.role,
            side=one.side,
            starts=one.period.starts,
            ends=one.period.ends,
        )
    if council.renamed:
        yield _renamed(council, date(today.year - 1, 7, 1))
    if council.rests:
        yield CouncilRested(council=council.id, on=date(today.year, 3, 1))


def _renamed(council: NationCouncil, on: date) -> CouncilChanged:
    charter = council.charter
    names = Names(**{language: f"{text} (nytt)" for language, text in dict(charter.names).items()})
    return CouncilChanged(
        council=council.id,
        on=on,
        names=names,
        parent=charter.parent,
        units=charter.units,
        line=charter.line,
        language=charter.language,
        led_by=charter.led_by,
    )


def _course(meeting: Meeting, council: NationCouncil) -> Iterator[Event]:
    councils = (council.id,)
    yield MeetingPlanned(
        meeting=meeting.id,
        councils=councils,
        type=MeetingType.COUNCIL_MEETING,
        form=MeetingForm.HYBRID,
        starts_at=meeting.starts_at,
    )
    if meeting.held:
        attended = tuple(one.term for one in council.sitting[1:])
        yield MeetingConvened(meeting=meeting.id, councils=councils)
        yield MeetingHeld(meeting=meeting.id, councils=councils, attended=attended)
        yield MinutesSent(meeting=meeting.id, councils=councils, on=meeting.starts_at.date() + timedelta(days=5))
