"""The curated examples that others test against are a story that our own rules tell, word for word."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from case_flow.domain import answering, hops, raising, treating
from case_flow.domain.case import Case
from case_flow.domain.evolve import evolve
from case_flow.domain.neighbours import Council, Meeting, Time, Unit
from case_flow.domain.routes import Routes
from councilkit.callers import Holding
from councilkit.events import Event
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReceived,
    CaseReported,
    CaseReturned,
    CaseSent,
    CaseTakenOver,
    CaseTreated,
    StatementMade,
)
from councilkit.events.councils import CouncilFounded, PostStarted, UnitListed
from councilkit.events.examples import example_items
from councilkit.events.meetings import MeetingHeld, MeetingPlanned
from councilkit.events.structure import CouncilClosed
from councilkit.events.texts import TextErased
from councilkit.testing.holdings import a_post, a_term


class World:
    """What the registry had told when a case moved."""

    def __init__(self) -> None:
        self.councils: dict[str, Council] = {}
        self.units: dict[str, Unit] = {}
        self.meetings: dict[str, Meeting] = {}

    def hear(self, event: Event | None) -> None:
        match event:
            case CouncilFounded():
                self.councils[event.council] = Council(event.council, event.level, event.parent, event.language)
            case CouncilClosed():
                self.councils[event.council] = replace(self.councils[event.council], closed=True)
            case UnitListed():
                self.units[event.unit] = Unit(event.unit, event.kind)
            case PostStarted() if event.unit:
                self.units[event.unit] = Unit(
                    event.unit, self.units[event.unit].kind, (Time(event.starts, event.ends),)
                )
            case MeetingPlanned() | MeetingHeld():
                self.meetings[event.meeting] = Meeting(event.meeting, event.councils, isinstance(event, MeetingHeld))

    def told_again(self, event: Event | None, case: Case | None, now: datetime) -> Event:  # noqa: C901, PLR0911, PLR0912 - a line each
        """What the rules make of the same wish."""
        match event, case:
            case CaseReported(), None:
                where = self.councils[event.council]
                about = raising.About(event.lines, event.phase, event.theme, event.started_by, event.restriction)
                by, which = leader(where.id, event.reporter), {"case": event.case, "reference": event.reference}
                return raising.report(by, where, about, **which, now=now)
            case CasePutOnAgenda(), Case():
                return treating.put_on_agenda(case, leader(case.holder), self.meetings[event.meeting])
            case CaseTreated(), Case():
                return treating.treat(case, leader(case.holder), event.outcome, self.meetings[event.meeting])
            case CaseSent(), Case():
                return hops.send(case, leader(case.holder), event.to, event.wish, routes=Routes(self.councils), now=now)
            case CaseReceived(), Case():
                return hops.receive(case, leader(case.path[-1]), now=now)
            case CaseReturned(), Case():
                return hops.give_back(case, leader(case.path[-1]))
            case StatementMade(), Case():
                return answering.make_statement(case, leader(case.holder), self.units[event.unit], now=now)
            case AnswerGiven(), Case():
                return answering.answer(case, a_post(event.unit), event.outcome, now=now)
            case AnswerConfirmed(), Case():
                return answering.confirm(case, leader(case.home))
            case AnswerDisputed(), Case():
                return answering.dispute(case, leader(case.home), self.units[event.unit], now=now)
            case CaseTakenOver(), Case():
                return hops.take_over(case, event.council, event.to)
            case AnswerPassedOn(), Case():
                return answering.pass_on(case, event.unit, event.successor)
            case _:
                raise AssertionError(event)


def leader(council: str, id: str | None = None) -> Holding:
    return a_term(council, id=id)


def test_the_story_is_one_that_the_rules_of_a_case_tell() -> None:
    world, cases = World(), dict[str, Case]()
    for item in example_items():
        event = item.event()
        if item.source != "case-flow":
            world.hear(event)
            continue
        case = cases.get(item.stream)
        if not isinstance(event, TextErased):
            assert world.told_again(event, case, item.at) == event
        assert event is not None
        cases[item.stream] = evolve(case, event)
    assert len(cases) == 2


def test_the_story_is_told_in_the_order_in_which_it_happened() -> None:
    assert all(one.at < other.at for one, other in pairwise(example_items()))
