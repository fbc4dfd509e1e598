"""The whole structure on one page, what is missing in it, and a region's councils."""

import pytest

from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


async def test_the_chart_goes_from_the_directorate_to_the_office(visitor: Visitor) -> None:
    await visitor.signs_in("kopp")
    page = await visitor.opens("/kart")
    places = [page.text.index(name) for name in ("Arbeids- og velferdsdirektoratet", "Nav Vestfold", "Nav Larvik")]
    assert places == sorted(places)
    assert "/councils/lar" in page.links


async def test_a_unit_without_a_council_is_a_normal_thing_to_see(visitor: Visitor) -> None:
    await visitor.signs_in("kopp")
    page = await visitor.opens("/kart")
    assert "Nav Horten Ikke noe utvalg" in page.text
    assert "1 uten utvalg" in page.text


async def test_whoever_has_a_post_finds_the_own_place_open(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    assert (await visitor.opens("/kart")).answer.text.count('<details class="rd-branch" open>') == 2


async def test_all_of_the_chart_can_be_opened_without_scripts(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/kart?open=alle&on=1.1.2025")
    assert page.answer.text.count('<details class="rd-branch">') == 0
    assert "/kart?&on=2025-01-01" in page.links


async def test_the_chart_is_shown_as_it_was_on_a_day(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/kart?on=1.%20januar%202025")
    assert "Slik er det 1. januar 2025" in page.text
    assert "/kart" in page.links


async def test_a_day_that_cannot_be_read_is_asked_for_again(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    for address in ("/kart?on=snart", "/councils?on=snart", "/councils/lar?on=snart", "/councils/lar/mandate?on=snart"):
        page = await visitor.opens(address)
        assert (page.status, "Skriv dagen slik: 3.12.2026" in page.text) == (200, True)


async def test_what_is_missing_is_shown_for_ones_own_region_first(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens("/mangler")
    assert "Uten utvalg (1)" in page.text
    assert "/enheter/0701" in page.links
    assert "/enheter/0300" not in page.links
    everywhere = await visitor.opens("/mangler?region=alle")
    assert "Uten utvalg (2)" in everywhere.text
    assert "Siste møte var 3. juni 2025." in everywhere.text
    assert "Ingen møter de to siste årene." in everywhere.text


async def test_a_regions_officer_sees_all_councils_at_a_glance(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens("/region/3800")
    assert page.heading == "Utvalgene i Nav Vestfold og Telemark"
    assert "Ingen leder" in page.text
    assert "Neste møte ikke planlagt" in page.text
    assert {"/councils/lar", "/meetings/old", "/cases?council=lar", "/enheter/0701"} <= set(page.links)


async def test_the_words_of_the_signal_are_explained_and_none_of_them_alarms(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens("/region/3800")
    assert "Minst to møter og én sak det siste året." in page.text
    assert "danger" not in page.answer.text


async def test_the_regions_stand_side_by_side(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    page = await visitor.opens("/regioner")
    assert {"/region/3800", "/region/0300"} <= set(page.links)
    assert "Kontorer uten utvalg 1 av 2" in page.text


async def test_a_region_that_is_not_there_is_missing(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    assert (await visitor.opens("/region/9999")).status == 404


@pytest.mark.parametrize(
    ("person", "seen", "unseen"),
    [
        ("lykt", {"/kart", "/mangler"}, {"/regioner", "/enheter", "/organisasjoner"}),
        ("vind", {"/kart", "/mangler", "/region/3800", "/regioner", "/organisasjoner"}, {"/region/0300"}),
        ("sti", {"/kart", "/mangler", "/regioner", "/enheter", "/organisasjoner"}, {"/region/3800"}),
    ],
)
async def test_the_way_on_from_the_councils_is_as_short_as_one_needs_it(
    visitor: Visitor, person: str, seen: set[str], unseen: set[str]
) -> None:
    await visitor.signs_in(person)
    links = set((await visitor.opens("/councils")).links)
    assert seen <= links
    assert not unseen & links


async def test_while_the_registry_is_away_the_chart_says_so(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    house.registry.away = True
    assert (await visitor.opens("/kart")).status == 503
