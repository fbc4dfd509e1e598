"""The curated examples that others test against are a story that our own rules tell, word for word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from case_flow.domain import answering, ending, hops, raising, treating
from case_flow.domain.case import Case
from case_flow.domain.evolve import EFFECTS, evolve
from case_flow.domain.follow_up import FollowUp
from case_flow.domain.neighbours import Council, Meeting, Time, Unit
from case_flow.domain.routes import Routes
from case_flow.subscriptions import CASES
from councilkit.callers import Holding
from councilkit.events import Event
from councilkit.events import case_life as life
from councilkit.events import cases as told
from councilkit.events.case_words import Restriction
from councilkit.events.councils import CouncilFounded, PostStarted, UnitListed
from councilkit.events.examples import example_items
from councilkit.events.meetings import MeetingHeld, MeetingPlanned
from councilkit.events.structure import CouncilClosed
from councilkit.testing.holdings import a_post, a_term
from councilkit.workdays import oslo_day


@dataclass
class World:
    """What the registry had told when a case moved, and where the cases were."""

    councils: dict[str, Council] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)

    def hear(self, event: Event | None) -> None:
        match event:
            case CouncilFounded():
                council = Council(event.council, event.level, event.parent, event.language, short=event.short)
                self.councils[event.council] = council
            case CouncilClosed():
                self.councils[event.council] = replace(self.councils[event.council], closed=True)
            case UnitListed():
                self.units[event.unit] = Unit(event.unit, event.kind)
            case PostStarted() if event.unit:
                times = (Time(event.starts, event.ends),)
                self.units[event.unit] = replace(self.units[event.unit], answering=times)
            case MeetingPlanned() | MeetingHeld():
                self.meetings[event.meeting] = Meeting(event.meeting, event.councils, isinstance(event, MeetingHeld))

    @property
    def routes(self) -> Routes:
        return Routes(self.councils, {})


@dataclass
class Wish:
    """What somebody wanted when the event came of it."""

    event: Any
    case: Any
    now: datetime
    world: World

    @property
    def by(self) -> Holding:
        """The leader of the council that the event names."""
        return leader(self.event.council)

    @property
    def unit(self) -> Unit:
        return self.world.units[self.event.unit]


def leader(council: str, id: str | None = None) -> Holding:
    return a_term(council, id=id)


def report(it: Wish) -> Event:
    event, where = it.event, it.world.councils[it.event.council]
    about = raising.About(event.lines, event.phase, event.theme, event.started_by, event.restriction)
    by = leader(where.id, event.reporter)
    return raising.report(by, where, about, case=event.case, reference=event.reference, now=it.now)


def treat(it: Wish) -> Event:
    return treating.treat(it.case, it.by, it.event.outcome, it.world.meetings[it.event.meeting])


def make_statement(it: Wish) -> Event:
    also = [(it.world.units[one.unit], one.part) for one in it.event.also]
    return answering.make_statement(it.case, it.by, it.unit, also=also, now=it.now)


def send(it: Wish) -> Event:
    by = leader(it.event.sender)
    return hops.send(it.case, by, it.event.to, it.event.wish, routes=it.world.routes, now=it.now)


def agree(it: Wish) -> Event:
    says = it.event
    one = FollowUp(says.follow_up, says.responsible, says.starts, says.ends, says.involved, says.informed)
    return ending.agree(it.case, it.by, one, now=it.now)


def report_on(it: Wish) -> Event:
    says, by = it.event, leader(it.case.holder)
    return ending.report_on(it.case, by, says.follow_up, says.progress, says.ends, now=it.now)


def restrict(it: Wish) -> Event:
    restriction = Restriction(basis=it.event.basis, until=it.event.until)
    return ending.restrict(it.case, it.by, restriction, now=it.now)


DEEDS: Mapping[type[Event], Callable[[Wish], Event]] = {
    told.CaseReported: report,
    life.CaseScheduled: lambda it: raising.schedule(it.case, it.by, it.event.on, now=it.now),
    life.TurningAwayProposed: lambda it: raising.propose_turning_away(it.case, it.by, it.event.why),
    life.CaseKept: lambda it: raising.keep(it.case, it.by),
    life.CaseTurnedAway: lambda it: raising.turn_away(it.case, it.by, it.event.why, now=it.now),
    life.CaseAppealed: lambda it: raising.appeal(it.case, it.by, it.event.to, now=it.now),
    life.AppealDecided: lambda it: raising.decide_appeal(it.case, it.by, stands=it.event.stands, now=it.now),
    told.CasePutOnAgenda: lambda it: treating.put_on_agenda(it.case, it.by, it.world.meetings[it.event.meeting]),
    life.CasePostponed: lambda it: treating.postpone(it.case, it.by, it.event.until, now=it.now, seen=False),
    life.CaseTakenUpAgain: lambda it: treating.take_up_again(it.case, oslo_day(it.now)),
    told.CaseTreated: treat,
    life.CaseMerged: lambda it: treating.merge(it.case, it.by, it.world.cases[f"case-{it.event.into}"]),
    life.CaseJoined: lambda it: treating.join(it.case, it.world.cases[f"case-{it.event.joined}"]),
    life.CaseWithdrawn: lambda it: raising.withdraw(it.case, it.by),
    told.CaseSent: send,
    life.SendingRegretted: lambda it: hops.regret(it.case, it.by, now=it.now),
    told.CaseReceived: lambda it: hops.receive(it.case, it.by, now=it.now),
    told.CaseReturned: lambda it: hops.give_back(it.case, it.by),
    life.NoteAdded: lambda it: hops.add_note(it.case, it.by),
    told.StatementMade: make_statement,
    life.AnswerDelayed: lambda it: answering.delay(it.case, a_post(it.event.unit), it.event.due.on, now=it.now),
    life.PartGiven: lambda it: answering.give_part(it.case, a_post(it.event.unit), it.event.outcome),
    told.AnswerGiven: lambda it: answering.answer(it.case, a_post(it.event.unit), it.event.outcome, now=it.now),
    told.AnswerConfirmed: lambda it: answering.confirm(it.case, it.by),
    told.AnswerDisputed: lambda it: answering.dispute(it.case, it.by, it.unit, now=it.now),
    life.FollowUpAgreed: agree,
    life.FollowUpReported: report_on,
    life.CaseClosed: lambda it: ending.close(it.case, it.by),
    life.CaseReopened: lambda it: ending.reopen(it.case, it.by, new_facts=it.event.new_facts, now=it.now),
    life.CaseRestricted: restrict,
    life.RestrictionLifted: lambda it: ending.lift(it.case, it.by),
    told.CaseTakenOver: lambda it: hops.take_over(it.case, it.event.council, it.event.to),
    told.AnswerPassedOn: lambda it: answering.pass_on(it.case, it.event.unit, it.event.successor),
}
"""What the rules make of the same wish."""

NO_WISH = {life.CaseDue, life.CaseImported}
ELSEWHERE = "number"
"""What is claimed in a ledger, which knows the other cases."""


def said(value: Any) -> Any:  # noqa: ANN401 - as in JSON
    """Leave out what nothing is said of: an event from an earlier time says less than we would today."""
    if isinstance(value, Mapping):
        return {name: said(inner) for name, inner in value.items() if inner not in (None, ()) and name != ELSEWHERE}
    return [said(inner) for inner in value] if isinstance(value, list | tuple) else value


def is_part_of(less: Any, more: Any) -> bool:  # noqa: ANN401 - see above
    if isinstance(less, dict):
        return all(name in more and is_part_of(value, more[name]) for name, value in less.items())
    return bool(less == more)


def test_the_story_is_one_that_the_rules_of_a_case_tell() -> None:
    world, retold = World(), set()
    for item in example_items():
        event = item.event()
        if item.source != "case-flow":
            world.hear(event)
        elif event is not None and item.stream.startswith("case-"):
            case = world.cases.get(item.stream)
            if deed := DEEDS.get(type(event)):
                says = said(event.model_dump())
                says_today = said(deed(Wish(event, case, item.at, world)).model_dump())
                assert is_part_of(says, says_today), event
                retold |= {type(event)} if says == says_today else set()
            world.cases[item.stream] = evolve(case, event)
    assert retold == DEEDS.keys()
    assert {*DEEDS, *NO_WISH} == {told.CaseReported, life.CaseImported, *EFFECTS}


def test_no_event_changes_what_a_case_has_no_field_for() -> None:
    cases: dict[str, Case] = {}
    for item in example_items():
        if item.source == "case-flow" and item.stream.startswith("case-") and (event := item.event()):
            cases[item.stream] = evolve(cases.get(item.stream), event)
    assert {name for case in cases.values() for name in vars(case)} == {one.name for one in fields(Case)}


def test_every_event_of_a_case_is_taken_in() -> None:
    assert {*DEEDS, *NO_WISH} <= set(CASES.folds)


def test_the_story_is_told_in_the_order_in_which_it_happened() -> None:
    assert all(one.at < other.at for one, other in pairwise(example_items()))
