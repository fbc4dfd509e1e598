"""The plan of a half-year: what it shows, and how a half-year is planned in one go."""

import re
from datetime import datetime

import pytest

from councilkit.workdays import OSLO
from portal.application.meetings import OwnType
from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Page, Visitor

SERIES = "/councils/lar/meetings/series"
WRITTEN = {"day-1": "4.2.2027", "day-2": "11. mars 2027", "time": "13", "ends": "15", "type": "council_meeting"}


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=OSLO)


async def looks(visitor: Visitor, more: dict[str, str] | None = None, *, page: Page | None = None) -> Page:
    """Let the registry look at the days of a series."""
    form = page or await visitor.opens(SERIES)
    return await visitor.sends(form, **{"form": "physical", **WRITTEN, **(more or {}), "choice": "look"})


async def test_my_councils_meetings_stand_month_by_month(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.plan("a", "lar", at(2026, 9, 3, 14), ends_at=at(2026, 9, 3, 16))
    house.registry.plan("b", "rbu", at(2026, 12, 14, 10), type="training")
    house.registry.plan("c", "sbu", at(2026, 12, 15, 10))
    await visitor.signs_in("lykt")
    page = await visitor.opens("/moter")
    assert page.heading == "Møteplan, høsten 2026"
    assert "September 2026 Torsdag 3. september, kl. 14.00–16.00" in page.text
    assert "Opplæring – Regionalt brukerutvalg Vestfold og Telemark" in page.text
    assert "/meetings/c" not in page.links


async def test_the_half_years_before_and_after_are_one_step_away(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.plan("a", "lar", at(2027, 1, 1, 0), type="council_meeting")
    await visitor.signs_in("lykt")
    assert {"/moter/2026-1", "/moter/2027-1"} <= set((await visitor.opens("/moter")).links)
    page = await visitor.opens("/moter/2027-1")
    assert "/meetings/a" in page.links
    assert {"/moter/2026-2", "/moter/2027-2", "/moter"} <= set(page.links)
    assert '<a class="aksel-link" href="/moter/2027-1" aria-current="page">Våren 2027</a>' in page.answer.text


@pytest.mark.parametrize("half", ["2026-3", "neste", "9999-1", "20261"])
async def test_a_half_year_that_is_none_leads_to_this_one(visitor: Visitor, half: str) -> None:
    await visitor.signs_in("lykt")
    assert (await visitor.opens(f"/moter/{half}")).path == "/moter"


async def test_days_that_clash_are_marked(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.plan("a", "rbu", at(2026, 12, 3, 10))
    house.registry.plan("b", "lar", at(2026, 12, 26, 10))
    house.registry.plan("c", "lar", at(2026, 12, 15, 10), status="cancelled")
    house.registry.plan("d", "lar", at(2026, 12, 15, 12))
    await visitor.signs_in("lykt")
    text = (await visitor.opens("/moter")).text
    assert text.count("Du har flere møter denne dagen") == 2
    assert "Dagen er i en helg Dagen er en helligdag Dagen er i jula" in text
    assert "Utvalget har flere møter denne dagen" not in text


async def test_one_council_is_looked_at_alone(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.plan("a", "rbu", at(2026, 12, 3, 10))
    await visitor.signs_in("lykt")
    assert "/moter/2026-2?council=rbu" in (await visitor.opens("/moter")).links
    page = await visitor.opens("/moter/2026-2?council=rbu")
    assert ("/meetings/a" in page.links, "/meetings/coming" in page.links) == (True, False)


async def test_whose_meetings_are_shown_is_marked(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/moter/2026-2?council=rbu")
    shown = re.findall(r'<a [^>]*aria-current="page">([^<]*)</a>', page.answer.text.split('id="main"')[1])
    assert shown == ["Regionalt brukerutvalg Vestfold og Telemark", "Høsten 2026"]
    assert "/moter/2026-2" in page.links


async def test_whoever_answers_at_an_office_sees_the_meetings_of_its_councils(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.opens("/moter?unit=5303")
    assert "Utvalgene i Nav Larvik" in page.text
    assert "/meetings/coming" in page.links
    assert not [link for link in page.links if "/meetings/series" in link]


async def test_whoever_looks_after_a_region_sees_the_meetings_of_all_its_councils(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens("/moter")
    assert "Utvalgene i Nav Vestfold og Telemark" in page.text
    assert "/meetings/coming" in page.links


async def test_the_days_of_a_series_are_looked_at_before_anything_is_planned(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.registry.plan("a", "lar", at(2027, 2, 4, 10))
    await visitor.signs_in("lykt")
    known = len(house.registry.known)
    page = await looks(visitor, {"day-3": "17.5.2027"})
    assert "Se en gang til på 2 av dagene" in page.text
    assert "Torsdag 4. februar Lokalt brukerutvalg Larvik har et annet møte denne dagen" in page.text
    assert "Mandag 17. mai Dagen er en helligdag" in page.text
    assert "Planlegg 3 møter som leder" in page.text
    assert len(house.registry.known) == known
    done = await visitor.sends(page, choice="plan")
    assert (done.path, len(house.registry.known)) == ("/moter/2027-1", known + 3)
    assert "Møtene er planlagt" in done.text
    assert "Torsdag 11. mars, kl. 13.00–15.00" in done.text


async def test_days_that_were_changed_are_looked_at_again(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await looks(visitor)
    known = len(house.registry.known)
    again = await visitor.sends(page, **{"day-2": "18.3.2027", "choice": "plan"})
    assert (again.path, len(house.registry.known)) == (SERIES, known)
    assert "Torsdag 18. mars" in again.text


async def test_a_series_sent_twice_counts_once(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await looks(visitor)
    for _ in range(2):
        await visitor.sends(page, choice="plan")
    assert len({order.key for order in house.registry.orders}) == 1


async def test_more_fields_for_days_keep_what_is_written(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.sends(await visitor.opens(SERIES), **{"day-6": "4.2.2027", "choice": "more"})
    assert (page.form.fields["day-6"], page.form.fields["day-10"]) == (["4.2.2027"], [""])


@pytest.mark.parametrize(
    ("written", "field", "told"),
    [
        ({"day-2": "i mars"}, "day-2", "Skriv dagen slik: 3.12.2026"),
        ({"day-1": "", "day-2": ""}, "day-1", "Skriv minst én dag"),
        ({"time": "halv to"}, "time", "Skriv tiden slik: 14.00"),
        ({"type": "joint_meeting"}, "with", "Velg hvilke utvalg som er med"),
        ({"link": "http://moter.example.no"}, "link", "Den begynner med https://"),
    ],
)
async def test_what_cannot_be_planned_is_told_at_its_field(
    visitor: Visitor, written: dict[str, str], field: str, told: str
) -> None:
    await visitor.signs_in("lykt")
    page = await looks(visitor, written)
    assert (page.status, told in page.text) == (422, True)
    assert f'href="#{field}"' in page.answer.text


async def test_what_the_registry_does_not_accept_is_told_at_its_field_too(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    house.registry.says_no = Refused(422, "ends-before-start", (Problem("ends-before-start", "ends_at"),))
    page = await looks(visitor)
    assert 'id="ends-error"' in page.answer.text


async def test_a_look_at_the_days_that_gets_no_answer_keeps_what_was_written(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens(SERIES)
    house.registry.away = True
    assert (await looks(visitor, page=form)).status == 503
    house.registry.away = False
    assert (await visitor.opens(SERIES)).form.fields["day-2"] == ["11. mars 2027"]


async def test_a_meeting_is_planned_for_a_day_written_as_people_write_it(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    plan = {"day": "3. desember 2026", "time": "kl. 14", "form": "digital", "type": "council_meeting"}
    page = await visitor.does("/councils/lar/meetings/new", **plan)
    assert page.heading == "Utvalgsmøte, 3. desember 2026"
    assert "Torsdag 3. desember 2026, kl. 14.00" in page.text


async def test_a_joint_meeting_names_the_others(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    plan = {"day": "3.12.2026", "time": "14", "form": "digital", "type": "joint_meeting", "with": "rbu"}
    page = await visitor.does("/councils/lar/meetings/new", **plan)
    assert house.registry.bodies[-1]["councils"] == ["lar", "rbu"]
    assert "Lokalt brukerutvalg Larvik , Regionalt brukerutvalg Vestfold og Telemark" in page.text


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


async def test_a_council_makes_a_type_of_meeting_of_its_own_and_plans_one(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    assert (await visitor.does("/councils/lar/meetings/types")).status == 422
    page = await visitor.does("/councils/lar/meetings/types", name="Åpen kveld")
    assert "Møtetypen er laget" in page.text
    plan = {"day": "3.12.2026", "time": "18", "form": "physical", "type": "own:t0"}
    form = await visitor.opens("/councils/lar/meetings/new")
    assert "Åpen kveld" in form.answer.text
    await visitor.sends(form, **plan)
    assert (house.registry.bodies[-1]["type"], house.registry.bodies[-1]["own_type"]) == ("other", "t0")


async def test_a_type_of_meeting_is_dropped_after_asking_once_more(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    await visitor.does("/councils/lar/meetings/types", name="Åpen kveld")
    asked = await visitor.opens("/councils/lar/meetings/types/t0/drop")
    assert "Møter som er planlagt eller holdt, beholder navnet sitt." in asked.text
    assert "Det er ingen ennå." in (await visitor.sends(asked)).text
    assert (await visitor.opens("/councils/lar/meetings/types/t0/drop")).status == 409


async def test_a_regions_officer_makes_types_of_meeting_for_all_its_councils(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in("vind")
    for way in ("/region/3800", "/moter"):
        assert "/region/3800/motetyper" in (await visitor.opens(way)).links
    assert (await visitor.does("/region/3800/motetyper")).status == 422
    page = await visitor.does("/region/3800/motetyper", name="Regional kafédialog")
    assert (page.path, "Møtetypen er laget" in page.text) == ("/region/3800/motetyper", True)
    assert "Nav Vestfold og Telemark" in page.text
    assert house.registry.types["t0"].unit == "3800"
    await visitor.signs_in("lykt")
    assert "Laget av regionen, for alle utvalgene" in (await visitor.opens("/councils/lar/meetings/types")).text
    assert "Regional kafédialog" in (await visitor.opens("/councils/lar/meetings/new")).answer.text


async def test_a_regions_officer_drops_one_after_asking_once_more(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    page = await visitor.does("/region/3800/motetyper", name="Regional kafédialog")
    [drop] = [link for link in page.links if "/drop" in link]
    asked = await visitor.opens(drop)
    assert "/region/3800/motetyper" in asked.links
    assert "Det er ingen ennå." in (await visitor.sends(asked)).text
    assert not house.registry.types


async def test_nobody_else_makes_or_drops_a_regions_types(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.types["t"] = OwnType(id="t", name="Regional kafédialog", unit="3800")
    for person in ("lykt", "kopp", "sti"):
        await visitor.signs_in(person)
        page = await visitor.opens("/region/3800/motetyper")
        assert ("Regional kafédialog" in page.text, page.form.action) == (True, "/sign-out")
        assert not [link for link in page.links if "/drop" in link]
        assert (await visitor.opens("/region/3800/motetyper/t/drop")).status == 409
