"""An organisation is asked for names, answers, and the council looks at them."""

from datetime import date, timedelta

from portal.application.people import RegistryTask
from portal.testing.house import PortalHouse
from portal.testing.myself import name_of
from portal.testing.visitor import Visitor


async def test_an_organisation_sees_its_requests_and_its_empty_seats(visitor: Visitor) -> None:
    page = await visitor.signs_in("furu")
    assert "/organisasjoner/ffo" in page.links
    page = await visitor.opens("/organisasjoner/ffo")
    assert ("Dere er spurt om navn" in page.text, "ledig siden 1. september 2026" in page.text) == (True, True)
    assert "/navn/asked" in page.links


async def test_an_organisation_answers_with_names(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("furu")
    page = await visitor.does("/navn/asked/answer", **{"name-1": "Klar Elv", "phone-1": "900 00 002"})
    nominee = {"name": "Klar Elv", "email": None, "phone": "900 00 002", "why": None}
    assert house.registry.seated == [("/nominations/asked/answer", {"nominees": [nominee]})]
    assert "Takk. Navnene er sendt" in page.text


async def test_an_organisation_says_that_it_has_nobody(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("furu")
    page = await visitor.does("/navn/asked/answer")
    assert (page.status, "Skriv minst ett navn" in page.text) == (422, True)
    await visitor.sends(page, nobody="yes")
    assert house.registry.seated == [("/nominations/asked/answer", {"nominees": []})]


async def test_a_row_without_a_name_is_told(visitor: Visitor) -> None:
    await visitor.signs_in("furu")
    page = await visitor.does("/navn/asked/answer", **{"name-1": "Klar Elv", "why-2": "Flink"})
    assert (page.status, "Skriv navnet til denne personen" in page.text) == (422, True)


async def test_the_council_looks_at_the_names_and_ends_the_request(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.opens("/navn/answered")
    assert ("Stolt Furu" in page.text, "Har vært med lenge." in page.text) == (True, True)
    await visitor.does("/navn/answered/close")
    assert house.registry.seated == [("/nominations/answered/close", {})]


async def test_what_waits_at_the_registry_is_in_the_one_list(visitor: Visitor, house: PortalHouse) -> None:
    council, by = name_of("lar"), "larsecretary"
    house.registry.waits = [
        RegistryTask(action="fill_seat", acting=by, council=council, seat="a", on=date(2026, 12, 31)),
        RegistryTask(action="fill_seat", acting=by, council=council, seat="b"),
        RegistryTask(action="review_mandate", acting=by, council=council),
        RegistryTask(action="answer_nomination", acting="somebody-elses", council=council, nomination="asked"),
        RegistryTask(action="unheard_of", acting=by, council=council),
    ]
    page = await visitor.signs_in("fjord")
    assert "Lokalt brukerutvalg Larvik : 2 plasser" in page.text.replace("Larvik:", "Larvik :")
    assert [link for link in page.links if link in ("/councils/lar/seats", "/councils/lar/mandate")] == [
        "/councils/lar/seats",
        "/councils/lar/mandate",
    ]
    assert "/navn/asked" not in page.links


async def test_a_notice_that_should_be_out_is_told_with_the_day_of_its_meeting(
    visitor: Visitor, house: PortalHouse
) -> None:
    due, meets = house.clock().date() - timedelta(days=1), date(2026, 12, 14)
    waits = RegistryTask(action="convene_meeting", acting="larsecretary", council=name_of("lar"), meeting="coming")
    house.registry.waits = [waits.model_copy(update={"on": due, "meets": meets})]
    page = await visitor.signs_in("fjord")
    assert ("Møtet er 14. desember 2026" in page.text, "Over fristen" in page.text) == (True, True)
