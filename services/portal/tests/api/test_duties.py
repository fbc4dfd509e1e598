"""The meetings that must be held: how it stands, what may be done, and what is only proposed."""

import re

import pytest

from portal.application.duties import Standing
from portal.testing.house import PortalHouse
from portal.testing.visitor import Page, Visitor


def colours(page: Page) -> set[str]:
    return set(re.findall(r'aksel-tag [^>]*data-color="([^"]*)"', page.answer.text))


@pytest.mark.parametrize("standing", Standing)
async def test_a_proposed_rule_never_turns_red_or_yellow(
    visitor: Visitor, house: PortalHouse, standing: Standing
) -> None:
    house.notifier.standing = dict.fromkeys(("meetings-a-year", "annual-meeting"), standing)
    await visitor.signs_in("lykt")
    page = await visitor.opens("/plikter")
    assert "Regelen er foreslått, ikke vedtatt." in page.text
    assert colours(page).isdisjoint({"danger", "warning"})


async def test_what_an_adopted_rule_missed_is_red(visitor: Visitor, house: PortalHouse) -> None:
    house.notifier.adopt("annual-meeting")
    house.notifier.standing = {"annual-meeting": Standing.MISSED}
    await visitor.signs_in("lykt")
    page = await visitor.opens("/plikter")
    assert "danger" in colours(page)
    assert "Ble ikke holdt" in page.text


async def test_a_leader_plans_the_meeting_that_is_missing_from_here(visitor: Visitor, house: PortalHouse) -> None:
    del house.registry.known["coming"]
    await visitor.signs_in("lykt")
    page = await visitor.opens("/plikter")
    assert "/councils/lar/meetings/new?acting=larleader&type=council_meeting" in page.links
    assert "Planlegg fast årlig møte" in page.text
    assert page.answer.text.count('data-variant="primary"') == 1


async def test_the_level_above_sees_how_its_councils_stand(visitor: Visitor) -> None:
    await visitor.signs_in("kopp")
    page = await visitor.opens("/plikter")
    own, below = page.text.split("Utvalgene under oss")
    assert "Regionalt brukerutvalg Vestfold og Telemark" in own
    assert "Lokalt brukerutvalg Larvik Utvalgsmøter i 2026: 3 av minst 4" in below


async def test_a_council_says_what_counts_for_it(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does(
        "/plikter/utvalg/lar",
        meetings_a_year="6",
        counts_from="1. september 2026",
        agreed="annual-meeting",
        quiet="yes",
    )
    assert (page.path, "Det er lagret" in page.text) == ("/plikter", True)
    assert "Regelen står i utvalgets mandat." in page.text
    assert "Utvalget får ikke e-post om disse møtene." in page.text
    settings = await house.notifier.settings("lykt", "lar")
    assert (settings.meetings_a_year, settings.agreed, settings.quiet) == (6, ("annual-meeting",), True)


async def test_what_counts_stands_in_the_form_and_is_sent_back_unchanged(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    await visitor.does("/plikter/utvalg/lar", meetings_a_year="6", counts_from="1.9.2026", agreed="annual-meeting")
    before = await house.notifier.settings("lykt", "lar")
    form = await visitor.opens("/plikter/utvalg/lar")
    assert form.form.fields["counts_from"] == ["1. september 2026"]
    await visitor.sends(form)
    after = await house.notifier.settings("lykt", "lar")
    assert after.model_copy(update={"sequence": before.sequence}) == before


async def test_what_counts_is_not_overwritten_when_somebody_else_changed_it_meanwhile(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in("lykt")
    first, second = await visitor.opens("/plikter/utvalg/lar"), await visitor.opens("/plikter/utvalg/lar")
    await visitor.sends(first, meetings_a_year="6")
    page = await visitor.sends(second, meetings_a_year="5")
    assert (page.status, page.heading) == (412, "Noen var raskere enn deg")
    assert (await house.notifier.settings("lykt", "lar")).meetings_a_year == 6
    again = await visitor.opens("/plikter/utvalg/lar")
    assert again.form.fields["meetings_a_year"] == ["5"]
    await visitor.sends(again)
    assert (await house.notifier.settings("lykt", "lar")).meetings_a_year == 5


async def test_a_box_that_was_cleared_stays_clear_while_something_else_is_put_right(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    await visitor.does("/plikter/utvalg/lar", quiet="yes")
    form = await visitor.opens("/plikter/utvalg/lar")
    del form.form.fields["quiet"]
    again = await visitor.sends(form, meetings_a_year="seks")
    assert (again.status, "quiet" in again.form.fields) == (422, False)
    assert "Skriv et tall, for eksempel 4" in again.text


async def test_a_day_that_cannot_be_read_is_asked_for_again(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/plikter/utvalg/lar", counts_from="snart")
    assert (page.status, page.form.fields["counts_from"]) == (422, ["snart"])


async def test_the_directorates_contact_adopts_a_rule_and_withdraws_it(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    asked = await visitor.opens("/plikter/regler/annual-meeting/vedta")
    assert "Regelen er foreslått" in (await visitor.opens("/plikter")).text
    page = await visitor.sends(asked)
    assert (page.path, "Regelen er vedtatt for alle utvalg." in page.text) == ("/plikter", True)
    page = await visitor.does("/plikter/regler/annual-meeting/trekk")
    assert "Regelen er trukket tilbake" in page.text
    assert "Regelen er vedtatt for alle utvalg." not in page.text


async def test_nobody_else_is_shown_the_rules(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert "Vedta" not in (await visitor.opens("/plikter")).text


async def test_an_unknown_rule_cannot_be_adopted(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    assert (await visitor.opens("/plikter/regler/no-such-rule/vedta")).status == 409


@pytest.mark.parametrize(
    ("language", "heading"), [("nn", "Møte som skal haldast"), ("en", "Meetings that must be held")]
)
async def test_the_page_speaks_the_readers_language(visitor: Visitor, language: str, heading: str) -> None:
    await visitor.signs_in("lykt")
    assert (await visitor.opens(f"/language/{language}?back=/plikter")).heading == heading
