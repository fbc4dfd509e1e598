"""Whatever names and texts hold, a digest shows it as it was typed, and none of it becomes HTML."""

from typing import Any

import pytest

from councilkit.events.councils import Names, UnitKind, UnitListed
from councilkit.testing.letters import require_shown_as_typed, sharp
from newsletter.application.greet_edition import GreetEdition
from newsletter.testing.driver import Driver
from newsletter.testing.places import HARBOUR, REGION, VALLEY, Place

LEADER = HARBOUR.people[0]
OFFICE = sharp("Nav Vika")


async def named_sharply(newsletter: Driver, *places: Place) -> None:
    for place in places:
        name = sharp(place.name)
        [founded, *_] = place.told
        await newsletter.tell(founded.model_copy(update={"names": Names(nb=name, nn=name, en=name)}))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_a_digest_shows_names_and_texts_as_they_were_typed(newsletter: Driver, language: str) -> None:
    await named_sharply(newsletter, HARBOUR, VALLEY, REGION)
    await newsletter.tell(UnitListed(unit="0701", name=OFFICE, kind=UnitKind.LOCAL_OFFICE))
    typed: dict[str, Any] = {"title": sharp("Tolk"), "short": sharp("Mange"), "short_answer": sharp("Fra nyttår")}
    await newsletter.a_case("egen", HARBOUR, **typed, state="awaiting_answer", addressee_unit="0701")
    await newsletter.a_case("spurt", VALLEY, to=HARBOUR, reference=sharp("26-spurt"))
    await newsletter.a_case("regionens", REGION, state="coming_home")
    newsletter.contacts.add(LEADER, HARBOUR.leader.id, language=language)
    edition, greeting = await newsletter.opened(), sharp("Hei")
    await newsletter.do(GreetEdition(edition, nb=greeting, nn=greeting, en=greeting))
    await newsletter.freeze(edition)
    councils = [sharp(place.name) for place in (HARBOUR, VALLEY, REGION)]
    shown = [*councils, *typed.values(), OFFICE, sharp("26-spurt"), greeting]
    require_shown_as_typed(newsletter.mail_to(LEADER), shown)


async def test_a_digest_without_news_names_the_council_as_it_is_called(newsletter: Driver) -> None:
    await named_sharply(newsletter, HARBOUR)
    await newsletter.sent()
    require_shown_as_typed(newsletter.mail_to(LEADER), [sharp(HARBOUR.name)])
