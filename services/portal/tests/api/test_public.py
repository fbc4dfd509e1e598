"""What everybody may see of the councils."""

from portal.testing.councils import PEOPLE
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


async def test_anybody_finds_a_council_without_signing_in(visitor: Visitor) -> None:
    page = await visitor.opens("/utvalg?q=larvik")
    assert "/utvalg/LBU-LAR" in page.links
    assert "/utvalg/SBU" not in page.links
    assert "/utvalg" in (await visitor.opens("/")).links


async def test_a_public_page_tells_of_the_council_and_of_no_person(visitor: Visitor) -> None:
    page = await visitor.opens("/utvalg/LBU-LAR")
    for words in ("En brukerrepresentant leder utvalget.", "4 saker meldt inn, 1 besvart.", "4 plasser, 1 av dem er"):
        assert words in page.text
    assert "3. desember 2026 – utvalgsmøte" in page.text
    assert not any(name in page.text for name, _ in PEOPLE.values())
    assert not any(link.startswith(("/councils", "/meetings", "/cases")) for link in page.links)


async def test_a_short_code_may_be_written_small(visitor: Visitor) -> None:
    assert (await visitor.opens("/utvalg/lbu-lar")).heading == "Lokalt brukerutvalg Larvik"


async def test_a_council_that_is_not_there_is_missing(visitor: Visitor) -> None:
    assert (await visitor.opens("/utvalg/LBU-X")).status == 404


async def test_whoever_is_signed_in_keeps_the_menu(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert "Min liste" in (await visitor.opens("/utvalg")).text


async def test_the_public_pages_go_on_from_page_to_page(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.at_once = 1
    page = await visitor.opens("/utvalg?q=brukerutvalg")
    assert "?cursor=1&q=brukerutvalg" in page.links
