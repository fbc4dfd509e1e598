"""Councils: found by searching, and shown with what they are, were and will be."""

from datetime import date

import pytest

from portal.application.refusals import Away
from portal.application.resources import UnitName
from portal.application.structure import CouncilPlan, Earlier, Succession, Told
from portal.testing.councils import COUNCILS
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


async def test_a_council_is_found_by_a_word_of_its_name(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/councils?q=larv")
    assert "/councils/lar" in page.links
    assert "/councils/rbu" not in page.links
    assert 'value="larv"' in page.answer.text


async def test_a_search_that_finds_nothing_says_what_to_try(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert "Prøv med færre bokstaver" in (await visitor.opens("/councils?q=xyz")).text


async def test_the_next_page_of_a_search_searches_for_the_same(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    house.registry.at_once = 1
    page = await visitor.opens("/councils?level=central")
    assert "?level=central&cursor=1" in page.links
    assert "/councils/nay" in (await visitor.opens("/councils?level=central&cursor=1")).links


@pytest.mark.parametrize(
    ("language", "once", "twice"),
    [
        (
            "nb",
            "Utvalget er spurt 1 gang om en sak likevel skal tas opp: 1 venter på svar, 0 fikk nei, og 0 fikk ja.",
            "Utvalget er spurt 2 ganger om en sak likevel skal tas opp: 1 venter på svar, 0 fikk nei, og 1 fikk ja.",
        ),
        (
            "nn",
            "Utvalet er spurt 1 gong om ei sak likevel skal takast opp: 1 ventar på svar, 0 fekk nei, og 0 fekk ja.",
            "Utvalet er spurt 2 gonger om ei sak likevel skal takast opp: 1 ventar på svar, 0 fekk nei, og 1 fekk ja.",
        ),
        (
            "en",
            "was asked 1 time whether a case should be taken up after all: 1 still waiting for an answer",
            "was asked 2 times whether a case should be taken up after all: 1 still waiting for an answer",
        ),
    ],
)
async def test_the_council_above_tells_what_it_was_asked_and_what_it_said(
    visitor: Visitor, house: PortalHouse, language: str, once: str, twice: str
) -> None:
    for case in ("c", "d"):
        house.case_flow.put(case, "turned_away")
    await visitor.signs_in("lykt")
    await visitor.does("/cases/c/appeal", reason="Det gjelder mange.")
    await visitor.opens(f"/language/{language}?back=/")
    assert once in (await visitor.opens("/councils/rbu")).text
    await visitor.signs_in("kopp")
    await visitor.does("/cases/c/overturn", reason="Det er noe for utvalget.")
    await visitor.signs_in("lykt")
    await visitor.does("/cases/d/appeal", reason="Det gjelder mange.")
    await visitor.opens(f"/language/{language}?back=/")
    assert twice in (await visitor.opens("/councils/rbu")).text


async def test_a_council_that_was_never_asked_so_says_nothing_of_it(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "turned_away")
    await visitor.signs_in("lykt")
    await visitor.does("/cases/c/appeal", reason="Det gjelder mange.")
    assert "likevel" not in (await visitor.opens("/councils/lar")).text
    assert "likevel" not in (await visitor.opens("/councils/rbu?on=2026-01-01")).text


async def test_a_council_is_shown_without_what_cannot_be_counted(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.away = True
    await visitor.signs_in("lykt")
    page = await visitor.opens("/councils/rbu")
    assert (page.status, "likevel" in page.text) == (200, False)


async def test_a_council_shows_what_is_agreed_for_it_and_what_it_was(visitor: Visitor, house: PortalHouse) -> None:
    lar, nay = house.registry.shaped["lar"], COUNCILS["nay"]
    told = {
        "plans": (CouncilPlan(on=date(2027, 1, 1)), CouncilPlan(on=date(2028, 1, 1), closes=True)),
        "earlier": (Earlier(until=date(2022, 1, 1), was=Told(names=nay.names)),),
        "predecessors": (Succession(id="sbu", short="X", names=COUNCILS["sbu"].names, on=date(2020, 1, 1)),),
        "successors": (Succession(id="rbu", short="Y", names=COUNCILS["rbu"].names, on=date(2028, 1, 1)),),
        "starts": date(2019, 3, 1),
        "units": (*lar.units, UnitName(number="0701", name="Nav Horten")),
    }
    house.registry.shaped["lar"] = lar.model_copy(update=told)
    await visitor.signs_in("lykt")
    page = await visitor.opens("/councils/lar")
    for words in (
        "Fra 1. januar 2027 endres utvalget.",
        "Fra 1. januar 2028 legges utvalget ned.",
        "Etter det kommer Regionalt brukerutvalg Vestfold og Telemark , fra 1. januar 2028.",
        "Det begynte 1. mars 2019.",
        "Før var det Sentralt brukerutvalg , til 1. januar 2020.",
        "Til 1. januar 2022 het det BU Nav arbeid og ytelser.",
        "Utvalg for Nav Larvik, Nav Horten.",
    ):
        assert words in page.text
    assert "Ta det tilbake" not in page.text
    assert "/councils/lar?on=2027-01-01" in page.links


async def test_every_number_of_a_council_says_why_it_is_so(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/councils/lar")
    assert "Utvalgsmøter i året: 4" in page.text
    assert "Kommer fra de felles reglene (S1-2018). Regelen er foreslått, ikke vedtatt." in page.text


@pytest.mark.parametrize(("part", "words"), [("mandate", "Mandatet"), ("region", "De siste tolv månedene")])
async def test_a_council_is_shown_without_what_cannot_be_told_just_now(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch, part: str, words: str
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise Away(part)

    await visitor.signs_in("lykt")
    assert words in (await visitor.opens("/councils/lar")).text
    monkeypatch.setattr(house.registry, part, away)
    page = await visitor.opens("/councils/lar")
    assert (page.status, words in page.text) == (200, False)


async def test_a_council_tells_how_lively_it_is_today_and_of_no_other_day(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/councils/lar")
    assert "Livlig" in page.text
    assert "3 møter holdt, 4 saker meldt inn, 1 svar fått." in page.text
    assert "Det nyeste referatet er 12 dager gammelt." in page.text
    assert "Livlig" not in (await visitor.opens("/councils/lar?on=1.6.2026")).text
    assert "Livlig" not in (await visitor.opens("/councils/sbu")).text


@pytest.mark.parametrize(("person", "offered"), [("lykt", False), ("bekk", False), ("sti", True), ("vind", True)])
async def test_only_those_who_may_are_offered_to_change_a_council(
    visitor: Visitor, person: str, *, offered: bool
) -> None:
    await visitor.signs_in(person)
    assert ("Endre utvalget" in (await visitor.opens("/councils/lar")).text) is offered


async def test_a_council_is_shown_as_it_was_on_a_day(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.sat("larseatleader", "earlier", date(2025, 6, 30))
    await visitor.signs_in("lykt")
    page = await visitor.opens("/councils/lar?on=1.6.2025")
    assert "Slik er det 1. juni 2025" in page.text
    assert "til 30. juni 2025" in page.text
