from datetime import date

from council_registry.application.importing.reading import read_tables
from council_registry.application.importing.rows import Sheet
from raadslag_local.story.sample import address, sample
from raadslag_local.story.tables import Row, Tables, register

BEGINS, TODAY = date(2026, 1, 6), date(2026, 11, 22)


def tables() -> Tables:
    return register(sample(), begins=BEGINS, today=TODAY)


def posts_of(name: str) -> list[Row]:
    return [post for post in tables()["posts"] if post["person"] == address(name)]


def test_every_row_is_one_that_an_import_takes() -> None:
    _, problems = read_tables({Sheet(sheet): list(enumerate(rows, 1)) for sheet, rows in tables().items()})
    assert problems == []


def test_everybody_is_there_once_and_holds_something() -> None:
    contacts = [contact["key"] for contact in tables()["contacts"]]
    assert len(contacts) == len(set(contacts))
    assert set(contacts) == {row["person"] for sheet in ("seats", "posts") for row in tables()[sheet]}
    assert {contact["name"] for contact in tables()["contacts"]} == sample().everybody()


def test_a_council_that_is_founded_in_the_story_has_no_term_before() -> None:
    [founded] = [council["starts"] for council in tables()["councils"] if council["short"] == "LBU-BKD"]
    assert founded == "2026-07-01"
    assert {seat["starts"] for seat in tables()["seats"] if seat["council"] == "LBU-BKD"} == {founded}


def test_in_one_council_the_leaders_seat_has_fallen_vacant() -> None:
    left = {seat["council"] for seat in tables()["seats"] if seat["role"] == "leader" and seat["ends"] < str(TODAY)}
    assert left == {"LBU-NHT"}


def test_an_experience_consultant_may_sit_in_a_council_too() -> None:
    assert [post["role"] for post in posts_of("Trofast Tønne")] == ["experience_consultant"]
    assert "Trofast Tønne" in sample().council("LBU-LAR").members


def test_one_user_speaks_for_no_organisation_and_one_gets_all_on_paper() -> None:
    told = {contact["name"]: contact for contact in tables()["contacts"]}
    assert "organisation" not in told["Beskjeden Bukett"]
    assert [name for name, contact in told.items() if contact["channel"] == "paper"] == ["Roleg Rosemåling"]
