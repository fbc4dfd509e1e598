"""What the page of a case tells of its days, of what it was before, and of what others were asked about it."""

from datetime import date
from typing import Any, Final

from portal.application.life import TurningAway
from portal.application.resources import Step
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

ERASED: Final = TurningAway(why="individual", erased_on=date(2026, 11, 21))
BEFORE: Final = "Svaret saken fikk før"


async def the_page(visitor: Visitor, house: PortalHouse, state: str, **told: Any) -> str:  # noqa: ANN401 - any of a case
    house.case_flow.put("c", state)
    house.case_flow.change("c", **told)
    await visitor.signs_in("lykt")
    return (await visitor.opens("/cases/c")).text


async def test_a_text_that_is_deleted_is_not_told_to_go_some_day(visitor: Visitor, house: PortalHouse) -> None:
    text = await the_page(visitor, house, "turned_away", turning_away=ERASED, title=None, short=None)
    assert "Teksten ble slettet her 21. november 2026." in text
    assert "Ta den med deg" not in text


async def test_a_case_that_is_taken_up_again_keeps_its_old_answer_as_an_old_one(
    visitor: Visitor, house: PortalHouse
) -> None:
    text = await the_page(visitor, house, "reported", short_answer="Nei.", reopened=1)
    assert BEFORE in text
    assert "Den var ferdig og er tatt opp igjen." in text


async def test_an_answer_that_counts_is_not_called_old(visitor: Visitor, house: PortalHouse) -> None:
    text = await the_page(visitor, house, "answered")
    assert "Svaret kort fortalt" in text
    assert BEFORE not in text


async def test_how_often_a_case_was_postponed_is_told_while_it_waits(visitor: Visitor, house: PortalHouse) -> None:
    assert "Den er utsatt 2 ganger." in await the_page(visitor, house, "on_agenda", postponed=2)


async def test_several_councils_are_named_as_in_a_sentence(visitor: Visitor, house: PortalHouse) -> None:
    text = await the_page(visitor, house, "reported", joined=("lar", "rbu"))
    named = "Lokalt brukerutvalg Larvik og Regionalt brukerutvalg Vestfold og Telemark"
    assert f"Saken er også meldt inn av {named}." in text


async def test_the_rounds_about_a_case_stand_on_its_page(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put_round("r", "rbu", case="c")
    house.case_flow.put_round("other", "rbu", title="Noe annet")
    text = await the_page(visitor, house, "treated", holder="rbu", next=None, waits=())
    assert "Regionalt brukerutvalg Vestfold og Telemark spør. 0 av 1 har svart." in text
    assert "har behandlet saken og spør andre utvalg hva de mener." in text
    assert "Noe annet" not in text


async def test_who_holds_a_case_is_led_to_ask_others_about_it(visitor: Visitor, house: PortalHouse) -> None:
    asks = "/innspill/ny?case=c&acting=larleader"
    await the_page(visitor, house, "reported")
    assert asks in (await visitor.opens("/cases/c")).links
    house.case_flow.change("c", state="closed")
    assert asks not in (await visitor.opens("/cases/c")).links


async def test_an_answer_that_was_not_good_enough_is_an_old_one(visitor: Visitor, house: PortalHouse) -> None:
    assert BEFORE in await the_page(visitor, house, "awaiting_answer", short_answer="Nei.")


async def test_what_was_said_while_more_time_was_needed_stands_on_the_way(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "awaiting_answer")
    told = Step(what="AnswerDelayed", at=house.clock(), unit="5303", texts={"short": "Vi spør kommunen."})
    reported = (await house.case_flow.case("lykt", "c")).path
    house.case_flow.change("c", path=(*reported, told))
    await visitor.signs_in("lykt")
    assert "Vi spør kommunen." in (await visitor.opens("/cases/c")).text
