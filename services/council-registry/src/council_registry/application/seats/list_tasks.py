"""What waits for somebody here: seats to fill, organisations to answer, mandates to review, things to hand over."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from council_registry.application.reading.council_numbers import numbers_by_name
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.seats.nominating import Requests
from council_registry.application.seats.read_seats import SOON
from council_registry.domain.council import Council
from council_registry.domain.dated import Status
from council_registry.domain.mandate import to_review
from council_registry.domain.nomination import Stage, open_for
from council_registry.domain.policy import Acting
from council_registry.domain.rule_set import RuleSet
from council_registry.domain.vacancy import chairs
from councilkit.events.councils import PostRole, TermRole

SEATED_BY = {TermRole.LEADER, TermRole.SECRETARY, TermRole.COORDINATOR}
REVIEW_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Task:
    """Something that waits for a term or post: `on` is the day by which it should be done, or was to be.

    `meets` is the day of `meeting`.
    """

    action: str
    acting: str
    council: Council
    on: date | None = None
    seat: str | None = None
    term: str | None = None
    nomination: str | None = None
    meeting: str | None = None
    meets: date | None = None


@dataclass(frozen=True)
class Desk:
    """A council, as somebody sees it who has a term in it."""

    acting: Acting
    found: CouncilOnDay
    standing: Standing
    numbers: Mapping[str, int]

    @property
    def council(self) -> Council:
        return self.found.council

    @property
    def day(self) -> date:
        return self.standing.day


async def list_tasks(asker: Sequence[Acting], standing: Standing, *, rules: RuleSet, requests: Requests) -> list[Task]:
    """Tell what waits for any of these terms and posts, the most urgent first."""
    tasks = [task for by in asker for task in _in_council(by, standing, rules)]
    for by in asker:
        if by.organisation and by.role == PostRole.ORGANISATION_CONTACT:
            tasks += await _to_answer(by, by.organisation, standing, requests)
    return sorted(tasks, key=lambda task: (task.on or standing.day, task.council.charter.short, task.action))


def _in_council(by: Acting, standing: Standing, rules: RuleSet) -> Iterator[Task]:
    found = standing.councils.get(by.council or "")
    if found and found.status is not Status.CLOSED:
        desk = Desk(by, found, standing, numbers_by_name(found, standing, rules))
        for tasks in OF_A_SEATING_ROLE if by.role in SEATED_BY else OF_ANYBODY:
            yield from tasks(desk)


def _fill_seats(desk: Desk) -> Iterator[Task]:
    if desk.council.ending or not is_at_work(desk.found):
        return
    for chair in chairs(desk.council.seating, desk.day, soon=desk.numbers[SOON]):
        if chair.wants_names and not open_for(chair.seat.id, desk.council.nominations):
            yield Task("fill_seat", desk.acting.id, desk.council, chair.ends, seat=chair.seat.id)


def is_at_work(found: CouncilOnDay) -> bool:
    """Tell whether somebody should see to it that a council meets: not while it rests, or is left in peace."""
    counting = found.council.counting
    return found.status is not Status.RESTING and not (counting and counting.quiet)


def _look_at_nominees(desk: Desk) -> Iterator[Task]:
    for one in desk.council.nominations.values():
        if one.stage is Stage.ANSWERED:
            yield Task("look_at_nominees", desk.acting.id, desk.council, seat=one.seat, nomination=one.id)


def _review_mandate(desk: Desk) -> Iterator[Task]:
    mandate = to_review(desk.council.mandates, desk.day)
    days = mandate.conditions.ahead if mandate else []
    if days and min(days) <= desk.day + REVIEW_AHEAD:
        yield Task("review_mandate", desk.acting.id, desk.council, min(days))


def _hand_over(desk: Desk, *, everybodys: bool) -> Iterator[Task]:
    for term in desk.council.seating.terms.values():
        handover = desk.council.handover(term, days=desk.numbers["handover_days"])
        asked = everybodys or term.id == desk.acting.id
        if asked and term.period.covers(desk.day) and handover.waits_on(desk.day):
            yield Task("tick_handover", desk.acting.id, desk.council, handover.due, seat=term.seat, term=term.id)


def _own_handover(desk: Desk) -> Iterator[Task]:
    return _hand_over(desk, everybodys=False)


def _handovers(desk: Desk) -> Iterator[Task]:
    return _hand_over(desk, everybodys=desk.acting.role == TermRole.SECRETARY)


Tasks = Callable[[Desk], Iterator[Task]]

OF_ANYBODY: Sequence[Tasks] = (_own_handover,)
OF_A_SEATING_ROLE: Sequence[Tasks] = (_fill_seats, _look_at_nominees, _review_mandate, _handovers)


async def _to_answer(by: Acting, organisation: str, standing: Standing, requests: Requests) -> list[Task]:
    return [
        Task(
            "answer_nomination",
            by.id,
            one.found.council,
            one.nomination.due,
            seat=one.nomination.seat,
            nomination=one.nomination.id,
        )
        for one in await requests.asking(organisation, standing.day)
        if one.nomination.stage is Stage.ASKED
    ]
