"""No digest tells of a case that is restricted or one person's own, and digests do again once it is not."""

from datetime import date, timedelta

import pytest

from councilkit.events import Event
from councilkit.events.case_life import (
    AppealDecided,
    CaseImported,
    CaseKept,
    CaseRestricted,
    CaseScheduled,
    CaseTurnedAway,
    RestrictionLifted,
    SendingRegretted,
    TurningAwayProposed,
)
from councilkit.events.case_words import Basis, ImportedAs, Restriction, Unfit
from councilkit.events.cases import CasePutOnAgenda, CaseReported, Line
from councilkit.events.councils import Language
from newsletter.application.freeze_edition import FreezeEdition
from newsletter.domain.half import Half
from newsletter.testing.driver import AUTUMN, Driver
from newsletter.testing.places import HARBOUR, REGION

HALF = Half(2026, 2)
UNTIL = date(2027, 1, 15)
RESTRICTED = CaseRestricted(case="tolk", council=HARBOUR.id, basis=Basis.CONFIDENTIAL, until=UNTIL)
PERSONAL = CaseTurnedAway(case="tolk", council=HARBOUR.id, why=Unfit.INDIVIDUAL, erased_on=UNTIL)
PROPOSED = TurningAwayProposed(case="tolk", council=HARBOUR.id, why=Unfit.INDIVIDUAL)
OUTSIDE = CaseTurnedAway(case="tolk", council=HARBOUR.id, why=Unfit.OUTSIDE_MANDATE)


async def told(newsletter: Driver) -> list[str]:
    known = newsletter.service.known
    found = [case.id for case in await known.told_in(HALF)]
    assert await known.count_told_in(HALF) == len(found)
    assert [case.id for case in await known.told_of(["tolk"], HALF)] == found
    return found


async def tell(newsletter: Driver, *events: Event) -> None:
    """Let case-flow tell them in the autumn."""
    now, newsletter.now = newsletter.now, AUTUMN + timedelta(days=1)
    await newsletter.tell(*events)
    newsletter.now = now


@pytest.mark.parametrize(
    ("kept_back", "open_again"),
    [
        pytest.param(RESTRICTED, RestrictionLifted(case="tolk", council=HARBOUR.id), id="restricted"),
        pytest.param(PERSONAL, AppealDecided(case="tolk", council=REGION.id, stands=False), id="one person's own"),
        pytest.param(PROPOSED, CaseKept(case="tolk", council=HARBOUR.id), id="proposed, and kept"),
        pytest.param(
            PROPOSED, CaseScheduled(case="tolk", council=HARBOUR.id, on=UNTIL), id="proposed, and given a day"
        ),
        pytest.param(
            PROPOSED,
            CasePutOnAgenda(case="tolk", council=HARBOUR.id, meeting="meeting"),
            id="proposed, and put on the agenda",
        ),
        pytest.param(
            PROPOSED,
            TurningAwayProposed(case="tolk", council=HARBOUR.id, why=Unfit.OUTSIDE_MANDATE),
            id="proposed, and then for another reason",
        ),
    ],
)
async def test_a_case_is_told_of_until_it_is_kept_back_and_again_afterwards(
    newsletter: Driver, kept_back: Event, open_again: Event
) -> None:
    await newsletter.a_case("tolk")
    assert await told(newsletter) == ["tolk"]
    await tell(newsletter, kept_back)
    assert await told(newsletter) == []
    await tell(newsletter, open_again)
    assert await told(newsletter) == ["tolk"]


async def test_a_case_that_is_outside_what_councils_do_is_told_of_as_any_other(newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    await tell(newsletter, OUTSIDE)
    assert await told(newsletter) == ["tolk"]


async def test_a_case_that_is_restricted_from_its_first_moment_is_told_of_to_nobody(newsletter: Driver) -> None:
    restriction = Restriction(basis=Basis.CONFIDENTIAL, until=UNTIL)
    raised = CaseReported(
        case="tolk",
        reference="26-1",
        council=HARBOUR.id,
        lines=(Line.AT,),
        language=Language.NB,
        restriction=restriction,
    )
    await tell(newsletter, raised, CasePutOnAgenda(case="tolk", council=HARBOUR.id, meeting="meeting"))
    assert await told(newsletter) == []


async def test_what_is_restricted_after_the_freezing_is_in_no_mail(newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    await newsletter.a_case("ventetid")
    edition = await newsletter.greeted()
    newsletter.cards.away = True  # so that no mail leaves yet
    await newsletter.do(FreezeEdition(edition))
    await newsletter.until_put_off(edition)
    await newsletter.tell(RESTRICTED)
    newsletter.cards.away = False
    newsletter.put_forward(timedelta(hours=1))
    await newsletter.until_over(edition)
    texts = [mail.text for mail in newsletter.relay.sent]
    assert texts
    assert any("Sak ventetid" in text for text in texts)
    assert not any("Sak tolk" in text for text in texts)


async def test_a_council_that_a_case_was_sent_to_by_mistake_hears_nothing_of_it(newsletter: Driver) -> None:
    await newsletter.a_case("tolk", to=REGION)
    await tell(newsletter, SendingRegretted(case="tolk", council=HARBOUR.id))
    [case] = await newsletter.service.known.told_in(HALF)
    assert case.councils == (HARBOUR.id,)


async def test_an_old_case_is_no_news_when_it_is_entered_and_news_once_something_happens(newsletter: Driver) -> None:
    old = CaseImported(
        case="tolk",
        reference="19-1",
        council=HARBOUR.id,
        lines=(Line.AT,),
        language=Language.NB,
        raised=date(2019, 4, 2),
        state=ImportedAs.TREATED,
        holder=REGION.id,
    )
    await tell(newsletter, old)
    assert await newsletter.service.known.told_in(HALF) == []
    await tell(newsletter, CasePutOnAgenda(case="tolk", council=REGION.id, meeting="meeting"))
    [case] = await newsletter.service.known.told_in(HALF)
    assert (case.origin, case.councils) == (HARBOUR.id, (HARBOUR.id, REGION.id))
