"""Councils and units change on a day: who may, what is asked, and what a no is told as."""

from typing import Any

import pytest

from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

OTHER = "Se over dette, og prøv igjen."


def told(house: PortalHouse) -> tuple[str, dict[str, Any]]:
    ((path, body),) = house.registry.told
    return path, dict(body)


async def test_a_council_gets_another_name_from_a_day_and_the_rest_stays(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    form = await visitor.opens("/councils/lar/change")
    assert form.form.fields["name_nb"] == ["Lokalt brukerutvalg Larvik"]
    page = await visitor.sends(form, on="1. januar 2027", name_nb="Brukerutvalget i Larvik")
    path, body = told(house)
    assert (path, body["on"], body["names"]["nb"]) == ("/councils/lar/change", "2027-01-01", "Brukerutvalget i Larvik")
    assert (body["parent"], body["units"], body["language"], body["led_by"]) == ("rbu", ["5303"], "nb", "user")
    assert (page.path, "Det er lagret" in page.text) == ("/councils/lar", True)
    assert "Fra 1. januar 2027 endres utvalget." in page.text


async def test_two_councils_are_merged(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.shaped["hor"] = house.registry.shaped["lar"].model_copy(update={"id": "hor", "short": "LBU-HOR"})
    await visitor.signs_in("vind")
    page = await visitor.does("/councils/lar/close", on="1.1.2027", successor="hor")
    assert told(house) == ("/councils/lar/close", {"on": "2027-01-01", "successors": ["hor"]})
    assert "Fra 1. januar 2027 legges utvalget ned." in page.text


async def test_what_is_agreed_is_taken_back(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await visitor.does("/councils/lar/close", on="1.1.2027")
    (link,) = [link for link in page.links if "drop-plan" in link]
    page = await visitor.does(link)
    assert house.registry.told[-1] == ("/councils/lar/drop-plan", {"on": "2027-01-01"})
    assert "Dette endrer seg" not in page.text


async def test_a_council_rests_and_begins_again(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    page = await visitor.does("/councils/lar/rest", on="20.11.2026")
    assert "Utvalget hviler" in page.text
    assert "La utvalget hvile" not in page.text
    page = await visitor.does("/councils/lar/wake", on="21.11.2026")
    assert "Begynn igjen" not in page.text


async def test_it_is_chosen_from_when_meetings_count(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    await visitor.does("/councils/lar/counting", counts_from="1.9.2026", quiet="yes")
    assert told(house) == ("/councils/lar/counting", {"counts_from": "2026-09-01", "quiet": True})
    again = await visitor.opens("/councils/lar/counting")
    assert (again.form.fields["counts_from"], again.form.fields["quiet"]) == (["1. september 2026"], ["yes"])


async def test_an_office_gets_another_name(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await visitor.does("/enheter/0701/change", on="1.1.2027", name="Nav Horten og Holmestrand")
    assert told(house)[1] == {
        "on": "2027-01-01",
        "name": "Nav Horten og Holmestrand",
        "parent": "3800",
        "line": None,
    }
    assert page.heading == "Nav Horten og Holmestrand"


async def test_an_office_is_closed_and_others_do_its_work(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    await visitor.does("/enheter/0701/close", on="1.1.2027", successor="5303")
    assert told(house) == ("/units/0701/close", {"on": "2027-01-01", "successors": ["5303"]})


@pytest.mark.parametrize("address", ["/councils/lar/change", "/councils/lar/close", "/councils/lar/rest"])
async def test_what_has_no_day_is_not_sent(visitor: Visitor, house: PortalHouse, address: str) -> None:
    await visitor.signs_in("sti")
    page = await visitor.does(address, on="snart")
    assert (page.status, "Skriv dagen slik: 3.12.2026" in page.text) == (422, True)
    assert house.registry.told == []


@pytest.mark.parametrize(
    ("address", "problem", "words"),
    [
        ("/councils/lar/change", Problem("wrong-level", "units"), "kan ikke være for alle du valgte"),
        ("/councils/lar/change", Problem("wrong-level", "parent"), "er ikke nivået rett over"),
        ("/councils/lar/change", Problem("national-identity-number", "nb"), "ser ut til å ha et fødselsnummer"),
        ("/councils/lar/change", Problem("not-before-the-last", "on"), "skrevet noe for en senere dag"),
        ("/councils/lar/change", Problem("already-agreed", "on"), "Ta det tilbake først"),
        ("/councils/lar/close", Problem("no-successor", "successors"), "kan ikke ta over"),
        ("/councils/lar/close", Problem("councils-remain", "on"), "Endre eller legg ned dem først"),
        ("/councils/lar/rest", Problem("day-to-come", "on"), "Velg i dag, eller en dag som har vært"),
        ("/enheter/0701/change", Problem("would-be-cycle", "parent"), "kan ikke ligge under seg selv"),
        ("/enheter/0701/close", Problem("units-remain", "on"), "Flytt dem først"),
    ],
)
async def test_a_no_is_told_at_its_field_in_words_that_say_what_to_do(
    visitor: Visitor, house: PortalHouse, address: str, problem: Problem, words: str
) -> None:
    await visitor.signs_in("sti")
    form = await visitor.opens(address)
    house.registry.refuses = Refused(422, problem.slug, (problem,))
    page = await visitor.sends(form, on="1.1.2027")
    assert (page.status, words in page.text, OTHER in page.text) == (422, True, False)
    assert page.answer.text.count('aria-invalid="true"') == 1


async def test_what_was_changed_by_others_meanwhile_is_not_overwritten(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    form = await visitor.opens("/councils/lar/change")
    house.registry.refuses = Refused(412, "stale")
    page = await visitor.sends(form, on="1.1.2027", name_nb="Brukerutvalget i Larvik")
    assert (page.status, page.heading) == (412, "Noen var raskere enn deg")
    assert (await visitor.opens("/councils/lar/change")).form.fields["name_nb"] == ["Brukerutvalget i Larvik"]


@pytest.mark.parametrize("address", ["/councils/lar/wake", "/councils/lar/drop-plan", "/enheter/0701/drop-plan"])
async def test_what_cannot_be_done_now_says_so(visitor: Visitor, address: str) -> None:
    await visitor.signs_in("sti")
    assert (await visitor.opens(address)).status == 409
