"""One list from all services; a line goes when the thing is done."""

import pytest

from portal.application.refusals import Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

SERVICES = ["case_flow", "newsletter", "notifier"]


@pytest.fixture
def house(house: PortalHouse) -> PortalHouse:
    """Nobody has planned a meeting."""
    del house.registry.known["coming"]
    return house


async def test_a_meeting_to_plan_waits_for_its_leader_until_it_is_planned(visitor: Visitor) -> None:
    home = await visitor.signs_in("lykt")
    (link,) = [link for link in home.links if "/meetings/new" in link]
    assert "Utvalgsmøter i 2026: 2 er ikke planlagt ennå" in home.text
    await visitor.does(link, day="3.12.2026", time="14", form="digital")
    assert "Planlegg utvalgsmøte" not in (await visitor.opens("/")).text


async def test_the_kind_of_meeting_that_is_missing_is_chosen_already(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/councils/lar/meetings/new?type=annual_meeting")
    assert form.form.fields["type"] == ["annual_meeting"]


async def test_a_manager_looks_after_the_meetings_of_all_councils_in_one_line(visitor: Visitor) -> None:
    home = await visitor.signs_in("bekk")
    assert home.text.count("Se om møtene blir planlagt") == 1
    assert home.links.count("/plikter") == 1
    assert "Sentralt brukerutvalg" in home.text


async def test_the_newsletter_waits_for_its_editor_step_by_step(visitor: Visitor) -> None:
    assert "Begynn på nyhetsbrevet" in (await visitor.signs_in("sti")).text
    await visitor.does("/utgaver/ny")
    assert "Skriv ordene som står først" in (await visitor.opens("/")).text
    await visitor.does("/utgaver/e1/hilsen", nb="Kjære alle", nn="Kjære alle")
    assert "/utgaver/e1" in (await visitor.opens("/")).links
    await visitor.does("/utgaver/e1/send")
    assert "Ingenting venter på deg nå." in (await visitor.opens("/")).text


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_that_is_away_leaves_its_lines_out_and_that_is_said_kindly(
    visitor: Visitor, house: PortalHouse, service: str
) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    getattr(house, service).away = True
    home = await visitor.opens("/")
    assert (home.status, "Det kan mangle noe her" in home.text) == (200, True)
    assert ("Skjermet samtalerom" in home.text) is (service != "case_flow")
    assert ("Planlegg utvalgsmøte" in home.text) is (service != "notifier")


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_that_refuses_to_tell_leaves_its_lines_out_too(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    async def refuse(_: str) -> tuple[()]:
        raise Refused(403, "not-your-term")

    await visitor.signs_in("lykt")
    monkeypatch.setattr(getattr(house, service), "tasks", refuse)
    home = await visitor.opens("/")
    assert (home.status, "Det kan mangle noe her" in home.text) == (200, True)


async def test_a_service_that_does_not_know_the_sign_in_is_no_missing_line(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_: str) -> tuple[()]:
        raise Refused(401, "not-signed-in")

    await visitor.signs_in("lykt")
    monkeypatch.setattr(house.notifier, "tasks", refuse)
    assert (await visitor.opens("/")).status == 401


async def test_a_past_meeting_is_asked_about_before_a_new_one_is_planned(visitor: Visitor, house: PortalHouse) -> None:
    house.notifier.untold["lar"] = ("old",)
    home = await visitor.signs_in("lykt")
    assert "Ble møtet 19. november 2026 holdt?" in home.text
    assert "Registrer det" in home.text
    assert "Planlegg utvalgsmøte" not in home.text
    assert "/meetings/old" in home.links
    assert "Skriv hvem som kom på møtet" not in home.text  # the same meeting


async def test_a_past_meeting_that_cannot_be_read_leaves_its_line_out(visitor: Visitor, house: PortalHouse) -> None:
    house.notifier.untold["lar"] = ("gone",)
    home = await visitor.signs_in("lykt")
    assert (home.status, "Det kan mangle noe her" in home.text) == (200, True)
    assert "Planlegg utvalgsmøte" not in home.text


async def test_the_meetings_that_must_be_held_ask_about_the_past_one_too(visitor: Visitor, house: PortalHouse) -> None:
    house.notifier.untold["lar"] = ("old",)
    await visitor.signs_in("lykt")
    page = await visitor.opens("/plikter")
    assert "Ble møtet 19. november 2026 holdt? Registrer det" in page.text
    assert "/meetings/old" in page.links


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Fast årlig møte i 2026 er ikke planlagt ennå"),
        ("nn", "Fast årleg møte i 2026 er ikkje planlagt enno"),
        ("en", "Yearly meeting in 2026 is still to be planned"),
    ],
)
async def test_the_yearly_meeting_is_not_counted(
    visitor: Visitor, house: PortalHouse, language: str, words: str
) -> None:
    house.notifier.waits = "annual-meeting"
    await visitor.signs_in("lykt")
    assert words in (await visitor.opens(f"/language/{language}?back=/")).text


async def test_nobody_is_told_that_nothing_waits_while_a_service_is_away(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("benk")
    house.notifier.away = True
    assert "Ingenting venter på deg" not in (await visitor.opens("/")).text


async def test_while_all_is_there_nothing_is_missing(visitor: Visitor) -> None:
    assert "Det kan mangle noe her" not in (await visitor.signs_in("lykt")).text


async def test_what_was_begun_stands_under_the_list_of_its_writer_alone(visitor: Visitor, house: PortalHouse) -> None:
    assert "Det du har begynt å skrive" not in (await visitor.signs_in("lykt")).text
    await house.case_flow.save_draft("lykt", "a-draft-of-hers", {"council": "lar", "title": "Tolk i første samtale"})
    home = await visitor.opens("/")
    assert "Det du har begynt å skrive Tolk i første samtale endret 22. november 2026" in home.text
    assert "/utkast/a-draft-of-hers" in home.links
    assert "Tolk i første samtale" not in (await visitor.signs_in("fjord")).text


async def test_of_all_that_waits_only_the_first_looks_like_the_thing_to_do(
    visitor: Visitor, house: PortalHouse
) -> None:
    for case in ("c", "d"):
        house.case_flow.put(case, "treated")
    home = await visitor.signs_in("lykt")
    assert {"/cases/c", "/cases/d"} <= set(home.links)
    assert home.answer.text.count('data-variant="primary"') == 1


async def test_the_directorates_contact_is_led_to_the_regions(visitor: Visitor) -> None:
    assert "/regioner" in (await visitor.signs_in("sti")).links
