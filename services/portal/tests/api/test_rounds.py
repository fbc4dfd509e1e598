"""A council asks others, they answer, and it tells what came of it: as its people do it at the portal."""

from portal.application.refusals import Problem, Refused
from portal.application.rounds import Said
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

ASK = {
    "asked": "lar",
    "theme": "Ny strategi",
    "intro": "Vi samler det utvalgene mener.",
    "question-1": "Alle utvalg får opplæring hvert år.",
    "question-4": "Hva mangler?",
    "answer_by": "20.12.2026",
}
FOR = Said(stance="for", comment="Det har vi bedt om lenge.")
NONE = Said(stance="none")


async def test_a_region_asks_its_councils(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("kopp")
    page = await visitor.opens("/innspill/ny")
    assert "Lokalt brukerutvalg Larvik" in page.text
    page = await visitor.sends(page, **ASK)
    told = {
        "council": "rbu",
        "to": ["lar"],
        "title": "Ny strategi",
        "intro": "Vi samler det utvalgene mener.",
        "questions": ["Alle utvalg får opplæring hvert år.", "Hva mangler?"],
        "due": "2026-12-20",
        "case": None,
        "within": None,
    }
    assert house.case_flow.asked == [("/rounds", told)]
    assert (page.path, page.heading) == ("/innspill/r1", "Ny strategi")
    assert "0 av 1 har svart" in page.text


async def test_who_forgets_something_is_told_at_each_field(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("kopp")
    page = await visitor.does("/innspill/ny", **{"answer_by": "en dag", "question-3": "Hva med 01019012345?"})
    assert page.status == 422
    for words in (
        "Velg minst ett utvalg",
        "Skriv hva det handler om",
        "Skriv hvorfor dere spør",
        "Skriv minst ett spørsmål",
        "Skriv dagen slik: 3.12.2026",
        "fødselsnummer",
    ):
        assert words in page.text
    assert {"#asked", "#question-3", "#answer_by"} <= set(page.links)
    assert house.case_flow.asked == []


async def test_what_case_flow_refuses_is_told_where_it_was_asked(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("kopp")
    for slug, field, words in (
        ("no-such-route", "to", "Dere kan spørre utvalgene under dere"),
        ("day-passed", "due", "De som skal svare, trenger tid"),
        ("later-than-asked", "due", "Velg en dag før dere selv skal svare"),
        ("string-too-long", "questions", "for lang"),
    ):
        house.case_flow.no = Refused(422, slug, (Problem(slug, field),))
        page = await visitor.does("/innspill/ny", **ASK)
        assert (page.status, words in page.text) == (422, True), slug


async def test_a_council_answers_and_changes_its_answer(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r")
    page = await visitor.signs_in("lykt")
    assert "/innspill/r/svar?acting=larleader" in page.links
    page = await visitor.does("/innspill/r/svar", **{"stance-1": "for", "comment-1": FOR.comment or ""})
    said = {"answers": [{"stance": "for", "comment": FOR.comment}, {"stance": "none", "comment": None}]}
    assert house.case_flow.asked[-1] == ("/rounds/r/answer", said)
    assert (page.path, "Takk. Svaret er sendt" in page.answer.text) == ("/innspill/r", True)
    assert "Det har vi bedt om lenge." in page.text

    form = await visitor.opens("/innspill/r/svar")
    assert form.form.fields["comment-1"] == [FOR.comment]
    await visitor.sends(form, **{"stance-1": "partly"})
    assert house.case_flow.known["r"].answers[0].answers[0].stance == "partly"


async def test_an_identity_number_is_told_at_its_own_question(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r")
    await visitor.signs_in("lykt")
    page = await visitor.does("/innspill/r/svar", **{"comment-2": "Om 01019012345"})
    assert (page.status, "#comment-2" in page.links, "#comment-1" in page.links) == (422, True, False)
    assert house.case_flow.asked == []


async def test_an_answer_that_says_nothing_is_told_so(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r")
    await visitor.signs_in("lykt")
    house.case_flow.no = Refused(422, "nothing-said", (Problem("nothing-said", "answers"),))
    page = await visitor.does("/innspill/r/svar")
    assert (page.status, "Svar på minst ett av spørsmålene." in page.text) == (422, True)


async def test_who_asked_thanks_and_tells_what_came_of_it(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu", "lar", "nay")
    house.case_flow.say("r", "lar", FOR, NONE)
    await visitor.signs_in("kopp")
    page = await visitor.opens("/innspill/r/avslutt")
    assert page.heading == "Dette kan ikke gjøres nå"
    house.case_flow.say("r", "nay", NONE, FOR)
    page = await visitor.opens("/innspill/r/avslutt")
    assert page.form.fields["contributed"] == ["lar", "nay"]
    assert "Skriv hva det ble til" in (await visitor.sends(page)).text
    page = await visitor.sends(page, told="Takk! Det blir kurs.", contributed=["lar"])
    told = {"outcome": "Takk! Det blir kurs.", "contributed": ["lar"]}
    assert house.case_flow.asked[-1] == ("/rounds/r/conclude", told)
    assert ("Takk! Det blir kurs." in page.text, "er med i svaret" in page.text) == (True, True)


async def test_a_region_asks_its_own_councils_before_it_answers(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("outer", "sbu", "rbu")
    await visitor.signs_in("kopp")
    page = await visitor.opens("/innspill/outer")
    [link] = [one for one in page.links if one.startswith("/innspill/ny")]
    form = await visitor.opens(link)
    assert form.form.fields["theme"] == ["Ny strategi for brukermedvirkning"]
    assert form.form.fields["question-2"] == ["Hva mangler i forslaget?"]
    await visitor.sends(form, asked="lar")
    assert house.case_flow.asked[-1][1]["within"] == "outer"

    inner = house.case_flow.known["r2"]
    house.case_flow.say("r2", "lar", FOR, NONE)
    outer = house.case_flow.known["outer"]
    house.case_flow.known["outer"] = outer.model_copy(update={"rounds_within": (inner,)})
    page = await visitor.opens("/innspill/outer/svar")
    assert f"Lokalt brukerutvalg Larvik : For. {FOR.comment}" in page.text.replace("Larvik:", "Larvik :")

    house.case_flow.say("outer", "rbu", FOR, NONE, rests_on=("r2",), contributed=("lar",))
    page = await visitor.opens("/innspill/outer")
    assert "bygger på det disse har sagt: Lokalt brukerutvalg Larvik" in page.text
    assert "/innspill/r2" in page.links


async def test_everybody_sees_what_is_asked_and_who_has_answered(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu", "lar", "nay")
    house.case_flow.say("r", "nay", FOR, NONE)
    await visitor.signs_in("bekk")
    page = await visitor.opens("/innspill")
    assert ("1 av 2 har svart" in page.text, "/innspill/r" in page.links) == (True, True)
    page = await visitor.opens("/innspill/r")
    assert "Har ikke svart: Lokalt brukerutvalg Larvik" in page.text
    assert not [link for link in page.links if link.startswith("/innspill/r/")]


async def test_what_waits_is_in_the_one_list(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu", "lar")
    assert "/innspill/r/avslutt?acting=rbuleader" not in (await visitor.signs_in("kopp")).links
    house.case_flow.say("r", "lar", FOR, NONE)
    assert "/innspill/r/avslutt?acting=rbuleader" in (await visitor.opens("/")).links


async def test_the_list_of_one_council_leads_to_the_next_page(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu", "lar")
    house.case_flow.put_round("s", "sbu", "nay")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/innspill?council=lar")
    assert ("/innspill/r" in page.links, "/innspill/s" in page.links) == (True, False)


async def test_a_council_deletes_what_it_should_not_have_written(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu", "lar", "nay")
    house.case_flow.say("r", "lar", Said(stance="for", comment="Om en nabo."), NONE)
    house.case_flow.say("r", "nay", FOR, NONE)
    await visitor.signs_in("lykt")
    assert "/innspill/r/slett?acting=larleader" in (await visitor.opens("/innspill/r")).links
    page = await visitor.opens("/innspill/r/slett")
    assert ("Om en nabo." in page.text, "Det har vi bedt om lenge." in page.text) == (True, False)
    page = await visitor.sends(page, which="r-said-lar/comment_1")
    assert house.case_flow.asked[-1] == ("/rounds/r/texts/erase", {"entry": "r-said-lar", "text": "comment_1"})
    assert ("Teksten er slettet" in page.answer.text, "Om en nabo." in page.text) == (True, False)


async def test_who_deletes_says_which_text(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu", "lar", "nay")
    await visitor.signs_in("kopp")
    page = await visitor.does("/innspill/r/slett")
    assert (page.status, "Velg teksten som skal slettes" in page.text) == (422, True)


async def test_a_round_that_is_not_there_is_missing(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert (await visitor.opens("/innspill/nowhere")).status == 404


async def test_who_asks_about_a_case_sees_which_and_comes_back_to_it(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "reported")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/innspill/ny?case=c&acting=larleader")
    assert page.forms[-1].fields["theme"] == ["Skjermet samtalerom"]
    assert page.links.count("/cases/c") == 2


async def test_a_council_with_none_below_it_is_not_led_to_ask_them(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/innspill/r")
    assert any("/svar" in link for link in page.links)
    assert not any("within=" in link for link in page.links)


async def test_a_round_counts_who_is_for_and_against(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu", "lar")
    house.case_flow.say("r", "lar", FOR, NONE)
    await visitor.signs_in("lykt")
    assert "For: 1" in (await visitor.opens("/innspill/r")).text
