"""The people of a council: whom to ring, who is let in, reached, and forgotten."""

import pytest

from portal.application.people import Sitter
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

PEOPLE, TERM = "/councils/lar/people", "/councils/lar/terms/larmember"


async def test_everybody_in_a_council_sees_whom_to_ring(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens(PEOPLE)
    assert "Lurer du på noe? Ring Rolig Fjord, sekretær" in page.text
    assert "tel:90000001" in page.links


async def test_others_do_not_see_the_people(visitor: Visitor) -> None:
    await visitor.signs_in("kopp")
    assert (await visitor.opens(PEOPLE)).status == 403


async def test_an_invitation_shows_its_code_once(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.does(f"{TERM}/invite")
    assert ("abcd efgh ijkl mnop qrst" in page.text, "http://portal.test/invitasjon" in page.text) == (True, True)
    assert house.registry.seated == [("/councils/lar/terms/larmember/invite", {})]


async def test_an_invitation_by_mail_tells_its_code_to_nobody_else(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.mails = True
    await visitor.signs_in("fjord")
    page = await visitor.does(f"{TERM}/invite")
    assert page.heading == "Invitasjonen er på vei"
    assert "Blid Bro får en e-post med en lenke." in page.text


async def test_a_form_sent_again_has_the_same_key(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    form = await visitor.opens(f"{TERM}/vouch")
    await visitor.sends(form)
    await visitor.sends(form)
    assert len({order.key for order in house.registry.codes_for}) == 1


async def test_an_employee_finds_the_way_to_let_in_somebody_without_bankid(
    visitor: Visitor, house: PortalHouse
) -> None:
    office = house.registry.units["5303"]
    house.registry.units["5303"] = office.model_copy(update={"councils": ("lar",)})
    first = await visitor.signs_in("siv")
    assert "/enheter/5303#let-in" in first.links
    office_page = await visitor.opens("/enheter/5303")
    assert "Er det noen i et utvalg som ikke har BankID?" in office_page.text
    assert PEOPLE in office_page.links
    vouching = f"{TERM}/vouch?acting=post5303employee"
    assert vouching in (await visitor.opens(PEOPLE)).links
    page = await visitor.sends(await visitor.opens(vouching))
    assert "abcd efgh ijkl mnop qrst" in page.text


async def test_who_does_not_work_there_is_not_led_to_letting_anybody_in(visitor: Visitor, house: PortalHouse) -> None:
    office = house.registry.units["5303"]
    house.registry.units["5303"] = office.model_copy(update={"councils": ("lar",)})
    first = await visitor.signs_in("kopp")
    assert not [link for link in first.links if "let-in" in link]
    assert "BankID" not in (await visitor.opens("/enheter/5303")).text


async def test_how_to_reach_somebody_is_put_right(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.does(f"{TERM}/contact", phone="911 11 111", channel="paper", email="")
    assert (page.path, "Opplysningene er lagret" in page.text) == (PEOPLE, True)
    assert (house.registry.contact.phone, house.registry.contact.channel) == ("911 11 111", "paper")


async def test_mail_needs_an_address(visitor: Visitor) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.does(f"{TERM}/contact", email=" ")
    assert (page.status, "Skriv en e-postadresse, eller velg brev." in page.text) == (422, True)


async def test_a_secret_address_that_was_not_shown_stays(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.contact = house.registry.contact.model_copy(update={"protected": True})
    await visitor.signs_in("fjord")
    await visitor.does(f"{TERM}/contact", protected=[], phone="911 11 111")
    assert house.registry.contact.protected is True


async def test_somebody_is_forgotten_only_by_who_is_sure(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await visitor.does(f"{TERM}/erase")
    assert (page.status, house.registry.forgotten) == (422, [])
    page = await visitor.sends(page, sure="yes")
    assert (page.path, house.registry.forgotten) == (PEOPLE, ["larmember"])


async def test_those_who_sit_in_a_council_stand_in_the_order_of_their_seats(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = await house.registry.sitters("lykt", "lar")

    async def backwards(*_: str) -> tuple[Sitter, ...]:
        return told[::-1]

    monkeypatch.setattr(house.registry, "sitters", backwards)
    await visitor.signs_in("lykt")
    cards = (await visitor.opens(PEOPLE)).answer.text.split('id="term-')[1:]
    assert [card.partition('"')[0] for card in cards] == [one.term for one in told]


@pytest.mark.parametrize("page", ["/councils/lar", "/councils/lar/seats"])
async def test_only_those_who_may_see_the_people_are_led_to_them(visitor: Visitor, page: str) -> None:
    led = []
    for person in ("lykt", "vind", "kopp", "furu"):
        await visitor.signs_in(person)
        led += [PEOPLE in (await visitor.opens(page)).links]
    assert led == [True, True, False, False]
