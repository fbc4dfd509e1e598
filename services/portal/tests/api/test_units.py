"""The offices and units: searched, shown and listed."""

import pytest

from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

WRITTEN = {"name": "Nav Tønsberg", "number": "0704", "kind": "local_office", "parent": "3800"}


async def test_units_are_searched_and_filtered(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    page = await visitor.opens("/enheter?region=3800&without_council=true")
    assert [link for link in page.links if link.startswith("/enheter/0")] == ["/enheter/0701"]
    assert "Prøv med færre bokstaver" in (await visitor.opens("/enheter?q=xyz")).text


async def test_an_office_shows_its_councils_and_where_it_lies(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/enheter/5303")
    assert "/councils/lar" in page.links
    assert "Det ligger under Nav Vestfold og Telemark." in page.text
    assert "Endre dette" not in page.text


async def test_a_new_office_is_listed(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await visitor.does("/enheter/ny", **WRITTEN)
    assert (page.path, page.heading, "Det er lagt til" in page.text) == ("/enheter/0704", "Nav Tønsberg", True)
    assert house.registry.told[0][0] == "/units"


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("unit-number-taken", "Et annet kontor har dette nummeret."),
        ("string-pattern-mismatch", "Skriv fire siffer, for eksempel 0701"),
    ],
)
async def test_a_number_that_cannot_be_used_is_told(
    visitor: Visitor, house: PortalHouse, slug: str, words: str
) -> None:
    await visitor.signs_in("sti")
    house.registry.refuses = Refused(409, slug, (Problem(slug, "number"),))
    assert words in (await visitor.does("/enheter/ny", **WRITTEN)).text


async def test_only_the_directorates_contact_lists_units(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    assert (await visitor.opens("/enheter/ny")).status == 403
    assert "/enheter/ny" not in (await visitor.opens("/enheter")).links


async def test_an_office_that_is_not_there_is_missing(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    assert (await visitor.opens("/enheter/9998")).status == 404
