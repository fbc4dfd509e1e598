"""Whoever has a reference or a number finds the case by it."""

from urllib.parse import urlencode

import pytest

from portal.testing.house import PortalHouse
from portal.testing.visitor import Page, Visitor


@pytest.fixture
def house(house: PortalHouse) -> PortalHouse:
    called = {"c": ("26-4821", "LBU-LAR 12/26"), "other": ("26-1111", "13/2026"), "twin": ("26-2222", "13/2026")}
    for case, (reference, number) in called.items():
        house.case_flow.put(case, "treated")
        house.case_flow.change(case, reference=reference, numbers=(number,))
    return house


async def searched(visitor: Visitor, typed: str) -> Page:
    return await visitor.opens(f"/cases?{urlencode({'called': typed})}")


@pytest.mark.parametrize("typed", ["26-4821", "LBU-LAR 12/26", " 26-4821 "])
async def test_the_search_leads_straight_to_the_case(visitor: Visitor, typed: str) -> None:
    await visitor.signs_in("lykt")
    assert "Finn en sak" in (await visitor.opens("/cases")).text
    assert (await searched(visitor, typed)).path == "/cases/c"


async def test_what_several_are_called_by_is_shown_as_a_list(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await searched(visitor, "13/2026")
    assert {"/cases/other", "/cases/twin"} <= set(page.links)
    assert "/cases/c" not in page.links
    assert page.form.fields["called"] == ["13/2026"]


async def test_what_no_case_is_called_by_is_told(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await searched(visitor, "26-4")
    assert "Ingen sak heter det." in page.text
    assert page.form.fields["called"] == ["26-4"]


async def test_an_empty_search_shows_all(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await searched(visitor, "  ")
    assert {"/cases/c", "/cases/other", "/cases/twin"} <= set(page.links)
