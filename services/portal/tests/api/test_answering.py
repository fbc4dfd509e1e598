"""Whoever answers for a unit: her list, an answer kept for later, a new day, a part."""

from datetime import date

import pytest

from portal.application.life import Restriction
from portal.application.resources import Post
from portal.testing.councils import LARVIK, PEOPLE, post
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

ANSWER = {"outcome": "partly", "short": "Ja, i 2027.", "reason": "Det er ikke penger før."}


@pytest.fixture
def house(house: PortalHouse) -> PortalHouse:
    house.case_flow.put("c", "awaiting_answer")
    house.case_flow.ask("c")
    return house


async def test_what_a_unit_is_asked_stands_on_the_list_of_who_answers_there(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.opens("/mine-svar")
    assert page.heading == "Mine svar"
    assert "Utvalget råder til et skjermet rom." in page.text
    assert "Svar innen 7. desember 2026 (foreslått frist)" in page.text
    assert "/cases/c/answer?acting=post5303answering_manager" in page.links


async def test_the_menu_leads_those_who_answer_to_their_list_and_nobody_else(visitor: Visitor) -> None:
    assert "/mine-svar" in (await visitor.signs_in("bekk")).links
    assert "/mine-svar" not in (await visitor.signs_in("kopp")).links


async def test_what_is_due_first_stands_first(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("b", "awaiting_answer")
    house.case_flow.falls_due("b", date(2026, 12, 1))
    await visitor.signs_in("bekk")
    links = (await visitor.opens("/mine-svar")).links
    assert links.index("/cases/b") < links.index("/cases/c")


async def test_what_is_past_its_day_is_marked(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("bekk")
    assert "Over fristen" not in (await visitor.opens("/mine-svar")).text
    house.clock.move(days=20)
    await visitor.signs_in("bekk")
    assert "Over fristen" in (await visitor.opens("/mine-svar")).text


async def test_an_answer_is_put_aside_for_its_writer_alone_and_sent_another_month(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.does("/cases/c/answer", **ANSWER, choice="later")
    assert page.path == "/mine-svar"
    assert "Utkastet er lagret. Bare du kan se det" in page.text
    assert "Fortsett på svaret" in page.text
    assert house.case_flow.orders == []
    house.clock.move(days=60)
    await visitor.signs_in("bekk")
    form = await visitor.opens("/cases/c/answer")
    assert form.form.fields["reason"] == [ANSWER["reason"]]
    assert "Svaret er sendt" in (await visitor.sends(form)).text
    assert "Fortsett på svaret" not in (await visitor.opens("/mine-svar")).text


async def test_an_answer_that_was_put_aside_outlives_a_service_that_is_away(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in("bekk")
    await visitor.does("/cases/c/answer", **ANSWER, choice="later")
    form = await visitor.opens("/cases/c/answer")
    house.case_flow.away = True
    await visitor.sends(form, short="Ja, i 2028.")
    house.case_flow.away = False
    house.clock.move(days=30)
    await visitor.signs_in("bekk")
    assert (await visitor.opens("/cases/c/answer")).form.fields["short"] == ["Ja, i 2028."]


async def test_what_was_put_aside_goes_with_whoever_is_forgotten(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("bekk")
    await visitor.does("/cases/c/answer", **ANSWER, choice="later")
    await visitor.does("/mine-opplysninger/glem-meg", sure="yes")
    assert house.registry.forgotten == ["bekk"]
    await visitor.signs_in("bekk")
    assert (await visitor.opens("/cases/c/answer")).form.fields["reason"] == [""]


async def test_an_identity_number_is_not_kept_in_what_is_put_aside(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    await visitor.does("/cases/c/answer", short="Gjelder 01410012345.", choice="later")
    assert (await visitor.opens("/cases/c/answer")).form.fields["short"] == ["Gjelder …."]


async def test_a_reference_of_ones_own_goes_along_with_the_answer(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("bekk")
    await visitor.does("/cases/c/answer", **ANSWER, our_ref="26/117")
    case = await house.case_flow.case("bekk", "c")
    assert case.path[-1].texts["our_ref"] == "26/117"


async def test_what_is_asked_stands_above_the_answer_with_the_view_of_the_minority(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.case_flow.ask("c", text="Vi råder til to rom.", minority="Ett rom er nok.")
    await visitor.signs_in("bekk")
    text = (await visitor.opens("/cases/c/answer")).text
    assert "Utvalget sier Vi råder til to rom. Et mindretall i utvalget sier Ett rom er nok." in text


async def test_who_answers_a_council_that_writes_nynorsk_is_told_so(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("bekk")
    assert "Svar på nynorsk" not in (await visitor.opens("/cases/c/answer")).text
    house.case_flow.change("c", language="nn")
    assert "Utvalget skriver nynorsk. Svar på nynorsk." in (await visitor.opens("/cases/c/answer")).text


async def test_more_time_is_told_with_a_day(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.does("/cases/c/delay", until="1. februar 2027", short="Vi regner på prisen.")
    assert "Utvalget får vite når svaret kommer" in page.text
    assert house.case_flow.told[-1] == ("/cases/c/delay", {"until": "2027-02-01", "short": "Vi regner på prisen."})


@pytest.mark.parametrize(("until", "told"), [("", "Skriv"), ("snart", "Skriv dagen slik: 3.12.2026")])
async def test_a_day_that_cannot_be_read_is_told_at_its_field(visitor: Visitor, until: str, told: str) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.does("/cases/c/delay", until=until, short="Vi regner på prisen.")
    assert (page.status, "#until" in page.links, told in page.text) == (422, True, True)


async def test_a_unit_that_must_agree_gives_its_part_and_the_first_one_reads_it(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.case_flow.ask("c", "9000")
    await visitor.signs_in("bekk")
    assert "Arbeids- og velferdsdirektoratet har ikke gitt sin del ennå." in (await visitor.opens("/mine-svar")).text
    assert "Andre har ikke gitt sin del ennå" in (await visitor.opens("/cases/c/answer")).text
    page = await visitor.does("/cases/c/part", **ANSWER)
    assert "Delen deres er sendt til dem som gir svaret" in page.text
    answer = await visitor.opens("/cases/c/answer")
    assert "Andre har ikke gitt sin del ennå" not in answer.text
    assert "Det andre har gitt til svaret" in answer.text


async def test_the_owner_at_the_same_office_is_waited_for_too(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.ask("c", "5303")
    await visitor.signs_in("bekk")
    assert "Eieren på kommunens side har ikke gitt sin del ennå." in (await visitor.opens("/mine-svar")).text
    assert "Nav Larvik – må også være enig" in (await visitor.opens("/cases/c/answer")).text


async def test_what_the_council_misses_stands_first_when_it_asks_once_more(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    await visitor.does("/cases/c/answer", **ANSWER)
    await visitor.signs_in("lykt")
    await visitor.does("/cases/c/dispute", missing="Når blir rommet ferdig?")
    await visitor.signs_in("bekk")
    text = (await visitor.opens("/mine-svar")).text
    assert "Utvalget spør en gang til" in text
    assert "Det utvalget savner i svaret Når blir rommet ferdig?" in text


async def test_who_has_nothing_to_answer_is_told_so(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("bekk")
    assert "Ingen utvalg venter på svar fra deg nå." in (await visitor.opens("/mine-svar")).text
    await visitor.signs_in("kopp")
    assert "Du svarer ikke for noe kontor" in (await visitor.opens("/mine-svar")).text


async def test_who_stands_in_answers_for_the_unit_and_is_told_so(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PEOPLE, "gran", ("Høy Gran", (post(LARVIK, "delegate"),)))
    await visitor.signs_in("gran")
    page = await visitor.opens("/mine-svar")
    assert "Du er stedfortreder her." in page.text
    assert "Svaret er sendt" in (await visitor.does("/cases/c/answer", **ANSWER)).text


async def test_who_stands_in_is_told_and_how_to_get_somebody(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("bekk")
    assert "Ingen er stedfortreder" in (await visitor.opens("/mine-svar")).text
    house.registry.posts["/units/5303"] = (Post(id="d", role="delegate", starts=date(2026, 1, 1)),)
    house.registry.named["d"] = "Klar Bru"
    text = (await visitor.opens("/mine-svar")).text
    assert "Klar Bru, stedfortreder for svaransvarlig" in text


@pytest.mark.parametrize("path", ["/mine-svar", "/"])
async def test_a_restricted_case_is_marked_for_those_who_may_know_of_it(
    visitor: Visitor, house: PortalHouse, path: str
) -> None:
    await visitor.signs_in("bekk")
    assert "Skjermet" not in (await visitor.opens(path)).text.replace("Skjermet samtalerom", "").split()
    house.case_flow.change("c", restriction=Restriction(basis="offl-13", until=date(2027, 6, 1)))
    assert "Skjermet" in (await visitor.opens(path)).text.replace("Skjermet samtalerom", "").split()
