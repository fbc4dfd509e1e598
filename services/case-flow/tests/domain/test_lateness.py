from dataclasses import replace
from datetime import date

import pytest

from case_flow.domain.case import Case
from case_flow.domain.lateness import asks, first_due, late, next_change, seen_above_on, soon_on, tell_due, waits
from case_flow.domain.question import Part, Question
from case_flow.domain.refusals import NotDue
from case_flow.domain.transitions import State
from councilkit.events.case_words import Awaited, Basis, Late, Restriction
from councilkit.events.cases import Due, PartAs, RuleStatus
from councilkit.events.councils import Language

DUE = Due(on=date(2027, 1, 4), rule="answer-local", status=RuleStatus.AGREED, since=date(2026, 11, 17))
SOONER = DUE.model_copy(update={"on": date(2026, 12, 8)})
ASKED = Case(
    id="c",
    reference="26-1",
    origin="harbour",
    lines=(),
    language=Language.NB,
    holder="region",
    path=("harbour", "region"),
    state=State.AWAITING_ANSWER,
    questions=(Question("0800", DUE, parts=(Part("0701", PartAs.OWNER, SOONER),)),),
)


@pytest.mark.parametrize(
    ("day", "how"),
    [
        pytest.param(date(2026, 12, 21), None, id="not yet three quarters"),
        pytest.param(date(2026, 12, 22), None, id="three quarters of 48 days are on the 23rd"),
        pytest.param(date(2026, 12, 23), Late.SOON, id="three quarters"),
        pytest.param(date(2027, 1, 4), Late.SOON, id="the day itself"),
        pytest.param(date(2027, 1, 5), Late.OVERDUE, id="the day after"),
        pytest.param(date(2027, 1, 17), Late.OVERDUE, id="thirteen days after"),
        pytest.param(date(2027, 1, 18), Late.ABOVE, id="fourteen days after"),
    ],
)
def test_what_is_hoped_for_is_late_by_steps(day: date, how: Late | None) -> None:
    assert late(DUE, day) is how


def test_each_step_is_looked_for_on_its_day() -> None:
    days = [date(2026, 11, 17)]
    while day := next_change(DUE, days[-1]):
        days.append(day)
    assert days[1:] == [soon_on(DUE), date(2027, 1, 5), seen_above_on(DUE)]


def test_a_reminder_falls_on_no_day_off_and_never_after_its_day() -> None:
    assert soon_on(Due(on=date(2026, 12, 1), rule="word", status=RuleStatus.AGREED, since=date(2026, 11, 17))) == date(
        2026, 11, 30
    )  # eleven days would be a Saturday
    christmas = Due(on=date(2026, 12, 28), rule="set-by-hand", status=RuleStatus.AGREED, since=date(2026, 12, 20))
    assert soon_on(christmas) == christmas.on


def test_nobody_is_reminded_of_what_nobody_knows_the_beginning_of() -> None:
    unknown = DUE.model_copy(update={"since": None})
    assert soon_on(unknown) is None
    assert late(unknown, unknown.on) is None


def test_an_answer_and_its_parts_are_waited_for_each_by_its_own_day() -> None:
    assert [(step.unit, due) for step, due in waits(ASKED)] == [("0800", DUE), ("0701", SOONER)]
    assert first_due(ASKED) == SOONER


def test_it_is_the_level_above_whoever_asks_that_sees_it() -> None:
    assert {asks(ASKED, step) for step, _ in waits(ASKED)} == {"region"}
    home = replace(ASKED, state=State.COMING_HOME, receipt_by=DUE)
    assert {asks(home, step) for step, _ in waits(home)} == {"harbour"}


def test_a_reminder_says_on_which_day_the_level_above_will_see_it() -> None:
    [(answer, _), (part, _)] = waits(ASKED)
    told = tell_due(ASKED, answer, Late.SOON, "centre")
    assert (told.awaited, told.unit, told.above, told.seen_on) == (Awaited.ANSWER, "0800", "centre", date(2027, 1, 18))
    assert told.part is None
    told = tell_due(ASKED, part, Late.OVERDUE, None)
    assert (told.awaited, told.unit, told.part) == (Awaited.PART, "0701", PartAs.OWNER)


def test_the_level_above_hears_nothing_of_a_restricted_case() -> None:
    restricted = replace(ASKED, restriction=Restriction(basis=Basis.INTERNAL, until=date(2027, 6, 1)))
    told = tell_due(restricted, waits(restricted)[0][0], Late.OVERDUE, "centre")
    assert (told.above, told.seen_on) == (None, None)


def test_nothing_is_told_of_what_was_done_meanwhile() -> None:
    [(answer, _), _] = waits(ASKED)
    with pytest.raises(NotDue):
        tell_due(replace(ASKED, state=State.ANSWERED), answer, Late.OVERDUE, None)
