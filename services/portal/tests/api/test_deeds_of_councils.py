"""What councils do with a case beside handing it on, each on a page of its own, and told on the page of the case."""

from datetime import date, timedelta

from portal.application.life import Restriction, TurningAway
from portal.application.resources import Next
from portal.testing.house import PortalHouse
from portal.testing.issuer import BEGAN
from portal.testing.visitor import Page, Visitor

AWAY = TurningAway(why="outside_mandate")
APPEALED = AWAY.model_copy(update={"appealed_to": "rbu"})
SAID = "Det hører ikke hjemme her."


def the_case(house: PortalHouse, state: str, **so: object) -> None:
    house.case_flow.put("c", state)
    house.case_flow.change("c", **so)


async def as_leader(visitor: Visitor, verb: str, **written: str | list[str]) -> Page:
    await visitor.signs_in("lykt")
    return await visitor.does(f"/cases/c/{verb}?acting=larleader", **written)


async def test_those_who_raised_a_case_are_told_when_it_is_taken_up(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "reported")
    page = await as_leader(visitor, "schedule", taken_up="3. desember 2026")
    assert "Utvalget tar opp saken 3. desember 2026." in page.text
    assert "Den tas opp 3. desember 2026." in page.text


async def test_a_day_that_has_been_is_told_at_its_field(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "reported")
    page = await as_leader(visitor, "schedule", taken_up="3.10.2026")
    assert (page.status, "#taken_up" in page.links) == (422, True)
    page = await as_leader(visitor, "schedule", taken_up="snart")
    assert "#taken_up" in page.links


async def test_turning_away_is_only_proposed_until_a_user_representative_agrees(
    visitor: Visitor, house: PortalHouse
) -> None:
    the_case(house, "reported")
    page = await as_leader(visitor, "turning-away", why="outside_mandate", reason=SAID)
    assert "Det er foreslått å ikke ta opp saken, fordi den gjelder noe som utvalget ikke arbeider med." in page.text
    assert (await house.case_flow.case("lykt", "c")).state == "reported"
    page = await visitor.does("/cases/c/turn-away?acting=larleader", why="outside_mandate", reason=SAID)
    assert "Saken blir ikke tatt opp." in page.text
    assert "Ikke tatt opp" in page.text


async def test_who_keeps_a_case_reads_why_it_was_proposed_to_turn_it_away(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "reported")
    await as_leader(visitor, "turning-away", why="outside_mandate", reason=SAID)
    assert SAID in (await visitor.opens("/cases/c/keep")).text
    page = await visitor.does("/cases/c/keep")
    assert "Lokalt brukerutvalg Larvik tar opp saken likevel." in page.text


async def test_an_individual_case_is_turned_away_kindly_with_help_and_the_right_way(
    visitor: Visitor, house: PortalHouse
) -> None:
    the_case(house, "reported")
    page = await as_leader(visitor, "turn-away", why="individual", reason="Snakk med veilederen din.")
    assert "Bare den som skrev saken, kan lese teksten nå. Den blir slettet her 22. desember 2026." in page.text
    assert "Ring Nav på 55 55 33 33" in page.text
    assert "Du kan klage." in page.text


async def test_the_council_above_says_that_a_case_shall_be_taken_up(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "turned_away", turning_away=AWAY)
    page = await as_leader(visitor, "appeal", reason="Det gjelder mange.")
    assert "Regionalt brukerutvalg Vestfold og Telemark er bedt om å se på" in page.text
    await visitor.signs_in("kopp")
    assert "Det gjelder mange." in (await visitor.opens("/cases/c/overturn")).text
    page = await visitor.does("/cases/c/overturn", reason="Det er noe for utvalget.")
    assert "Regionalt brukerutvalg Vestfold og Telemark sa at saken skal tas opp." in page.text


async def test_the_council_above_says_that_it_was_right(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "turned_away", turning_away=APPEALED)
    await visitor.signs_in("kopp")
    page = await visitor.does("/cases/c/uphold", reason="Det er kommunens.")
    assert "sa at det var riktig å ikke ta opp saken." in page.text


async def test_a_case_is_withdrawn_with_or_without_a_word(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "reported")
    page = await as_leader(visitor, "withdraw")
    assert "Saken er trukket. Ingen skal gjøre noe mer." in page.text
    assert house.case_flow.bodies[-1] == {}


async def test_a_postponed_case_tells_when_it_comes_back(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "on_agenda")
    page = await as_leader(visitor, "postpone", until="12.1.2027", reason="Lederen er syk.")
    assert "Saken er utsatt. Den kommer tilbake av seg selv 12. januar 2027." in page.text


async def test_the_third_postponement_warns_and_asks_once_more(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "on_agenda", postponed=2)
    page = await as_leader(visitor, "postpone", until="12.1.2027", reason="Lederen er syk.")
    assert (page.status, "#seen_often" in page.links) == (409, True)
    assert "Saken er utsatt 2 ganger før" in page.text
    page = await visitor.sends(page, seen_often="yes")
    assert "Saken er utsatt. Den kommer tilbake av seg selv 12. januar 2027." in page.text


async def test_a_case_is_joined_with_another_of_the_same_council(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "reported")
    house.case_flow.put("d", "treated")
    house.case_flow.put("e", "sent")
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/c/merge")
    assert 'value="d"' in form.answer.text
    assert 'value="e"' not in form.answer.text
    page = await visitor.sends(form, into="d", reason="Det er det samme.")
    assert "Saken går videre som en del av en annen sak." in page.text
    assert "/cases/d" in page.links


async def test_what_was_sent_can_be_taken_back_for_ten_minutes(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "treated")
    page = await as_leader(visitor, "send", to="rbu", wish="answer", reason="Flere kontor har det slik.")
    assert 'data-goes="600"' in page.answer.text
    assert "Dere kan ta den tilbake til kl. 10.10." in page.text
    page = await visitor.does("/cases/c/regret")
    assert "Lokalt brukerutvalg Larvik tok saken tilbake." in page.text


async def test_the_sender_is_told_beforehand_who_else_hears_of_it(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "treated")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/c/send")
    assert "Sentralt brukerutvalg (Regionalt brukerutvalg Vestfold og Telemark får kopi)" in page.answer.text
    assert 'label="Oppover"' in page.answer.text


async def test_who_sends_a_case_back_may_say_where_it_belongs(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "sent")
    await visitor.signs_in("kopp")
    page = await visitor.does("/cases/c/return", reason="Ikke her.", suggested="nay")
    assert "Foreslår: BU Nav arbeid og ytelser" in page.text


async def test_an_afterthought_stands_on_the_way(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "treated")
    page = await as_leader(visitor, "notes", note="Vi har fått flere brev.")
    assert "Lokalt brukerutvalg Larvik la til noe." in page.text
    assert "Vi har fått flere brev." in page.text


async def test_a_statement_carries_the_minority_and_the_parts_of_others(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "treated")
    page = await as_leader(
        visitor, "statement", unit="5303", text="Vi råder til det.", minority="Ikke alle.", also_line=["9000"]
    )
    assert house.case_flow.bodies[-1] == {
        "unit": "5303",
        "text": "Vi råder til det.",
        "minority": "Ikke alle.",
        "also": [{"unit": "9000", "part": "line"}],
    }
    assert "Er med på svaret: Arbeids- og velferdsdirektoratet" in page.text
    assert "Mindretallet mener" in page.text


async def test_an_answer_given_in_a_meeting_is_written_down(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "awaiting_answer")
    house.registry.hold("old")
    page = await as_leader(
        visitor, "oral-answer", meeting="old", outcome="followed", short="Ja, i mai.", reason="Det er penger til det."
    )
    assert "Nav Larvik svarte i et møte." in page.text
    assert "Ja, i mai." in page.text


async def test_the_secretary_names_who_rang(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "coming_home")
    await visitor.signs_in("fjord")
    form = await visitor.opens("/cases/c/confirm")
    assert "Hvem ba deg om det?" in form.text
    page = await visitor.sends(form, on_behalf_of="larleader")
    assert house.case_flow.bodies[-1] == {"on_behalf_of": "larleader"}
    assert "Sekretæren skrev det inn for en brukerrepresentant." in page.text


async def test_a_user_representative_is_not_asked_who_rang(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "coming_home")
    await visitor.signs_in("lykt")
    assert "Hvem ba deg om det?" not in (await visitor.opens("/cases/c/confirm")).text


async def test_the_council_closes_and_takes_up_again(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "answered")
    assert "Saken er avsluttet." in (await as_leader(visitor, "close")).text
    page = await visitor.does("/cases/c/reopen?acting=larleader", reason="Det er noe nytt.", new_facts="yes")
    assert "Lokalt brukerutvalg Larvik tok opp saken igjen." in page.text


async def test_a_restricted_case_says_so_and_why_and_opens_again(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "treated")
    page = await as_leader(visitor, "restrict", basis="offl-13", until="1.5.2027")
    assert "Bare de som er med, ser denne saken" in page.text
    assert "Taushetsplikt (offentleglova § 13). Den åpnes av seg selv etter 1. mai 2027." in page.text
    assert (await house.case_flow.case("lykt", "c")).restriction == Restriction(basis="offl-13", until=date(2027, 5, 1))
    page = await visitor.does("/cases/c/lift")
    assert "Bare de som er med, ser denne saken" not in page.text


async def test_one_thing_stands_first_and_the_rest_behind_more(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "reported", next=Next(action="schedule_case", council="lar"))
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/c")
    before, _, more = page.answer.text.partition("Mer du kan gjøre")
    assert [verb for verb in ("schedule", "agenda", "merge", "withdraw") if f"/cases/c/{verb}?" in before] == [
        "schedule",
        "agenda",
    ]
    assert before.count('data-variant="primary"') == 1
    assert "/cases/c/withdraw?" in more


async def test_neither_of_two_even_answers_looks_like_the_wanted_one(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "reported", turning_away=AWAY, next=Next(action="turn_away", council="lar"))
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/c")
    assert {"/cases/c/turn-away?acting=larleader", "/cases/c/keep?acting=larleader"} <= set(page.links)
    assert 'data-variant="primary"' not in page.answer.text


async def test_the_time_for_regret_ends(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "sent", regret_until=BEGAN + timedelta(minutes=5))
    await visitor.signs_in("lykt")
    assert "/cases/c/regret?acting=larleader" in (await visitor.opens("/cases/c")).links


async def test_several_councils_that_raised_a_case_are_all_told_of(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "coming_home", joined=("sbu",), received=("sbu",))
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/c")
    assert "Saken er også meldt inn av Sentralt brukerutvalg. Alle får svaret." in page.text
    assert "Sentralt brukerutvalg har fått svaret." in page.text


async def test_the_only_other_case_is_not_chosen_beforehand(visitor: Visitor, house: PortalHouse) -> None:
    the_case(house, "reported")
    house.case_flow.put("d", "treated")
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/c/merge")
    assert 'value="d"' in form.answer.text
    assert " checked" not in form.answer.text
