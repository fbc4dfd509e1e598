"""The list of cases shows what is under way; what is finished is one choice away."""

import pytest

from portal.testing.house import PortalHouse
from portal.testing.visitor import Page, Visitor

CASES = {
    "treated": "treated",
    "followed": "in_follow_up",
    "answered": "answered",
    "closed": "closed",
    "theirs": "closed",
}


@pytest.fixture
def house(house: PortalHouse) -> PortalHouse:
    for case, state in CASES.items():
        house.case_flow.put(case, state, "rbu" if case == "theirs" else "lar")
    return house


def told(page: Page) -> set[str]:
    return {case for case in CASES if f"/cases/{case}" in page.links}


@pytest.mark.parametrize(
    ("address", "cases"),
    [
        ("/cases", {"treated", "followed"}),
        ("/cases?over=true", {"answered", "closed", "theirs"}),
        ("/cases?council=lar", {"treated", "followed"}),
        ("/cases?council=lar&over=true", {"answered", "closed"}),
    ],
)
async def test_what_is_under_way_is_shown_or_what_is_finished(visitor: Visitor, address: str, cases: set[str]) -> None:
    await visitor.signs_in("lykt")
    assert told(await visitor.opens(address)) == cases


async def test_either_choice_is_kept_while_the_other_is_made(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases?council=lar&over=true")
    assert {"/cases?over=true", "/cases?council=rbu&over=true", "/cases?council=lar"} <= set(page.links)
    assert 'href="/cases?council=lar&amp;over=true" aria-current="page">Ferdige saker' in page.answer.text
    assert "Under arbeid" in page.text


async def test_more_cases_are_more_of_the_same(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.further = "c=1"
    await visitor.signs_in("lykt")
    assert "?council=lar&over=true&cursor=c%3D1" in (await visitor.opens("/cases?council=lar&over=true")).links


async def test_what_is_asked_for_by_name_is_found_in_both(visitor: Visitor, house: PortalHouse) -> None:
    for case in ("treated", "closed"):
        house.case_flow.change(case, numbers=("13/2026",))
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases?called=13/2026&over=true")
    assert told(page) == {"treated", "closed"}


@pytest.mark.parametrize(
    ("language", "under_way", "finished"),
    [
        ("nb", "Ingen saker er under arbeid her nå.", "Ingen saker er ferdige her ennå."),
        ("nn", "Ingen saker er under arbeid her no.", "Ingen saker er ferdige her enno."),
        ("en", "No case is under way here now.", "No case is finished here yet."),
    ],
)
async def test_an_empty_list_says_what_it_is_empty_of(
    visitor: Visitor, language: str, under_way: str, finished: str
) -> None:
    await visitor.signs_in("lykt")
    await visitor.opens(f"/language/{language}?back=/")
    assert under_way in (await visitor.opens("/cases?council=nay")).text
    assert finished in (await visitor.opens("/cases?council=nay&over=true")).text


async def test_what_is_being_followed_up_is_not_called_finished(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert "Følges opp" in (await visitor.opens("/cases")).text
