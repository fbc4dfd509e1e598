"""The page for people who wonder whether everything works."""

from datetime import datetime

import pytest

from portal.application.refusals import Away
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


async def test_every_page_leads_to_it(visitor: Visitor) -> None:
    assert "/driftsstatus" in (await visitor.opens("/")).links
    assert "/driftsstatus" in (await visitor.signs_in("lykt")).links


@pytest.mark.parametrize(
    ("language", "heading", "cases", "councils"),
    [
        ("nb", "Virker alt som det skal?", "Saker og svar kommer fram som de skal.", "Utvalg og møter er oppdatert."),
        ("nn", "Verkar alt som det skal?", "Saker og svar kjem fram som dei skal.", "Utval og møte er oppdaterte."),
        (
            "en",
            "Is everything working?",
            "Cases and answers arrive as they should.",
            "Councils and meetings are up to date.",
        ),
    ],
)
async def test_anybody_is_told_that_all_is_well(
    visitor: Visitor, language: str, heading: str, cases: str, councils: str
) -> None:
    visitor.http.headers["Accept-Language"] = language
    page = await visitor.opens("/driftsstatus")
    assert (page.status, page.heading) == (200, heading)
    assert cases in page.text
    assert councils in page.text


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("late", "Saker og svar kan komme fram senere enn vanlig."),
        ("stuck", "Noen saker eller svar har stoppet opp. Ingenting er borte, men noen må se på det."),
        ("in a word of tomorrow", "Du får ikke sett saker og svar akkurat nå. Prøv igjen om litt."),
    ],
)
async def test_what_is_slow_or_has_stopped_is_told_in_plain_words(
    visitor: Visitor, house: PortalHouse, how: str, sentence: str
) -> None:
    house.case_flow.how = how
    page = await visitor.opens("/driftsstatus")
    assert sentence in page.text
    assert "Utvalg og møter er oppdatert." in page.text


@pytest.mark.parametrize(
    ("service", "sentence"),
    [
        ("newsletter", "Nyhetsbrevet kan komme senere enn vanlig."),
        ("notifier", "Påminnelser og e-post om svar kan komme senere enn vanlig."),
    ],
)
async def test_each_service_is_told_by_itself(
    visitor: Visitor, house: PortalHouse, service: str, sentence: str
) -> None:
    getattr(house, service).how = "late"
    page = await visitor.opens("/driftsstatus")
    assert sentence in page.text
    assert "Saker og svar kommer fram som de skal." in page.text


async def test_a_service_that_does_not_answer_has_a_sentence_of_its_own(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.away = True
    page = await visitor.opens("/driftsstatus")
    assert page.status == 200
    assert "Du får ikke logget inn eller sett utvalg og møter akkurat nå. Prøv igjen om litt." in page.text


async def test_it_is_shown_also_while_nothing_at_all_answers(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(name: str, **_: datetime) -> bytes | None:
        raise Away(name)

    await visitor.signs_in("lykt")
    house.registry.away = house.case_flow.away = house.newsletter.away = house.notifier.away = True
    monkeypatch.setattr(house.boxes, "get", away)
    page = await visitor.opens("/driftsstatus")
    assert (page.status, page.heading) == (200, "Virker alt som det skal?")
    assert "Logg ut" not in page.text


async def test_who_is_signed_in_stays_so(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert "Logg ut" in (await visitor.opens("/driftsstatus")).text
