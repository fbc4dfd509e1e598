"""What a service does not accept is told in words that say what to do."""

import pytest

from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

WAIT = "Vi venter på siste nytt. Vent et minutt, og trykk en gang til."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", WAIT),
        ("nn", "Vi ventar på siste nytt. Vent eit minutt, og trykk ein gong til."),
        ("en", "We wait for the latest news. Wait a minute, and press once more."),
    ],
)
async def test_a_newsletter_that_waits_for_news_says_when_to_press_again(
    visitor: Visitor, house: PortalHouse, language: str, words: str
) -> None:
    house.newsletter.put("e")
    await visitor.signs_in("sti")
    await visitor.opens(f"/language/{language}?back=/")
    house.newsletter.behind = True
    page = await visitor.does("/utgaver/e/send")
    assert (page.status, words in page.text) == (409, True)


async def test_more_than_there_is_room_for_is_said(visitor: Visitor, house: PortalHouse) -> None:
    house.newsletter.put("e")
    await visitor.signs_in("sti")
    form = await visitor.opens("/utgaver/e/send")
    house.newsletter.says_no = Refused(413, "too-much")
    page = await visitor.sends(form)
    assert (page.status, page.heading) == (413, "Vil du sende nyhetsbrevet?")
    assert "Det er mer enn det er plass til" in page.text


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("half-too-old", "Dette halvåret er for gammelt."),
        ("window-still-open", "Halvåret er ikke over ennå."),
    ],
)
@pytest.mark.parametrize("offered", [True, False])
async def test_a_half_year_that_cannot_be_begun_is_told_why(
    visitor: Visitor, house: PortalHouse, slug: str, words: str, *, offered: bool
) -> None:
    await visitor.signs_in("sti")
    form = await visitor.opens("/utgaver/ny")
    if not offered:
        house.newsletter.put("e", "frozen")
    house.newsletter.says_no = Refused(422, slug, (Problem(slug, "half"),))
    assert words in (await visitor.sends(form)).text
