"""The newsletter: everybody reads it, and its editor makes it, sends it, and sees how it went."""

import pytest

from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

WORDS = {"nb": "Kjære alle sammen!", "nn": "Kjære alle saman!"}


async def test_an_edition_that_is_sent_is_read_by_everybody(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e", "frozen")
    await visitor.signs_in("lykt")
    assert "/utgaver/e" in (await visitor.opens("/utgaver")).links
    page = await visitor.opens("/utgaver/e")
    assert page.heading == "Nyhetsbrevet for høsten 2026"
    for told in (
        "Takk for det dere har fått til",
        "Sakene våre Skjermet samtalerom",
        "Svaret: Ja, fra nyttår.",
        "Og 4 til.",
    ):
        assert told in page.text
    assert "Saker vi har hatt hos oss" not in page.text  # none of these


async def test_nobody_but_its_editor_is_told_how_the_mails_went(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e", "frozen")
    await visitor.signs_in("lykt")
    assert "Slik gikk det med e-postene" not in (await visitor.opens("/utgaver/e")).text


async def test_an_edition_that_is_being_made_is_for_its_editor_alone(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e")
    await visitor.signs_in("lykt")
    assert "Det er ikke sendt noe nyhetsbrev ennå." in (await visitor.opens("/utgaver")).text
    assert (await visitor.opens("/utgaver/e/les")).status == 404


async def test_the_editor_begins_it_writes_the_words_reads_it_and_sends_it(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    begun = await visitor.does("/utgaver/ny?half=2026-2")
    assert "Skriv ordene som står først" in begun.text
    assert "/utgaver/e1/send" not in " ".join(begun.links)
    greeted = await visitor.does("/utgaver/e1/hilsen", **WORDS)
    assert "Kjære alle sammen!" in greeted.text
    assert "Kjære alle sammen!" in (await visitor.opens("/utgaver/e1/les?council=lar")).text
    asked = await visitor.opens("/utgaver/e1/send")
    assert "812 verv. Den som har flere verv, får én e-post." in begun.text
    assert "Det går som e-post til alle som har et verv: 812 verv. Den som har flere, får én." in asked.text
    sent = await visitor.sends(asked)
    assert "Nyhetsbrevet er på vei ut" in sent.text
    assert "På vei 812" in sent.text


async def test_no_page_sends_it_before_it_was_asked_once_more(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e")
    await visitor.signs_in("sti")
    await visitor.opens("/utgaver/e/send")
    assert "Ingenting er sendt ennå." in (await visitor.opens("/utgaver/e")).text


async def test_it_is_not_sent_without_its_opening_words(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e", greeted=False)
    await visitor.signs_in("sti")
    assert (await visitor.opens("/utgaver/e/send")).status == 409


async def test_the_words_are_needed_in_bokmal_and_in_nynorsk_and_not_in_english(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    await visitor.does("/utgaver/ny")
    page = await visitor.does("/utgaver/e1/hilsen", nb="Kjære alle", en="")
    assert (page.status, "Skriv noen ord på nynorsk" in page.text) == (422, True)
    assert page.form.fields["nb"] == ["Kjære alle"]
    assert "engelsk, ordene på bokmål" in page.text


async def test_an_identity_number_is_not_let_into_the_words(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e", greeted=False)
    await visitor.signs_in("sti")
    page = await visitor.does("/utgaver/e/hilsen", nb="Hilsen 010170 00054", nn="Helsing")
    assert (page.status, "Teksten ser ut til å ha et fødselsnummer." in page.text) == (422, True)


async def test_words_that_somebody_else_changed_meanwhile_are_not_overwritten(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.newsletter.put("e")
    await visitor.signs_in("sti")
    first, second = await visitor.opens("/utgaver/e/hilsen"), await visitor.opens("/utgaver/e/hilsen")
    await visitor.sends(first, nb="Først")
    page = await visitor.sends(second, nb="Sist")
    assert (page.status, page.heading) == (412, "Noen var raskere enn deg")
    assert "Først" in (await visitor.opens("/utgaver/e")).text


async def test_an_edition_that_is_there_already_is_told_so(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    first, second = await visitor.opens("/utgaver/ny"), await visitor.opens("/utgaver/ny")
    await visitor.sends(first)
    page = await visitor.sends(second)
    assert (page.status, page.heading) == (409, "Noen har begynt på dette nyhetsbrevet")
    assert page.links.count("/utgaver") == 2


async def test_the_editor_is_told_how_many_got_it_and_where_it_was_lost_never_who(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.newsletter.put("e", "frozen")
    await visitor.signs_in("sti")
    page = await visitor.opens("/utgaver/e")
    assert "Sendt 780" in page.text
    assert "Lokalt brukerutvalg Larvik – kom ikke fram: 2" in page.text
    assert "Regionalt brukerutvalg Vestfold og Telemark – vi vet ikke om den kom fram: 1" in page.text
    assert "Modig Lykt" not in page.text


async def test_the_editor_is_told_that_more_was_lost_than_is_listed(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e", "frozen", more_troubles=20)
    await visitor.signs_in("sti")
    assert "Og 20 til." in (await visitor.opens("/utgaver/e")).text


async def test_an_edition_is_sent_again_when_the_latest_news_has_arrived(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e")
    house.newsletter.behind = True
    await visitor.signs_in("sti")
    page = await visitor.does("/utgaver/e/send")
    assert (page.status, "Vent et minutt, og trykk en gang til." in page.text) == (409, True)
    house.newsletter.behind = False
    assert "Nyhetsbrevet er på vei ut" in (await visitor.sends(page)).text


async def test_the_editor_is_told_that_it_is_on_its_way_before_any_mail_is_counted(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.newsletter.put("e", "frozen", mails={})
    await visitor.signs_in("sti")
    assert "Slik gikk det med e-postene På vei." in (await visitor.opens("/utgaver/e")).text
    assert "/utgaver/e" in (await visitor.opens("/utgaver/e/les")).links
    await visitor.signs_in("lykt")
    assert "På vei" not in (await visitor.opens("/utgaver/e")).text


async def test_the_editor_may_read_it_as_every_council_there_is(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e")
    house.registry.at_once = 2
    await visitor.signs_in("sti")
    page = await visitor.opens("/utgaver/e/les")
    for council in ("lar", "rbu", "sbu", "nay"):
        assert f'<option value="{council}"' in page.answer.text
    assert "Alle utvalgene mine" not in page.answer.text


async def test_english_words_that_nobody_wrote_are_left_empty_in_the_form(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e")
    await visitor.signs_in("sti")
    assert (await visitor.opens("/utgaver/e/hilsen")).form.fields["en"] == [""]


async def test_somebody_in_two_councils_may_read_it_as_one_of_them(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e", "frozen")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/utgaver/e/les?council=rbu")
    assert page.form.fields["council"] == ["rbu"]
    assert "meldt inn av Regionalt brukerutvalg" in page.text


@pytest.mark.parametrize("half", ["2026-1", "", "x"])
async def test_a_half_year_has_a_name_whatever_it_is_called(visitor: Visitor, house: PortalHouse, half: str) -> None:
    house.newsletter.put("e", "frozen", half=half)
    await visitor.signs_in("lykt")
    assert (await visitor.opens("/utgaver/e")).status == 200
