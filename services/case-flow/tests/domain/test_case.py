from dataclasses import replace
from datetime import date

import pytest

from case_flow.domain.answering import confirm, dispute, make_statement
from case_flow.domain.case import Case
from case_flow.domain.evolve import BEGINNINGS, EFFECTS, evolve
from case_flow.domain.hops import give_back, receive
from case_flow.domain.neighbours import Meeting, Time, Unit
from case_flow.domain.policy import Relation
from case_flow.domain.question import Question
from case_flow.domain.raising import About, report
from case_flow.domain.refusals import MeetingNotHeld, NobodyAnswers, NotTheirMeeting
from case_flow.domain.texts import TEXTS
from case_flow.domain.transitions import TRANSITIONS, Action, State
from case_flow.domain.treating import put_on_agenda, treat
from case_flow.testing.driver import NOW
from case_flow.testing.places import CENTRE, HARBOUR, OFFICE, REGION, REGIONAL_UNIT, VALLEY
from councilkit.events import event_types
from councilkit.events.cases import CaseSent, Due, Line, Outcome, RuleStatus, Wish
from councilkit.events.councils import Language, UnitKind
from councilkit.events.texts import TextErased
from councilkit.policy import NotAllowed

DUE = Due(on=date(2026, 12, 1), rule="answer-local", status=RuleStatus.PROPOSED)
CASE = Case(
    id="c",
    reference="26-1",
    origin=HARBOUR.id,
    lines=(Line.AT,),
    language=Language.NB,
    holder=REGION.id,
    path=(HARBOUR.id, REGION.id, CENTRE.id),
    questions=(Question(REGIONAL_UNIT.number, DUE), Question(OFFICE.number, DUE)),
)


def test_who_may_not_do_something_hears_what_they_may() -> None:
    waits = replace(CASE, state=State.AWAITING_ANSWER)
    for by, instead in ((HARBOUR.leader, "add_note, erase_text"), (HARBOUR.member, "nothing")):
        with pytest.raises(NotAllowed, match=f"may not do give_answer here; possible now: {instead}"):
            waits.require(Action.ANSWER, by)


def test_a_line_is_named_once() -> None:
    fact = report(
        HARBOUR.member, HARBOUR.council, About([Line.K, Line.AT, Line.K]), case="c", reference="26-1", now=NOW
    )
    assert fact.lines == (Line.K, Line.AT)


def test_nobody_reports_in_another_council() -> None:
    with pytest.raises(NotAllowed):
        report(VALLEY.leader, HARBOUR.council, About([Line.K]), case="c", reference="26-1", now=NOW)


def test_what_a_council_is_to_a_case() -> None:
    sent = replace(CASE, state=State.SENT)
    assert sent.relations(HARBOUR.leader) == {Relation.ORIGIN, Relation.PATH}
    assert sent.relations(REGION.leader) == {Relation.HOLDER, Relation.PATH}
    assert sent.relations(CENTRE.leader) == {Relation.ADDRESSEE, Relation.PATH}
    assert sent.relations(VALLEY.leader) == set()


def test_what_a_unit_is_to_a_case() -> None:
    assert CASE.relations(OFFICE.manager) == {Relation.ASKED_UNIT, Relation.PATH}
    assert CASE.relations(REGIONAL_UNIT.manager) == {Relation.PATH}


def test_a_council_puts_a_case_on_its_own_agenda_only() -> None:
    with pytest.raises(NotTheirMeeting):
        put_on_agenda(replace(CASE, state=State.REPORTED), REGION.leader, Meeting("m", (HARBOUR.id,)))


@pytest.mark.parametrize(
    "meeting",
    [
        pytest.param(None, id="nobody knows of it"),
        pytest.param(Meeting("m", (REGION.id,)), id="it is only planned"),
        pytest.param(Meeting("another", (REGION.id,), held=True), id="another meeting was held"),
    ],
)
def test_a_case_is_not_treated_before_its_meeting_was_held(meeting: Meeting | None) -> None:
    with pytest.raises(MeetingNotHeld):
        treat(replace(CASE, state=State.ON_AGENDA, meeting="m"), REGION.leader, Outcome.HOP, meeting)


NEW_YEAR, YESTERDAY, TODAY, TOMORROW = date(2026, 1, 1), date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


@pytest.mark.parametrize(
    "answering",
    [
        pytest.param((), id="nobody ever did"),
        pytest.param((Time(NEW_YEAR, YESTERDAY),), id="the last one has gone"),
        pytest.param((Time(TOMORROW),), id="the first one has not begun"),
        pytest.param((Time(TODAY, YESTERDAY),), id="one was taken back before the first day"),
    ],
)
def test_a_statement_needs_somebody_who_answers(answering: tuple[Time, ...]) -> None:
    unit = Unit("0701", UnitKind.LOCAL_OFFICE, answering)
    with pytest.raises(NobodyAnswers):
        make_statement(replace(CASE, state=State.TREATED), REGION.leader, unit, now=NOW)


@pytest.mark.parametrize("time", [Time(TODAY, TODAY), Time(NEW_YEAR), Time(NEW_YEAR, TODAY)])
def test_somebody_answers_from_the_first_day_until_the_last_is_over(time: Time) -> None:
    unit = Unit("0701", UnitKind.LOCAL_OFFICE, (Time(NEW_YEAR, YESTERDAY), time))
    assert make_statement(replace(CASE, state=State.TREATED), REGION.leader, unit, now=NOW).unit == "0701"


def test_a_case_moves_to_another_meeting_when_the_first_never_comes() -> None:
    waiting = replace(CASE, state=State.ON_AGENDA, meeting="the one that never comes")
    moved = evolve(waiting, put_on_agenda(waiting, REGION.leader, Meeting("the next one", (REGION.id,))))
    assert (moved.state, moved.meeting) == (State.ON_AGENDA, "the next one")


def test_a_case_that_is_received_begins_anew_at_its_new_holder() -> None:
    sent = replace(CASE, state=State.SENT, meeting="m", outcome=Outcome.HOP)
    received = evolve(sent, receive(sent, CENTRE.leader, now=NOW))
    assert (received.state, received.holder) == (State.REPORTED, CENTRE.id)
    assert (received.meeting, received.outcome) == (None, None)


def test_a_case_that_is_returned_is_still_its_senders() -> None:
    sent = replace(CASE, state=State.SENT, outcome=Outcome.HOP)
    returned = evolve(sent, give_back(sent, CENTRE.leader))
    assert (returned.state, returned.holder, returned.outcome) == (State.TREATED, REGION.id, None)


def test_a_disputed_answer_is_asked_for_again_at_the_same_unit() -> None:
    home = replace(CASE, state=State.COMING_HOME)
    disputed = evolve(home, dispute(home, HARBOUR.member, Unit(OFFICE.number, OFFICE.kind), now=NOW))
    assert (disputed.state, disputed.unit, disputed.holder) == (State.AWAITING_ANSWER, OFFICE.number, REGION.id)


def test_an_answered_case_is_with_its_origin_again() -> None:
    home = replace(CASE, state=State.COMING_HOME)
    assert evolve(home, confirm(home, HARBOUR.member)).holder == HARBOUR.id


def test_an_erased_text_changes_nothing_else() -> None:
    assert evolve(CASE, TextErased(entry="case-c:000001", text="title")) == CASE


def test_a_history_that_no_rule_allows_any_more_is_still_read() -> None:
    over = replace(CASE, state=State.CLOSED)
    due = Due(on=date(2026, 12, 1), rule="receive", status=RuleStatus.PROPOSED)
    sent = CaseSent(case="c", sender=HARBOUR.id, to=REGION.id, wish=Wish.ANSWER, due=due)
    assert (State.CLOSED, Action.SEND) not in TRANSITIONS
    assert evolve(over, sent).state is State.SENT


def test_a_case_begins_with_its_report() -> None:
    with pytest.raises(ValueError, match="begins with its report"):
        evolve(None, TextErased(entry="case-c:000001", text="title"))


def test_every_event_of_a_case_is_taken_in() -> None:
    ours = {event for event in event_types().values() if event.TYPE.startswith("raadslag.case.") and not event.NEXT}
    assert ours == {*BEGINNINGS, *EFFECTS}
    assert TEXTS.keys() <= ours
