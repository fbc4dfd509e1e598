from datetime import UTC, date, datetime

from portal.application import answering
from portal.application.life import Due, Part, Question
from portal.application.resources import Case, Step, Word

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOON = Due(on=date(2026, 12, 7), rule="answer", status="proposed")


def a_case(*path: str, questions: tuple[Question, ...] = ()) -> Case:
    return Case(
        id="c",
        reference="26-4821",
        title="Tolk",
        short="Tolk mangler.",
        state="awaiting_answer",
        word=Word.AWAITING_ANSWER,
        origin="lar",
        holder="lar",
        lines=("AT",),
        language="nb",
        sequence=len(path),
        updated=NOON,
        path=tuple(Step(what=what, at=NOON, council=str(place)) for place, what in enumerate(path)),
        texts_visible=True,
        questions=questions,
    )


def test_what_was_asked_last_is_what_is_asked() -> None:
    asked = answering.asked(a_case("CaseReported", "StatementMade", "AnswerGiven", "CaseSent", "StatementMade"))
    assert asked.council == "4"


def test_what_was_missing_in_an_answer_belongs_to_the_statement_before_it() -> None:
    again = a_case("StatementMade", "AnswerGiven", "AnswerDisputed")
    assert answering.asked(again).missing == again.path[2]
    anew = a_case("StatementMade", "AnswerGiven", "AnswerDisputed", "AnswerGiven", "StatementMade")
    assert answering.asked(anew).missing is None


def test_only_the_parts_that_are_missing_are_waited_for() -> None:
    parts = [Part(unit=unit, part="owner", due=SOON, given=unit == "5303") for unit in ("5303", "9000")]
    asked = answering.asked(a_case("StatementMade", questions=(Question(unit="0701", due=SOON, parts=tuple(parts)),)))
    assert [part.unit for part in asked.waited_for] == ["9000"]
    assert asked.due == SOON


def test_a_case_without_a_statement_asks_nothing() -> None:
    assert answering.asked(a_case("CaseImported")) == answering.Asked()
