"""Every answer that has not come home, and a case as the archive takes it."""

import pytest

from portal.testing.answering import FILE
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


@pytest.fixture
def house(house: PortalHouse) -> PortalHouse:
    house.case_flow.put("c", "awaiting_answer")
    house.case_flow.put("home", "coming_home")
    house.case_flow.put("done", "answered")
    return house


async def test_who_is_waited_for_is_told_for_each_answer(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/ubesvart")
    assert "Nav Larvik skal svare." in page.text
    assert "Nav Larvik har svart. Lokalt brukerutvalg Larvik har ikke sagt ennå at svaret har kommet." in page.text
    assert {"/cases/c", "/cases/home"} <= set(page.links)
    assert "/cases/done" not in page.links


@pytest.mark.parametrize(
    ("late", "told"),
    [("soon", "Fristen nærmer seg"), ("overdue", "Over fristen"), ("above", "Nivået over ser den")],
)
async def test_how_late_it_is_stands_in_words(visitor: Visitor, house: PortalHouse, late: str, told: str) -> None:
    await visitor.signs_in("lykt")
    assert told not in (await visitor.opens("/ubesvart")).text
    house.case_flow.late["c"] = late
    assert told in (await visitor.opens("/ubesvart")).text


async def test_a_council_sees_its_own_first_and_may_look_everywhere(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("other", "awaiting_answer", origin="nay")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/ubesvart")
    assert "/cases/other" not in page.links
    assert {"/ubesvart?council=rbu", "/ubesvart?council=all"} <= set(page.links)
    assert "/cases/other" in (await visitor.opens("/ubesvart?council=all")).links


async def test_the_officer_of_a_region_sees_its_answers_first(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens("/ubesvart")
    assert {"/cases/c", "/ubesvart?council=all"} <= set(page.links)
    assert 'href="/ubesvart?council=rbu" aria-current="page"' in page.answer.text
    assert page.answer.text.count('aria-current="page"') == 1


async def test_when_every_answer_is_home_that_is_told(visitor: Visitor) -> None:
    await visitor.signs_in("skigard")
    assert "Alle svar har kommet hjem." in (await visitor.opens("/ubesvart?council=nay")).text


async def test_a_case_is_handed_to_the_archive_as_a_file(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert "/saker/c/arkiv" in (await visitor.opens("/cases/c")).links
    answer = (await visitor.opens("/saker/c/arkiv")).answer
    assert (answer.content, answer.headers["Content-Type"]) == (FILE, "application/zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="26-4821.zip"'
    assert answer.headers["Cache-Control"] == "no-store"


async def test_a_case_that_is_not_there_has_no_file(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert (await visitor.opens("/saker/gone/arkiv")).status == 404
