"""A secretary enters the cases from before: what would come of the table first, then one press."""

import pytest

from councilkit.case_tables import HEADINGS, column_of
from councilkit.spreadsheets import read_csv, write_csv
from portal.application.old_cases import COLUMNS
from portal.application.refusals import Refused
from portal.testing.house import PortalHouse
from portal.testing.old_cases import OWN, RAISED, table
from portal.testing.visitor import Page, Visitor

SECRETARY, CONTACT = "fjord", "sti"
ANOTHER = RAISED | {"key": "2020-1", "title": "Lys i trappen"}


def headed_in(language: str, *rows: dict[str, str]) -> bytes:
    headings = HEADINGS[language]
    return write_csv(
        list(headings.values()), [{headings[column]: cell for column, cell in row.items()} for row in rows]
    ).encode()


async def chooses(visitor: Visitor, content: bytes) -> Page:
    form = (await visitor.opens("/gamle-saker")).form
    files = {"cases": ("cases.csv", content, "text/csv")}
    return Page(await visitor.http.post("/gamle-saker", data=form.fields, files=files))


@pytest.mark.parametrize("person", [SECRETARY, CONTACT])
async def test_what_is_new_is_shown_and_entered_with_one_press(
    visitor: Visitor, house: PortalHouse, person: str
) -> None:
    await visitor.signs_in(person)
    page = await chooses(visitor, table(RAISED, ANOTHER))
    assert ("2 saker er nye." in page.text, "Lys i trappen" in page.text) == (True, True)
    assert house.case_flow.old_cases == {}
    page = await visitor.sends(page)
    assert (page.path, page.heading) == ("/gamle-saker/ferdig", "De gamle sakene er lagt inn")
    assert "2 saker er lagt inn." in page.text
    assert list(house.case_flow.old_cases) == ["2019-17", "2020-1"]


async def test_a_table_that_comes_again_tells_what_is_here_and_offers_the_rest(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in(SECRETARY)
    await visitor.sends(await chooses(visitor, table(RAISED)))
    page = await chooses(visitor, table(RAISED, ANOTHER))
    assert "1 sak er her fra før, og blir som den er." in page.text
    await visitor.sends(page)
    assert len(house.case_flow.old_cases) == 2
    page = await chooses(visitor, table(RAISED, ANOTHER))
    assert "Alt er her allerede." in page.text
    assert page.form.action == "/sign-out"


async def test_what_stands_in_the_way_is_told_by_line_and_column_with_what_to_do(visitor: Visitor) -> None:
    await visitor.signs_in(SECRETARY)
    page = await chooses(visitor, table(RAISED, ANOTHER | {"state": ""}))
    assert "Linje 3, kolonne state: Her må det stå noe. Fyll ut cellen." in page.text
    assert page.form.action == "/sign-out"


@pytest.mark.parametrize("language", ["nb", "nn"])
async def test_a_table_is_headed_in_norwegian_too(visitor: Visitor, house: PortalHouse, language: str) -> None:
    await visitor.signs_in(SECRETARY)
    page = await chooses(visitor, headed_in(language, RAISED, ANOTHER))
    assert "2 saker er nye." in page.text
    await visitor.sends(page)
    assert house.case_flow.old_cases["2020-1"]["title"] == "Lys i trappen"


async def test_a_column_is_named_as_the_table_does_or_as_the_page_does_when_it_is_not_there(visitor: Visitor) -> None:
    await visitor.signs_in(SECRETARY)
    page = await chooses(
        visitor, headed_in("nn", RAISED | {"raised": "", "title": ""}).replace(b"Meld inn", b"MELD INN")
    )
    assert "Linje 2, kolonne MELD INN: Her må det stå noe." in page.text
    page = await chooses(visitor, write_csv(["Gammel referanse"], [{"Gammel referanse": "2019-17"}]).encode())
    assert "Linje 2, kolonne Meldt inn: Her må det stå noe." in page.text
    page = await chooses(visitor, headed_in("nb", OWN))
    assert "Linje 2, kolonne Omtale" in page.text
    assert "<mark>jeg fikk avslag</mark>" in page.answer.text


async def test_what_hints_at_one_persons_own_case_is_marked_and_confirmed(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in(SECRETARY)
    page = await chooses(visitor, table(OWN))
    assert "<mark>jeg fikk avslag</mark>" in page.answer.text
    assert "Linje 2, kolonne description" in page.text
    page = await visitor.sends(page)
    assert (page.status, "Se på tekstene, og kryss av" in page.text) == (422, True)
    assert "<mark>jeg fikk avslag</mark>" in page.answer.text
    assert house.case_flow.old_cases == {}
    page = await visitor.sends(page, hints_seen="yes")
    assert page.path == "/gamle-saker/ferdig"
    assert list(house.case_flow.old_cases) == ["2020-2"]


async def test_no_file_is_told(visitor: Visitor) -> None:
    await visitor.signs_in(SECRETARY)
    page = await chooses(visitor, b"")
    assert (page.status, "Velg en fil" in page.text) == (422, True)


async def test_a_file_that_cannot_be_read_is_told(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in(SECRETARY)
    house.case_flow.refuses_tables = Refused(422, "sheet-wrong", more={"detail": "Line 3: too many cells"})
    page = await chooses(visitor, table(RAISED))
    assert (page.status, "Line 3: too many cells" in page.text) == (422, True)


async def test_a_change_since_the_look_asks_for_another_look(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in(SECRETARY)
    page = await chooses(visitor, table(RAISED))
    house.case_flow.refuses_tables = Refused(409, "changed-since-preview")
    page = await visitor.sends(page)
    assert (page.status, "Noe er endret siden du så på det." in page.text) == (409, True)


async def test_the_table_is_kept_while_the_service_is_away_and_for_a_while_only(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in(SECRETARY)
    look = await chooses(visitor, table(RAISED))
    house.case_flow.away = True
    assert (await visitor.sends(look)).status == 503
    house.case_flow.away = False
    assert (await visitor.sends(look)).path == "/gamle-saker/ferdig"
    look = await chooses(visitor, table(ANOTHER))
    house.clock.move(hours=3)
    page = await visitor.sends(look)
    assert (page.status, "Velg dem en gang til" in page.text) == (409, True)


async def test_the_result_is_told_once(visitor: Visitor) -> None:
    await visitor.signs_in(SECRETARY)
    await visitor.sends(await chooses(visitor, table(RAISED)))
    assert (await visitor.opens("/gamle-saker/ferdig")).path == "/gamle-saker"


@pytest.mark.parametrize("language", HEADINGS)
async def test_an_empty_table_has_every_column_that_is_explained(visitor: Visitor, language: str) -> None:
    await visitor.signs_in(SECRETARY)
    await visitor.opens(f"/language/{language}?back=/")
    answer = await visitor.http.get("/gamle-saker/mal.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gamle-saker.csv"'
    names = answer.text.lstrip("\ufeff").strip().replace('"', "").split(";")
    assert [column_of(name) for name in names] == [column.name for column in COLUMNS]
    assert names == list(HEADINGS[language].values())
    assert read_csv(answer.content) == []
    explained = (await visitor.opens("/gamle-saker")).text
    assert not [name for name in names if name not in explained]


@pytest.mark.parametrize("page", ["/cases", "/cases?council=lar"])
async def test_a_secretary_finds_the_way_at_the_cases(visitor: Visitor, page: str) -> None:
    await visitor.signs_in(SECRETARY)
    assert "Legg inn gamle saker" in (await visitor.opens(page)).text


async def test_the_directorates_contact_finds_it_beside_the_tables_of_the_register(visitor: Visitor) -> None:
    await visitor.signs_in(CONTACT)
    assert "Legg inn gamle saker" in (await visitor.opens("/councils")).text


@pytest.mark.parametrize("page", ["/cases", "/cases?council=rbu", "/councils"])
async def test_others_are_not_led_there_and_enter_nothing(visitor: Visitor, page: str) -> None:
    await visitor.signs_in("lykt")
    assert "Legg inn gamle saker" not in (await visitor.opens(page)).text
    for address in ("/gamle-saker", "/gamle-saker/mal.csv"):
        assert (await visitor.opens(address)).status == 403


async def test_a_secretary_is_not_led_there_from_another_councils_cases(visitor: Visitor) -> None:
    await visitor.signs_in(SECRETARY)
    assert "Legg inn gamle saker" not in (await visitor.opens("/cases?council=rbu")).text
