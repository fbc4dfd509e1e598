"""A text that should never have been written is deleted everywhere, and it is told who could read it."""

from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

TEXT = "case-c:000001|description"


async def test_who_could_read_it_is_told_before_the_button(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/c/texts/erase")
    assert f'value="{TEXT}"' in page.answer.text
    page = await visitor.opens(f"/cases/c/texts/erase?what_text={TEXT}")
    assert "Regionalt brukerutvalg Vestfold og Telemark" in page.text
    assert "Nav Larvik" in page.text
    page = await visitor.sends(page)
    assert "Teksten er slettet" in page.text
    assert house.case_flow.bodies[-1] == {"entry": "case-c:000001", "text": "description"}
    assert (await house.case_flow.case("lykt", "c")).path[0].texts["description"] is None


async def test_a_title_could_be_read_by_everybody(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/c/texts/erase?what_text=case-c:000001|title")
    assert "Alle som sitter i et utvalg eller har en funksjon." in page.text


async def test_what_is_deleted_cannot_be_chosen_again(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    await visitor.does(f"/cases/c/texts/erase?what_text={TEXT}")
    page = await visitor.opens(f"/cases/c/texts/erase?what_text={TEXT}")
    assert TEXT not in page.answer.text


async def test_the_region_deletes_nothing_that_it_does_not_hold(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("kopp")
    assert (await visitor.opens("/cases/c/texts/erase")).status == 409
