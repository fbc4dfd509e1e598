"""What is done with a meeting, from the notice to the minutes, and what is taken back."""

import pytest

from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Page, Visitor

BANNER = "Ingen har fått e-post om det ennå."


def form_to(page: Page, address: str) -> dict[str, list[str]]:
    return next(form.fields for form in page.forms if form.action == address)


async def press(visitor: Visitor, path: str, verb: str) -> Page:
    """Press a button on the meeting's own page."""
    address = f"{path}/{verb}"
    fields = form_to(await visitor.opens(path), address)
    return Page(await visitor.http.post(address, data=fields))


async def test_a_notice_may_be_taken_back_for_ten_minutes(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/meetings/coming/convene")
    assert "Innkallingen er klar til å gå" in page.text
    assert f"{BANNER} Den går ut kl. 10.10." in page.text
    again = await press(visitor, "/meetings/coming", "regret")
    assert (again.path, BANNER in again.text) == ("/meetings/coming", False)
    assert "Det er angret" in again.text
    assert house.registry.known["coming"].status == "planned"


async def test_the_banner_goes_when_the_time_is_over(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/meetings/coming/convene")
    assert 'data-goes="601"' in page.answer.text
    house.clock.move(minutes=9)
    assert 'data-goes="61"' in (await visitor.opens("/meetings/coming")).answer.text
    house.clock.move(minutes=1)
    assert BANNER not in (await visitor.opens("/meetings/coming")).text


async def test_who_presses_too_late_is_told_so_on_the_same_page(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/meetings/coming/convene")
    house.registry.says_no = Refused(409, "too-late-to-regret", (Problem("too-late-to-regret"),))
    answer = await visitor.http.post("/meetings/coming/regret", data=form_to(page, "/meetings/coming/regret"))
    told = Page(answer)
    assert (told.status, told.heading) == (409, "Utvalgsmøte, 3. desember 2026")
    assert "De ti minuttene er over, og e-posten er på vei" in told.text


async def test_the_notice_shows_what_it_leads_to_and_to_how_many(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.change("coming", place="Nav Larvik, rom 2", access=("step_free", "hearing_loop"))
    await visitor.signs_in("lykt")
    page = await visitor.opens("/meetings/coming/convene")
    assert "De 3 som sitter her, får en e-post" in page.text
    assert "Nav Larvik, rom 2" in page.text
    assert "Trinnfri adkomst, teleslynge" in page.text


async def test_a_meeting_is_moved_from_the_time_that_it_has(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/meetings/coming/move")
    assert (form.form.fields["day"], form.form.fields["time"]) == (["3. desember 2026"], ["10.00"])
    page = await visitor.sends(form, day="10.12.2026", time="14", ends="16")
    assert "Torsdag 10. desember 2026, kl. 14.00–16.00" in page.text
    assert BANNER in page.text


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"day": "1.9.2026"}, "Velg en tid som ikke har vært"),
        ({"day": "i morgen"}, "Skriv dagen slik: 3.12.2026"),
        ({"ends": "halv ti"}, "Skriv tiden slik: 14.00"),
        ({"ends": "9"}, "Møtet må slutte etter at det begynner"),
        ({"day": ""}, "Skriv hvilken dag møtet er"),
    ],
)
async def test_a_time_that_cannot_be_is_told_at_its_field(visitor: Visitor, written: dict[str, str], told: str) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/meetings/coming/move", **written)
    (field,) = written
    assert (page.status, told in page.text) == (422, True)
    assert f'id="{field}-error"' in page.answer.text
    assert page.form.fields[field] == [written[field]]


async def test_a_cancelled_meeting_says_why(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert (await visitor.does("/meetings/coming/cancel")).status == 422
    page = await visitor.does("/meetings/coming/cancel", reason="Lederen er syk")
    assert "Hvorfor det er avlyst: Lederen er syk" in page.text


async def test_how_people_meet_is_changed_with_all_that_is_told_of_it(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.change("coming", place="Rom 1", access=("parking",))
    await visitor.signs_in("lykt")
    form = await visitor.opens("/meetings/coming/arrange")
    assert (form.form.fields["place"], form.form.fields["access"]) == (["Rom 1"], ["parking"])
    given: dict[str, str | list[str]] = {
        "place": "Rom 2",
        "link": "https://moter.example.no/1",
        "access": ["parking", "interpreter"],
    }
    page = await visitor.sends(form, **given)
    assert "Parkering for forflytningshemmede, tolk" in page.text
    assert "https://moter.example.no/1" in page.links
    sent = house.registry.bodies[-1]
    assert (sent["place"], sent["info"], sent["form"]) == ("Rom 2", None, "physical")


async def test_a_link_without_https_is_asked_for_again(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/meetings/coming/arrange", link="moter.example.no")
    assert (page.status, "Den begynner med https://" in page.text) == (422, True)


async def test_who_came_is_corrected_with_a_reason(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.hold("old", ["larleader"])
    await visitor.signs_in("lykt")
    form = await visitor.opens("/meetings/old/correct")
    assert form.form.fields["attended"] == ["larleader"]
    assert (await visitor.sends(form)).status == 422
    page = await visitor.sends(form, attended=["larleader", "larmember"], reason="En var glemt")
    assert "Hvem som kom Leder, plass 1 Medlem, plass 2" in page.text


async def test_the_day_that_the_minutes_were_sent_is_today_unless_told(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.hold("old", ["larleader"])
    await visitor.signs_in("lykt")
    page = await visitor.does("/meetings/old/minutes")
    assert "Referatet ble sendt 22. november 2026." in page.text
    assert page.answer.text.count('data-variant="primary"') == 0


async def test_one_press_tells_that_i_cannot_come_and_another_that_i_can(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.plan("their", "rbu", house.clock().replace(day=30))
    await visitor.signs_in("lykt")
    page = await press(visitor, "/meetings/their", "absence")
    assert "Du har sagt fra at du ikke kan komme." in page.text
    assert house.registry.bodies[-1] == {"term": "rbumember"}
    assert "Jeg kan ikke komme" in (await press(visitor, "/meetings/their", "absence/withdraw")).text


async def test_whoever_arranges_the_meeting_sees_whom_to_ring(visitor: Visitor) -> None:
    await visitor.signs_in("fjord")
    form = await visitor.opens("/meetings/coming/absence")
    page = await visitor.sends(form, term="larleader")
    assert "Leder, plass 1 Ring: Blid Bro, medlem, plass 2: 900 00 001" in page.text
    assert "tel:90000001" in page.links


async def test_an_absence_of_nobody_is_asked_for_again(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("fjord")
    page = await visitor.does("/meetings/coming/absence")
    assert (page.status, "Velg hvem som ikke kan komme" in page.text) == (422, True)
    assert not house.registry.known["coming"].absences


async def test_whoever_arranges_may_take_an_absence_back_for_others(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    await press(visitor, "/meetings/coming", "absence")
    await visitor.signs_in("fjord")
    page = await press(visitor, "/meetings/coming", "absence/withdraw")
    assert "Ingen har meldt forfall." in page.text


async def test_an_absence_that_is_known_is_told_on_the_meetings_page(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    fields = form_to(await visitor.opens("/meetings/coming"), "/meetings/coming/absence")
    house.registry.says_no = Refused(409, "absence-known", (Problem("absence-known", "term"),))
    page = Page(await visitor.http.post("/meetings/coming/absence", data=fields))
    assert (page.status, page.heading) == (409, "Utvalgsmøte, 3. desember 2026")
    assert "Forfallet er alt meldt" in page.text


async def test_people_sign_up_for_a_gathering_and_off_again(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.change("coming", sign_up=True)
    await visitor.signs_in("lykt")
    page = await press(visitor, "/meetings/coming", "sign-up")
    assert "1 er påmeldt" in page.text
    assert "Jeg kan ikke komme" not in page.text
    assert "0 er påmeldte" in (await press(visitor, "/meetings/coming", "sign-off")).text


@pytest.mark.parametrize("verb", ["regret", "absence/withdraw", "sign-up", "sign-off"])
async def test_a_press_that_is_opened_as_a_page_leads_to_the_meeting(visitor: Visitor, verb: str) -> None:
    await visitor.signs_in("lykt")
    assert (await visitor.opens(f"/meetings/coming/{verb}")).path == "/meetings/coming"


async def test_what_changed_meanwhile_is_shown_first(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/meetings/coming/cancel")
    house.registry.says_no = Refused(409, "wrong-state")
    page = await visitor.sends(form, reason="Lederen er syk")
    assert (page.status, "/meetings/coming" in page.links) == (409, True)
