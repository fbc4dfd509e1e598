"""Old cases come in as a table: looked at first, all or nothing, and again without doubling."""

import base64
from typing import Any

import httpx2
import pytest

from case_flow.api.importing import MOST_ROWS
from case_flow.application.importing.rows import COLUMNS
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import Driver
from case_flow.testing.http import Http
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGION, VALLEY
from councilkit.case_tables import HEADINGS, WORDS
from councilkit.events.case_words import ImportedAs, Phase, Theme
from councilkit.events.cases import AnswerOutcome
from councilkit.spreadsheets import write_csv
from councilkit.testing.client import Asker
from councilkit.testing.holdings import a_post

RAISED: dict[str, Any] = {
    "key": "2019/17",
    "council": HARBOUR.id,
    "title": "Skilt ved inngangen",
    "lines": "AT, K",
    "raised": "14.03.2019",
    "state": "reported",
}
WAITS = RAISED | {
    "key": "2026/3",
    "title": "Lys i trappen",
    "raised": "2026-05-04",
    "state": "awaiting_answer",
    "unit": OFFICE.number,
    "numbers": "HOR-3/26",
    "due": "2027-01-15",
}
HOME = RAISED | {"key": "2020/9", "state": "answered", "outcome": "followed", "answer": "Skiltet henger der nå."}


@pytest.fixture
def secretary(http: Http) -> Asker:
    return http.by(HARBOUR.secretary)


async def looked(asker: Asker, *rows: dict[str, Any]) -> dict[str, Any]:
    answer = await asker.post("/case-imports/preview", {"rows": rows})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def entered(asker: Asker, *rows: dict[str, Any], **more: Any) -> httpx2.Response:  # noqa: ANN401 - any JSON
    digest = (await looked(asker, *rows))["digest"]
    return await asker.post("/case-imports", {"rows": rows, "digest": digest, **more})


async def test_what_is_new_is_told_before_anything_is_entered(secretary: Asker, case_flow: Driver) -> None:
    told = await looked(secretary, RAISED, WAITS)
    assert [(one["line"], one["title"], one["state"]) for one in told["new"]] == [
        (1, "Skilt ved inngangen", "reported"),
        (2, "Lys i trappen", "awaiting_answer"),
    ]
    assert (told["same"], told["problems"], told["hints"]) == ([], [], [])
    assert not await case_flow.published()


async def test_an_open_case_goes_on_from_where_it_was(secretary: Asker, http: Http, case_flow: Driver) -> None:
    [first, second] = (await entered(secretary, RAISED, WAITS)).json()["cases"]
    old, waits = await case_flow.case(first), await case_flow.case(second)
    assert (old.state, old.numbers, old.holder) == (State.REPORTED, (), HARBOUR.id)
    assert (waits.state, waits.numbers, waits.unit) == (State.AWAITING_ANSWER, ("HOR-3/26",), OFFICE.number)
    told = (await http.by(OFFICE.manager).get(f"/cases/{second}")).json()
    assert told["next"]["due"]["on"] == "2027-01-15"
    assert Action.ANSWER in [one["action"] for one in told["actions"]]
    answer = {"outcome": "followed", "short": "Lyset er på.", "reason": "Elektrikeren har vært her."}
    assert (await http.by(OFFICE.manager).post(f"/cases/{second}/answer", answer)).status_code == 200
    assert (await http.by(HARBOUR.member).post(f"/cases/{second}/confirm")).status_code == 200
    assert (await case_flow.case(second)).state is State.ANSWERED


@pytest.mark.parametrize("number", ["17", "2019/17", "HOR-3/26", "LBU-HOR 12/24", "Sak nr. 3/2019", "utvalgssak 4-19"])
async def test_a_case_keeps_what_it_was_called_before(secretary: Asker, case_flow: Driver, number: str) -> None:
    [case] = (await entered(secretary, RAISED | {"numbers": number})).json()["cases"]
    assert (await case_flow.case(case)).numbers == (number,)


async def test_an_old_answer_is_on_its_card(secretary: Asker) -> None:
    [case] = (await entered(secretary, HOME)).json()["cases"]
    told = (await secretary.get(f"/cases/{case}")).json()
    assert (told["state"], told["short_answer"], told["short"]) == (
        "answered",
        "Skiltet henger der nå.",
        RAISED["title"],
    )


async def test_a_table_that_comes_again_doubles_nothing(secretary: Asker, case_flow: Driver) -> None:
    await entered(secretary, RAISED, HOME)
    before = len(await case_flow.published())
    told = await looked(secretary, RAISED, WAITS, HOME)
    assert ([one["line"] for one in told["new"]], told["same"]) == ([2], [1, 3])
    again = await entered(secretary, RAISED, HOME)
    assert (again.status_code, again.json()["cases"]) == (201, [])
    assert len(await case_flow.published()) == before


async def test_a_spreadsheet_of_them_is_read_as_norwegians_write(secretary: Asker) -> None:
    table = write_csv(list(WAITS), [WAITS | {"raised": "4.5.2026"}])
    sheet = base64.b64encode(table.encode()).decode()
    told = (await secretary.post("/case-imports/preview", {"sheet": sheet})).json()
    assert [one["line"] for one in told["new"]] == [2]


def test_every_column_has_a_heading() -> None:
    assert tuple(HEADINGS["en"]) == COLUMNS


def test_every_word_that_a_column_takes_can_be_said() -> None:
    takes = {"state": ImportedAs, "phase": Phase, "theme": Theme, "outcome": AnswerOutcome}
    assert {column: list(words) for column, words in WORDS["en"].items()} == {
        column: [word.value for word in words] for column, words in takes.items()
    }


@pytest.mark.parametrize("language", HEADINGS)
async def test_a_spreadsheet_is_headed_in_the_language_of_whoever_wrote_it(secretary: Asker, language: str) -> None:
    headings, said = HEADINGS[language], WORDS[language]
    waits = WAITS | {"state": said["state"]["awaiting_answer"], "theme": said["theme"]["other"]}
    rows = [{headings[column]: cell for column, cell in row.items()} for row in (waits, RAISED | {"state": "lost"})]
    sheet = base64.b64encode(write_csv(list(headings.values()), rows).encode()).decode()
    told = (await secretary.post("/case-imports/preview", {"sheet": sheet})).json()
    assert [one["title"] for one in told["new"]] == [WAITS["title"]]
    assert [(one["line"], one["column"], one["rule"]) for one in told["problems"]] == [(3, "state", "enum")]


async def test_a_spreadsheet_that_names_a_column_twice_is_refused(secretary: Asker) -> None:
    sheet = base64.b64encode(write_csv(["Tittel", "title"], [{"title": "Skilt"}]).encode()).decode()
    refused = await secretary.post("/case-imports/preview", {"sheet": sheet})
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (422, "sheet-wrong")


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (RAISED | {"state": "lost"}, "state", "enum"),
        (RAISED | {"key": "01019012345"}, "key", "national-identity-number"),
        (RAISED | {"numbers": "HOR-1/20, 010190 12345"}, "numbers", "national-identity-number"),
        (RAISED | {"numbers": "Ola Nordmann"}, "numbers", "string-pattern-mismatch"),
        (RAISED | {"numbers": "ola@example.no 1/20"}, "numbers", "string-pattern-mismatch"),
        (WAITS | {"due": "9999-12-31"}, "due", "day-far-off"),
        (RAISED | {"raised": "31.02.2020"}, "raised", "date-from-datetime-parsing"),
        (RAISED | {"raised": "2031-01-01"}, "raised", "day-to-come"),
        (RAISED | {"council": "LBU-XXX"}, "council", "unknown-reference"),
        (RAISED | {"title": "Gjelder 01010112345"}, "title", "national-identity-number"),
        (RAISED | {"colour": "blue"}, None, "extra-forbidden"),
        (RAISED | {"state": "awaiting_answer"}, "unit", "nobody-answers-there"),
        (RAISED | {"due": "2027-01-15"}, "due", "not-of-this-state"),
        (RAISED | {"outcome": "followed"}, "outcome", "not-of-this-state"),
        (RAISED | {"unit": "0999"}, "unit", "unknown-reference"),
        (RAISED | {"council": VALLEY.id}, None, "not-allowed"),
    ],
    ids=lambda value: None if isinstance(value, dict) else value,
)
async def test_what_is_wrong_is_told_by_line_column_and_rule_and_nothing_is_entered(
    secretary: Asker, case_flow: Driver, row: dict[str, Any], column: str | None, rule: str
) -> None:
    [problem] = (await looked(secretary, WAITS, row))["problems"]
    assert (problem["line"], problem["column"], problem["rule"]) == (2, column, rule)
    refused = await entered(secretary, WAITS, row)
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (422, "rows-refused")
    assert not await case_flow.published()


@pytest.mark.parametrize("same", [{"key": "2019/17"}, {"key": "2020/1", "numbers": "HOR-3/26"}])
async def test_two_rows_cannot_be_the_same_case(secretary: Asker, same: dict[str, str]) -> None:
    numbered = RAISED | {"numbers": "HOR-3/26"}
    assert [one["line"] for one in (await looked(secretary, numbered, WAITS | same))["problems"]] == [2]


async def test_a_number_belongs_to_one_case(secretary: Asker) -> None:
    await entered(secretary, WAITS)
    [problem] = (await looked(secretary, HOME | {"numbers": WAITS["numbers"]}))["problems"]
    assert (problem["column"], problem["rule"]) == ("numbers", "number-taken")


async def test_what_was_entered_otherwise_is_not_written_over(secretary: Asker) -> None:
    await entered(secretary, RAISED)
    [problem] = (await looked(secretary, RAISED | {"lines": "Y"}))["problems"]
    assert (problem["column"], problem["rule"]) == ("key", "entered-otherwise")


async def test_what_looks_like_one_persons_own_case_is_looked_at_twice(secretary: Asker) -> None:
    own = RAISED | {"description": "Jeg fikk avslag, og vil at utvalget ser på det."}
    [hint] = (await looked(secretary, own))["hints"]
    assert (hint["line"], hint["column"]) == (1, "description")
    refused = await entered(secretary, own)
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (422, "looks-like-an-individual-case")
    assert (await entered(secretary, own, hints_seen=True)).status_code == 201


async def test_what_changed_since_somebody_looked_is_not_entered(secretary: Asker) -> None:
    digest = (await looked(secretary, RAISED))["digest"]
    refused = await secretary.post("/case-imports", {"rows": [RAISED, HOME], "digest": digest})
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "changed-since-preview")


async def test_the_directorates_contact_enters_those_of_any_council(http: Http) -> None:
    contact = http.by(a_post(DIRECTORATE.number, "directorate_contact"))
    answer = await entered(contact, RAISED, RAISED | {"council": VALLEY.id, "holder": REGION.id})
    assert len(answer.json()["cases"]) == 2


async def test_a_table_of_all_the_rows_that_are_allowed_is_taken_and_one_more_is_not(secretary: Asker) -> None:
    async def looked_at(rows: int) -> int:
        table = write_csv(
            list(RAISED), [RAISED | {"key": str(row), "title": f"Skilt {row} " + "x" * 100} for row in range(rows)]
        )
        answer = await secretary.post("/case-imports/preview", {"sheet": base64.b64encode(table.encode()).decode()})
        return answer.status_code

    assert [await looked_at(rows) for rows in (MOST_ROWS, MOST_ROWS + 1)] == [200, 422]


async def test_a_table_is_larger_than_other_bodies_are(secretary: Asker) -> None:
    long = RAISED | {"description": "Skiltet er borte. " * 500}
    told = await looked(secretary, *(long | {"key": str(row)} for row in range(60)))
    assert len(told["new"]) == 60
