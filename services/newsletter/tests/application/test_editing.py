from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from councilkit.policy import NotAllowed
from newsletter.application.freeze_edition import FreezeEdition
from newsletter.application.greet_edition import GreetEdition
from newsletter.application.open_edition import OpenEdition
from newsletter.domain.refusals import EditionExists, GreetingMissing, NobodyToSendTo, NoSuchEdition, WindowStillOpen
from newsletter.testing.driver import GREETING, HALF, Driver, ended
from newsletter.testing.places import HARBOUR, PLACES


async def test_there_is_one_edition_of_each_half_year(newsletter: Driver) -> None:
    await newsletter.opened()
    with pytest.raises(EditionExists):
        await newsletter.do(OpenEdition(HALF))
    assert await newsletter.opened("2026-1")


async def test_opening_that_is_asked_for_again_gets_the_same_edition(newsletter: Driver) -> None:
    first = await newsletter.do(OpenEdition(HALF), key="the same")
    again = await newsletter.do(OpenEdition(HALF), key="the same")
    assert (str(again), again.repeated) == (str(first), True)


async def test_a_half_year_that_is_not_over_has_no_edition(newsletter: Driver) -> None:
    with pytest.raises(WindowStillOpen):
        await newsletter.do(OpenEdition("2027-1"))


async def test_an_unknown_edition_is_missing(newsletter: Driver) -> None:
    for command in (GreetEdition("nosuch", **GREETING), FreezeEdition("nosuch")):
        with pytest.raises(NoSuchEdition):
            await newsletter.do(command)


async def test_an_edition_is_not_sent_without_a_greeting(newsletter: Driver) -> None:
    edition = await newsletter.opened()
    with pytest.raises(GreetingMissing):
        await newsletter.do(FreezeEdition(edition))


async def test_an_edition_is_not_sent_to_nobody(newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    leavers = [holding for place in PLACES for holding in (place.leader, place.member)]
    await newsletter.tell(*(ended(holding, datetime(2026, 11, 1, tzinfo=UTC).date()) for holding in leavers))
    with pytest.raises(NobodyToSendTo):
        await newsletter.do(FreezeEdition(edition))


async def test_a_greeting_that_is_written_anew_takes_the_place_of_the_first(newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    await newsletter.do(GreetEdition(edition, nb="Ny", nn="Ny au"))
    record = await newsletter.service.records.get(edition)
    assert await newsletter.service.records.greeting(record) == {"nb": "Ny", "nn": "Ny au", "en": None}


async def test_a_greeting_takes_no_identity_number() -> None:
    with pytest.raises(ValidationError):
        GreetEdition("edition", nb="Ring 01019012345", nn="Hei")


async def test_nobody_else_edits_and_no_question_is_asked_for_them(newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    for command in (OpenEdition("2026-1"), GreetEdition(edition, **GREETING), FreezeEdition(edition)):
        with pytest.raises(NotAllowed):
            await newsletter.do(command, HARBOUR.leader)
