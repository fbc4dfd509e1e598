"""What is agreed after an answer: as a form, in the case, and between gatherings."""

from datetime import date

import pytest

from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

AGREEMENT: dict[str, str | list[str]] = {
    "what": "Nav Larvik lager plass til et samtalerom.",
    "responsible": "unit:5303",
    "involved": ["council:lar"],
    "informed": [],
    "starts": "1.12.2026",
    "ends": "31. januar 2027",
}


async def test_something_is_agreed_and_stands_in_the_case(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "answered")
    await visitor.signs_in("lykt")
    page = await visitor.does("/cases/c/follow-ups/new", **AGREEMENT)
    assert page.path == "/cases/c/follow-ups"
    assert "Det er avtalt" in page.text
    assert "Nav Larvik lager plass til et samtalerom. Ikke begynt" in page.text
    assert "Hvem gjør det Nav Larvik Er med Lokalt brukerutvalg Larvik" in page.text
    assert "Fra 1. desember 2026 til 31. januar 2027" in page.text
    assert house.case_flow.told[-1][1]["responsible"] == {"unit": "5303"}


async def test_who_may_do_it_is_offered_by_name(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "answered")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/c/follow-ups/new")
    assert 'value="council:lar">Lokalt brukerutvalg Larvik' in page.answer.text
    assert 'value="council:rbu">Regionalt brukerutvalg' in page.answer.text
    assert 'value="unit:5303">Nav Larvik' in page.answer.text
    assert page.form.fields["starts"] == ["22. november 2026"]


async def test_what_is_empty_or_unreadable_is_told_at_its_field(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "answered")
    await visitor.signs_in("lykt")
    page = await visitor.does("/cases/c/follow-ups/new", starts="i morgen")
    assert page.status == 422
    assert [link for link in page.links if link.startswith("#")] == [
        *("#main", "#what", "#responsible", "#ends", "#starts")
    ]


async def test_an_end_before_the_start_is_told_where_the_end_stands(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "answered")
    house.case_flow.refused = Refused(422, "back-to-front", (Problem("back-to-front", "ends"),))
    await visitor.signs_in("lykt")
    page = await visitor.does("/cases/c/follow-ups/new", **AGREEMENT)
    assert "Den siste dagen må være etter den første." in page.text
    assert page.form.fields["what"] == [AGREEMENT["what"]]


async def test_an_office_that_is_no_more_is_told_where_it_was_chosen(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "answered")
    house.case_flow.refused = Refused(422, "unknown-reference", (Problem("unknown-reference", "unit"),))
    await visitor.signs_in("lykt")
    assert "#responsible" in (await visitor.does("/cases/c/follow-ups/new", **AGREEMENT)).links


async def test_who_is_responsible_tells_how_far_it_is(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "in_follow_up")
    house.case_flow.agree("c")
    await visitor.signs_in("bekk")
    assert "Det dere har avtalt å gjøre Skjermet samtalerom" in (await visitor.opens("/mine-svar")).text
    form = await visitor.opens("/cases/c/follow-ups/f1")
    assert form.form.fields["progress"] == ["planned"]
    page = await visitor.sends(form, progress="under_way", note="Rommet er tegnet.", ends="28.2.2027")
    assert "Takk. Det er lagret" in page.text
    assert "I gang" in page.text
    assert house.case_flow.told[-1] == (
        "/cases/c/follow-ups/f1",
        {"progress": "under_way", "note": "Rommet er tegnet.", "ends": "2027-02-28"},
    )


async def test_the_task_leads_to_what_is_agreed(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "in_follow_up")
    house.case_flow.agree("c")
    home = await visitor.signs_in("bekk")
    assert "Fortell hvordan det går med det som er avtalt" in home.text
    assert "/cases/c/follow-ups?acting=post5303answering_manager" in home.links
    assert "Nav Larvik skal gjøre det som er avtalt innen 31. januar 2027" in (await visitor.opens("/cases/c")).text


async def test_between_gatherings_a_council_sees_all_that_is_not_finished(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "in_follow_up")
    house.case_flow.agree("c", "f1", ends=date(2026, 11, 1))
    house.case_flow.agree("c", "f2", what="Kontoret spør brukerne.", unit="9000")
    house.case_flow.agree("c", "f3", what="Et skilt er satt opp.", progress="done")
    await visitor.signs_in("lykt")
    text = (await visitor.opens("/oppfolging")).text
    assert "Over fristen" in text
    assert text.index("samtalerom.") < text.index("Kontoret spør brukerne.")
    assert "Et skilt er satt opp." not in text


async def test_who_only_takes_part_tells_nothing(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "in_follow_up")
    house.case_flow.agree("c")
    await visitor.signs_in("kopp")
    page = await visitor.opens("/cases/c/follow-ups")
    assert [link for link in page.links if "/follow-ups/" in link] == []
    assert (await visitor.opens("/cases/c/follow-ups/f1")).heading == "Dette kan ikke gjøres nå"


@pytest.mark.parametrize("one", ["gone", "new-thing"])
async def test_what_was_never_agreed_is_not_there(visitor: Visitor, house: PortalHouse, one: str) -> None:
    house.case_flow.put("c", "in_follow_up")
    await visitor.signs_in("lykt")
    assert (await visitor.opens(f"/cases/c/follow-ups/{one}")).status == 404


async def test_who_has_agreed_on_nothing_is_told_so(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "answered")
    await visitor.signs_in("lykt")
    assert "Det er ikke avtalt noe" in (await visitor.opens("/oppfolging")).text
    assert "Ingenting er avtalt ennå." in (await visitor.opens("/cases/c/follow-ups")).text
