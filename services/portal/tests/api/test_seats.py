"""The seats of a council are filled, emptied and closed, and organisations are asked for names."""

import pytest

from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

SEATS = "/councils/lar/seats"
HANDOVER = "/councils/lar/terms/larmember/handover"
EMPTY, MEMBER = f"{SEATS}/larseatempty", f"{SEATS}/larseatmember"


async def test_the_seats_tell_who_sits_and_what_is_empty(visitor: Visitor) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.opens(SEATS)
    assert "4 plasser. 1 av dem er ledig." in page.text
    assert "Plass 1 : Modig Lykt" in page.text.replace("1:", "1 :")
    assert f"{EMPTY}/ask?acting=larsecretary" in page.links
    assert not [link for link in page.links if link.endswith("/seats/new?acting=larsecretary")]


async def test_who_may_not_know_the_people_sees_the_seats(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.opens(SEATS)
    assert ("Modig Lykt" in page.text, "Leder, for brukerne" in page.text) == (False, True)


async def test_somebody_new_without_mail_gets_letters(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.does(f"{EMPTY}/term", name="Stolt Furu", role="member", starts="1.1.2027")
    contact = {
        "name": "Stolt Furu",
        "email": None,
        "phone": None,
        "language": "nb",
        "channel": "paper",
        "returns": False,
    }
    body = {"seat": "larseatempty", "role": "member", "starts": "2027-01-01", "ends": None, "contact": contact}
    assert house.registry.seated == [("/councils/lar/terms", body)]
    assert (page.path, "Plassen er fylt" in page.text) == (SEATS, True)


async def test_somebody_who_sits_there_already_takes_another_seat(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    await visitor.does(f"{EMPTY}/term", who="person-larmember", role="leader", starts="1.1.2027", ends="31.12.2028")
    ((_, body),) = house.registry.seated
    assert (body["person"], body["ends"], "contact" in body) == ("person-larmember", "2028-12-31", False)


async def test_somebody_new_has_a_name_and_a_role(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.does(f"{EMPTY}/term", starts="snart")
    assert (page.status, house.registry.seated) == (422, [])
    for words in ("Skriv et navn", "Velg hva personen er i utvalget", "Skriv dagen slik"):
        assert words in page.text


async def test_somebody_who_was_forgotten_says_to_come_back(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    house.registry.no = Refused(409, "erased-before", (Problem("erased-before", "returns"),))
    page = await visitor.does(f"{EMPTY}/term", name="Stolt Furu", role="member", starts="1.1.2027")
    assert "Personen vil være med igjen" in page.text
    house.registry.no = None
    await visitor.sends(page, returns="yes")
    assert house.registry.seated[0][1]["contact"]["returns"] is True


async def test_a_term_is_ended(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.does(f"{MEMBER}/end", on="31.12.2026")
    assert house.registry.seated == [("/councils/lar/terms/larmember/end", {"on": "2026-12-31"})]
    assert "Tiden i plassen er avsluttet" in page.text


async def test_an_organisation_is_asked(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    await visitor.does(f"{EMPTY}/ask", organisation="ffo", profile="En under 30 år", due="20.12.2026")
    body = {"organisation": "ffo", "due": "2026-12-20", "profile": "En under 30 år"}
    assert house.registry.seated == [("/councils/lar/seats/larseatempty/nominations", body)]


async def test_a_seat_is_added_for_a_deputy_and_another_closed(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    await visitor.does(f"{SEATS}/new", side="user", deputy_for="larseatleader")
    await visitor.does(f"{EMPTY}/close", on="31.12.2026")
    assert house.registry.seated == [
        ("/councils/lar/seats", {"side": "user", "deputy_for": "larseatleader"}),
        ("/councils/lar/seats/larseatempty/close", {"on": "2026-12-31"}),
    ]


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("seat-taken", "Noen sitter i plassen da."),
        ("other-side-of-the-table", "Ingen kan tale for både brukerne og Nav"),
        ("seat-over", "Plassen er lagt ned da."),
        ("council-closed", "Utvalget er lagt ned"),
    ],
)
async def test_what_stands_in_the_way_is_told(visitor: Visitor, house: PortalHouse, slug: str, words: str) -> None:
    await visitor.signs_in("fjord")
    house.registry.no = Refused(409, slug, (Problem(slug, "seat"),))
    page = await visitor.does(f"{EMPTY}/term", name="Stolt Furu", role="member", starts="1.1.2027")
    assert (page.status, words in page.text, page.form.fields["name"]) == (409, True, ["Stolt Furu"])


async def test_a_seat_that_is_not_there_is_missing(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    assert (await visitor.opens(f"{SEATS}/made-up/close")).status == 404


async def test_what_should_have_been_handed_over_is_said_to_be_late(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    assert "Over fristen" not in (await visitor.opens(HANDOVER)).text
    house.clock.move(days=60)
    await visitor.signs_in("fjord")
    page = await visitor.opens(HANDOVER)
    assert ("6 ting gjenstår" in page.text, "Over fristen" in page.text) == (True, True)


async def test_things_are_handed_over_one_by_one(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.opens(HANDOVER)
    assert "6 ting gjenstår, innen 20. desember 2026." in page.text
    page = await visitor.sends(page)
    assert ("5 ting gjenstår" in page.text, "Listen er lagret" in page.text) == (True, True)
    assert house.registry.seated[0][1] == {"item": "training", "done": True}
