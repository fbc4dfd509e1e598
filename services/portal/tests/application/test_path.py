from datetime import UTC, datetime

import pytest

from portal.application.path import STAYS, WORD_OF, stages, told_as
from portal.application.resources import Case, Step, Word

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_case(word: Word, *steps: Step) -> Case:
    return Case(
        id="c",
        reference="26-4821",
        title="Tolk i første samtale",
        short="Tolk mangler.",
        state="",
        word=word,
        origin="lar",
        holder="lar",
        lines=("AT",),
        language="nb",
        sequence=len(steps),
        updated=NOON,
        path=steps,
        texts_visible=True,
    )


def a_step(what: str, council: str = "lar") -> Step:
    return Step(what=what, at=NOON, council=council)


def words(case: Case) -> list[tuple[str, str]]:
    return [(stage.word, stage.status) for stage in stages(case)]


def test_a_new_case_stands_at_the_first_of_five_words() -> None:
    assert words(a_case(Word.REPORTED, a_step("CaseReported"))) == [
        ("reported", "active"),
        ("in_progress", "uncompleted"),
        ("sent", "uncompleted"),
        ("awaiting_answer", "uncompleted"),
        ("done", "uncompleted"),
    ]


def test_what_happens_under_the_same_word_is_told_together() -> None:
    case = a_case(Word.IN_PROGRESS, *map(a_step, ("CaseReported", "CasePutOnAgenda", "CaseTreated")))
    assert [step.what for step in stages(case)[1].steps] == ["CasePutOnAgenda", "CaseTreated"]


def test_a_council_that_takes_over_from_one_that_is_no_more_leaves_the_case_at_its_word() -> None:
    case = a_case(Word.SENT, *map(a_step, ("CaseReported", "CaseTreated", "CaseSent", "CaseTakenOver")))
    assert [step.what for step in stages(case)[2].steps] == ["CaseSent", "CaseTakenOver"]


def test_the_next_council_begins_at_the_first_word_again() -> None:
    way = [a_step("CaseReported"), a_step("CaseTreated"), a_step("CaseSent"), a_step("CaseReceived", "rbu")]
    case = a_case(Word.REPORTED, *way)
    assert words(case)[:4] == [
        ("reported", "completed"),
        ("in_progress", "completed"),
        ("sent", "completed"),
        ("reported", "active"),
    ]


def test_a_returned_case_is_treated_once_more() -> None:
    way = [a_step("CaseReported"), a_step("CaseSent"), a_step("CaseReturned", "rbu")]
    assert words(a_case(Word.IN_PROGRESS, *way))[2] == ("in_progress", "active")


def test_a_case_that_is_done_has_nothing_before_it() -> None:
    assert words(a_case(Word.DONE, a_step("CaseReported"), a_step("AnswerConfirmed")))[-1] == ("done", "completed")


@pytest.mark.parametrize("what", ["AnswerGiven", "AnswerDisputed", "StatementMade"])
def test_until_the_council_has_said_its_word_the_case_waits_for_an_answer(what: str) -> None:
    assert stages(a_case(Word.AWAITING_ANSWER, a_step("CaseReported"), a_step(what)))[1].word is Word.AWAITING_ANSWER


def test_one_of_two_councils_that_has_its_answer_leaves_the_case_waiting_for_the_other() -> None:
    way = [a_step("CaseReported"), a_step("AnswerGiven"), a_step("AnswerConfirmed")]
    assert words(a_case(Word.AWAITING_ANSWER, *way))[1] == ("awaiting_answer", "active")


@pytest.mark.parametrize("what", STAYS)
def test_what_only_is_told_leaves_a_case_at_its_word(what: str) -> None:
    case = a_case(Word.IN_PROGRESS, a_step("CaseReported"), a_step("CasePutOnAgenda"), a_step(what))
    assert [step.what for step in stages(case)[1].steps] == ["CasePutOnAgenda", what]


@pytest.mark.parametrize("what", sorted(WORD_OF))
def test_everything_that_happens_has_its_word(what: str) -> None:
    case = a_case(Word.REPORTED, a_step(what), a_step("CaseReported"))
    assert stages(case)[0].word is WORD_OF[what]


def test_what_is_new_to_the_portal_is_passed_over() -> None:
    case = a_case(Word.REPORTED, a_step("CaseReported"), a_step("CaseSangASong"))
    assert [step.what for stage in stages(case) for step in stage.steps] == ["CaseReported"]


def test_a_deadline_that_draws_near_is_not_told_and_one_that_has_passed_is() -> None:
    late = [Step(what="CaseDue", at=NOON, council="lar", late=word) for word in ("soon", "overdue", "above")]
    assert [told_as(step) for step in late] == ["", "CaseDue overdue", ""]


def test_an_appeal_that_falls_leaves_the_case_done_and_one_that_wins_takes_it_up() -> None:
    decided = Step(what="AppealDecided", at=NOON, council="rbu", stands=False)
    assert told_as(decided) == "AppealDecided falls"
    assert told_as(decided.model_copy(update={"stands": True})) == "AppealDecided stands"
    way = [a_step("CaseReported"), a_step("CaseTurnedAway"), decided]
    assert words(a_case(Word.REPORTED, *way))[:3] == [
        ("reported", "completed"),
        ("done", "completed"),
        ("reported", "active"),
    ]
