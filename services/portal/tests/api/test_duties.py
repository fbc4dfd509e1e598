"""The meetings that must be held: how it stands, what may be done, and what is only proposed."""

import re

import pytest

from portal.application.duties import Duty, Standing
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


async def test_a_meeting_that_is_not_asked_for_yet_is_measured_against_nothing(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    duties = await house.notifier.duties("kopp")

    async def unasked(*_: str, **_since: str | None) -> tuple[Duty, ...]:
        return tuple(one.model_copy(update={"required": 0}) for one in duties)

    monkeypatch.setattr(house.notifier, "duties", unasked)
    await visitor.signs_in("kopp")
    text = (await visitor.opens("/plikter")).text
    assert "Lokalt brukerutvalg Larvik Utvalgsmøter i 2026: 3 Alt er planlagt" in text
    assert "inst 0" not in text


async def test_what_a_councils_mandate_says_is_told_and_leads_to_it(visitor: Visitor, house: PortalHouse) -> None:
    house.notifier.agreed["lar"] = ("annual-meeting",)
    house.notifier.quiet.add("lar")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/plikter")
    assert "Regelen står i utvalgets mandat." in page.text
    assert "Utvalget får ikke e-post om disse møtene." in page.text
    assert "/councils/lar/mandate" in page.links


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
