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
    assert "Hvem som kom Leder, LBU-LAR" in page.text


async def test_a_meeting_just_after_midnight_in_oslo_is_of_the_new_day(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.plan("late", "lar", datetime(2026, 11, 20, 23, 1, tzinfo=UTC))
    house.registry.sat("larseatmember", "formerleader", date(2026, 11, 20))
    await visitor.signs_in("lykt")
    assert 'value="larmember"' in (await visitor.opens("/meetings/late/hold")).answer.text


async def test_a_meeting_to_come_waits_for_nobody(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    for path in ("/", "/meetings/coming"):
        assert "/meetings/coming/hold?acting=larleader" not in (await visitor.opens(path)).links


async def test_a_meeting_is_planned_for_a_day_written_as_people_write_it(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    plan = {"day": "3. desember 2026", "time": "kl. 14", "form": "digital", "type": "council_meeting"}
    page = await visitor.does("/councils/lar/meetings/new", **plan)
    assert page.heading == "Utvalgsmøte, 3. desember 2026 kl. 14.00"


async def test_the_kind_of_meeting_that_the_address_names_is_chosen_also_where_another_was_kept(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in("lykt")
    plan = {"day": "3. desember 2026", "time": "kl. 14", "form": "digital", "type": "council_meeting"}
    form = await visitor.opens("/councils/lar/meetings/new")
    house.registry.away = True
    await visitor.sends(form, **plan)
    house.registry.away = False
    assert (await visitor.opens("/councils/lar/meetings/new")).form.fields["type"] == ["council_meeting"]
    again = await visitor.opens("/councils/lar/meetings/new?type=annual_meeting")
    assert (again.form.fields["type"], again.form.fields["day"]) == (["annual_meeting"], ["3. desember 2026"])


async def test_a_day_that_cannot_be_read_is_asked_for_again(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    plan = {"day": "på torsdag", "time": "14", "form": "digital", "type": "council_meeting"}
    page = await visitor.does("/councils/lar/meetings/new", **plan)
    assert (page.status, page.form.fields["day"]) == (422, ["på torsdag"])
    assert "Skriv dagen slik: 3.12.2026" in page.text
