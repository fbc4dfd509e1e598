"""A table of old cases is headed in the language of whoever writes it."""

import pytest

from councilkit.case_tables import HEADINGS, WORDS, column_of, read_cases
from councilkit.spreadsheets import SheetWrong, write_csv


@pytest.mark.parametrize("language", HEADINGS)
def test_every_column_is_known_by_its_heading_in_every_language(language: str) -> None:
    headings = HEADINGS[language]
    assert [column_of(heading) for heading in headings.values()] == list(HEADINGS["en"])
    cells = {heading: str(number) for number, heading in enumerate(headings.values())}
    table = write_csv(list(cells), [cells]).encode()
    [(line, read)] = read_cases(table)
    assert (line, read) == (2, {column: str(number) for number, column in enumerate(headings)})


@pytest.mark.parametrize("heading", ["meldt inn", "MELDT INN", " Meldt   inn ", "meld inn", "Raised"])
def test_a_heading_is_known_however_it_is_typed(heading: str) -> None:
    assert column_of(heading) == "raised"


@pytest.mark.parametrize("heading", ["Meldt", "", "Farge"])
def test_what_is_no_heading_of_ours_stays_as_it_is(heading: str) -> None:
    assert column_of(heading) == heading


@pytest.mark.parametrize("language", WORDS)
def test_every_word_is_known_in_every_language(language: str) -> None:
    for column, words in WORDS[language].items():
        heading = HEADINGS[language][column]
        table = write_csv([heading], [{heading: said.upper()} for said in words.values()]).encode()
        assert [cells for _, cells in read_cases(table)] == [{column: word} for word in WORDS["en"][column]]


def test_a_text_stays_as_it_is_written() -> None:
    table = write_csv(["Tittel", "Status"], [{"Tittel": "Ventetid", "Status": "Borte"}]).encode()
    assert read_cases(table) == [(2, {"title": "Ventetid", "state": "Borte"})]


@pytest.mark.parametrize("twice", [("Tittel", "title"), ("Utvalg", "Utval"), ("Tema", "tema")])
def test_a_column_stands_once(twice: tuple[str, str]) -> None:
    with pytest.raises(SheetWrong):
        read_cases(write_csv(twice, [dict.fromkeys(twice, "x")]).encode())
