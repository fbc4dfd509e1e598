"""One's own pages: seats, what is kept, who has looked, and being forgotten."""

from datetime import date

import pytest

from portal.application.people import COUNTED, MySeat, Training
from portal.application.refusals import Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

MINE = "/mine-opplysninger"


async def test_my_seats_tell_how_long_and_what_is_left(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/mine-verv")
    assert page.heading == "Min side"
    assert "Til 31. desember 2027 Vara for deg" in page.text
    assert ("Du har ingen vara" in page.text, "/kursbevis/course" in page.links) == (True, True)


async def test_whoever_sits_nowhere_is_told_what_else_they_are(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.opens("/mine-verv")
    assert "Du sitter ikke i noe utvalg i dag. Du er Svaransvarlig ved Nav Larvik" in page.text


async def test_the_last_days_in_a_seat_are_counted(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    seats = await house.registry.my_seats("fjord")

    async def ending(_: str) -> tuple[MySeat, ...]:
        return tuple(one.model_copy(update={"days_left": COUNTED}) for one in seats)

    monkeypatch.setattr(house.registry, "my_seats", ending)
    await visitor.signs_in("fjord")
    assert "Til 31. desember 2027 – 180 dager igjen" in (await visitor.opens("/mine-verv")).text


async def test_training_that_is_not_taken_is_asked_of_the_secretary_by_others(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    seats = [one for person in ("lykt", "fjord") for one in await house.registry.my_seats(person)]

    async def untaken(_: str) -> tuple[MySeat, ...]:
        return tuple(one.model_copy(update={"training": Training(by=date(2026, 4, 1))}) for one in seats)

    monkeypatch.setattr(house.registry, "my_seats", untaken)
    await visitor.signs_in("lykt")
    text = (await visitor.opens("/mine-verv")).text
    assert text.count("Ikke tatt ennå. Den bør tas innen 1. april 2026.") == len(seats)
    assert text.count("Spør sekretæren når den neste er.") == len(seats) - 1


async def test_a_certificate_is_a_file_in_the_readers_language(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    await visitor.opens("/language/nn?back=/")
    answer = await visitor.http.get("/kursbevis/course")
    assert (answer.content, answer.headers["Content-Type"]) == (b"%PDF-1.7 nn", "application/pdf")


async def test_what_is_kept_of_me_is_told_on_one_page(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens(MINE)
    for words in ("modig.lykt@example.no", "sekretær i Lokalt brukerutvalg Larvik", "Rådslag selv"):
        assert words in page.text
    for link in ("endre", "last-ned", "glem-meg"):
        assert f"{MINE}/{link}" in page.links


async def test_all_of_it_is_taken_along(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    answer = await visitor.http.get(f"{MINE}/last-ned")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"


async def test_i_put_it_right(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does(f"{MINE}/endre", phone="911 11 111", phone_shared="yes")
    assert (page.path, "Opplysningene dine er lagret" in page.text) == (MINE, True)
    assert (house.registry.contact.phone, house.registry.contact.phone_shared) == ("911 11 111", True)


async def test_i_am_forgotten_when_i_am_sure(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does(f"{MINE}/glem-meg")
    assert (page.status, house.registry.forgotten) == (422, [])
    page = await visitor.sends(page, sure="yes")
    assert (page.heading, house.registry.forgotten) == ("Du er glemt", ["lykt"])
    assert (await visitor.opens("/")).heading == "Velkommen til Rådslag"


async def test_who_came_by_an_employees_word_asks_to_be_forgotten_in_person(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in("lykt")
    house.registry.no = Refused(403, "only-in-person")
    page = await visitor.does(f"{MINE}/glem-meg", sure="yes")
    assert "Dette kan du bare gjøre når du har logget inn selv." in page.text
    assert (await visitor.opens("/")).heading == "Dette venter på deg"


async def test_who_sat_before_is_thanked_and_led_to_the_cases(visitor: Visitor) -> None:
    page = await visitor.signs_in("lauv")
    assert (page.heading, "/cases" in page.links) == ("Takk for innsatsen", True)
    assert "Medlem i Lokalt brukerutvalg Larvik, til 30. juni 2026" in page.text
    for path in ("/cases", "/mine-verv", "/mine-opplysninger"):
        assert (await visitor.opens(path)).status == 200
