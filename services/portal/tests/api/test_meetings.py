from datetime import UTC, date, datetime

from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


async def test_a_meeting_that_has_begun_waits_to_be_entered(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "on_agenda")
    await visitor.signs_in("lykt")
    for path in ("/", "/cases/c", "/meetings/old"):
        assert "/meetings/old/hold?acting=larleader" in (await visitor.opens(path)).links
    await visitor.does("/meetings/old/hold", attended="larleader")
    assert "Skriv hvem som kom" not in (await visitor.opens("/")).text


async def test_a_meeting_that_was_called_waits_to_be_entered_too(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.change("old", status="convened")
    await visitor.signs_in("lykt")
    for path in ("/", "/meetings/old"):
        assert "/meetings/old/hold?acting=larleader" in (await visitor.opens(path)).links


async def test_who_came_is_chosen_and_shown_among_those_who_sat_there_on_that_day(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.registry.plan("late", "lar", datetime(2026, 11, 20, 22, 59, tzinfo=UTC))
    house.registry.sat("larseatmember", "formerleader", date(2026, 11, 20))
    await visitor.signs_in("lykt")
    form = await visitor.opens("/meetings/late/hold")
    assert 'value="formerleader"' in form.answer.text
    assert 'value="larmember"' not in form.answer.text
    page = await visitor.sends(form, attended="formerleader")
    assert "Hvem som kom Leder, plass 2" in page.text


async def test_a_meeting_just_after_midnight_in_oslo_is_of_the_new_day(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.plan("late", "lar", datetime(2026, 11, 20, 23, 1, tzinfo=UTC))
    house.registry.sat("larseatmember", "formerleader", date(2026, 11, 20))
    await visitor.signs_in("lykt")
    assert 'value="larmember"' in (await visitor.opens("/meetings/late/hold")).answer.text


async def test_a_meeting_to_come_waits_for_nobody(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    for path in ("/", "/meetings/coming"):
        assert "/meetings/coming/hold?acting=larleader" not in (await visitor.opens(path)).links


async def test_who_cannot_come_is_marked_where_it_is_written_who_came(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    await visitor.does("/meetings/coming", term="larleader")
    house.clock.move(days=12)
    await visitor.signs_in("lykt")
    assert "Har sagt fra om forfall" in (await visitor.opens("/meetings/coming/hold")).text


async def test_what_comes_next_is_the_one_main_thing_on_the_page(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    told = []
    for change in ({}, {"status": "convened"}, {"status": "held"}, {"minutes": date(2026, 11, 20)}):
        house.registry.change("old", **change)
        page = await visitor.opens("/meetings/old")
        told += [page.answer.text.count('data-variant="primary"')]
    assert told == [1, 1, 1, 0]


async def test_somebody_else_sees_when_and_where_but_nothing_to_press(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.change("coming", place="Nav Larvik, rom 2")
    await visitor.signs_in("bekk")
    page = await visitor.opens("/meetings/coming")
    assert "Nav Larvik, rom 2" in page.text
    assert [form.action for form in page.forms] == ["/sign-out"]


async def test_a_link_that_is_none_is_never_one_on_the_page(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.change("coming", link="javascript:alert(1)")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/meetings/coming")
    assert not [link for link in page.links if link.startswith("javascript")]


async def test_who_came_can_be_had_as_a_file_that_no_browser_opens(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.hold("old", ["larleader"])
    await visitor.signs_in("lykt")
    assert "/meetings/old/attendance.csv" in (await visitor.opens("/meetings/old")).links
    for path in ("/meetings/old/attendance.csv", "/councils/lar/attendance.csv?year=2026"):
        answer = await visitor.http.get(path)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.headers["Content-Disposition"].startswith("attachment;")


async def test_the_list_of_who_came_is_not_for_everybody(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.hold("old", ["larleader"])
    await visitor.signs_in("bekk")
    assert (await visitor.opens("/meetings/old/attendance.csv")).status == 403
