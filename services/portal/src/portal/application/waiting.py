"""My list: one line for each case and each term or post that it waits for, with the buttons that fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from councilkit.events.councils import PostRole
from portal.application.deeds import ALL, BY_ACTION, MOVE, Deed
from portal.application.duties import DUTY_TASKS, DutyTask
from portal.application.editions import EDITION_ACTIONS, EditionTask
from portal.application.meetings import Meeting
from portal.application.people import RegistryTask
from portal.application.resources import Allowed, Card, Due, Holding, Task
from portal.application.sessions import Session

HOLD: Final = "hold_meeting"
FILL: Final = "fill_seat"
SEAT_TASKS: Final = (
    FILL,
    *("answer_nomination", "look_at_nominees", "tick_handover", "review_mandate", "convene_meeting"),
)
_ORDER: Final = {deed.action: place for place, deed in enumerate(ALL)}


@dataclass(frozen=True)
class Button:
    """One thing that may be done now, and the term or post that it is done for."""

    deed: Deed
    holding: Holding

    def name(self, case: Card) -> str:
        """Tell what it is called for this case."""
        moves = self.deed.action == "put_on_agenda" and case.state == "on_agenda"
        return MOVE if moves else self.deed.action


@dataclass(frozen=True)
class Line:
    case: Card
    due: Due | None
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class MeetingLine:
    meeting: Meeting
    holders: list[Holding]


@dataclass(frozen=True)
class DutyLine:
    task: DutyTask
    holding: Holding


@dataclass(frozen=True)
class SeatLine:
    """One thing that waits at the registry, and how many seats of the council it is about."""

    task: RegistryTask
    holding: Holding
    seats: int


@dataclass(frozen=True)
class EditionLine:
    task: EditionTask
    holding: Holding


def waiting(tasks: Iterable[Task], session: Session) -> list[Line]:
    """Gather what may be done with the same case for the same term into one line."""
    found: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        found.setdefault((task.case.id, task.acting), []).append(task)
    lines = [_line(group, session) for group in found.values()]
    return [line for line in lines if line.buttons]


def buttons(allowed: Iterable[Allowed], session: Session) -> tuple[Button, ...]:
    """Make the buttons for what the service allows; what the portal has no page for is left out."""
    ordered = sorted(allowed, key=lambda one: _ORDER.get(one.action, len(_ORDER)))
    pairs = ((BY_ACTION.get(one.action), session.holding(one.acting)) for one in ordered)
    return tuple(Button(deed, holding) for deed, holding in pairs if deed and holding)


def to_enter(meetings: Iterable[Meeting], session: Session, *, now: datetime) -> list[MeetingLine]:
    """Tell the meetings that have begun and that the person may enter as held, each once, the oldest first."""
    begun = {meeting.id: meeting for meeting in meetings if meeting.starts_at <= now}
    lines = [MeetingLine(one, holders(one.actions, HOLD, session)) for one in begun.values()]
    return sorted((line for line in lines if line.holders), key=lambda line: line.meeting.starts_at)


def duties_waiting(tasks: Iterable[DutyTask], session: Session) -> list[DutyLine]:
    """Tell the meetings to book or to look after, the first to be booked first."""
    pairs = ((task, session.holding(task.acting)) for task in tasks if task.action in DUTY_TASKS)
    lines = [DutyLine(task, held) for task, held in pairs if held]
    return sorted(lines, key=lambda line: line.task.due.on if line.task.due else date.max)


def seats_waiting(tasks: Iterable[RegistryTask], session: Session) -> list[SeatLine]:
    """Tell what waits at the registry; the seats of a council that are to be filled make one line."""
    found: dict[tuple[str, ...], list[RegistryTask]] = {}
    for task in tasks:
        one = () if task.action == FILL else (task.nomination or task.term or task.meeting or "",)
        found.setdefault((task.action, task.acting, task.council.id, *one), []).append(task)
    pairs = ((group, session.holding(group[0].acting)) for group in found.values() if group[0].action in SEAT_TASKS)
    return [SeatLine(group[0], held, len(group)) for group, held in pairs if held]


def editions_waiting(tasks: Iterable[EditionTask], session: Session) -> list[EditionLine]:
    pairs = ((task, session.holding(task.acting)) for task in tasks if task.action in EDITION_ACTIONS)
    return [EditionLine(task, held) for task, held in pairs if held]


def edits(session: Session) -> bool:
    """Tell whether the person makes the newsletter."""
    return any(holding.role == PostRole.DIRECTORATE_CONTACT for holding in session.holdings)


def holders(allowed: Iterable[Allowed], action: str, session: Session) -> list[Holding]:
    """The person's own terms and posts that may do one thing now."""
    found = (session.holding(one.acting) for one in allowed if one.action == action)
    return [holding for holding in found if holding]


def chosen(holdings: list[Holding], acting: str) -> Holding | None:
    """Take the one that was wanted; without a wish, the first."""
    wanted = [holding for holding in holdings if holding.id == acting]
    return next(iter(wanted or (() if acting else holdings)), None)


def _line(tasks: list[Task], session: Session) -> Line:
    allowed = [Allowed(action=task.action, acting=task.acting) for task in tasks]
    return Line(tasks[0].case, tasks[0].due, buttons(allowed, session))
