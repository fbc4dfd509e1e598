"""What the button of a link does when the case, or the council, has moved on since the mail was sent."""

import pytest

from councilkit.refusals import Unavailable
from notifier.application.confirm_by_link import Act, Heard, confirm_by_link, look_at_link
from notifier.domain.refusals import NoLongerAsked
from notifier.testing.driver import Driver
from notifier.testing.places import HARBOUR

CASE = "sak"
ANOTHER_ANSWER = {"answer": f"case-{CASE}:000004", "sequence": 4}
TEXT_ERASED: dict[str, object] = {}  # the case has an entry more, and the same answer


@pytest.fixture
async def subject(notifier: Driver) -> dict[str, str]:
    entry = await notifier.an_answer(CASE)
    return {"case": CASE, "term": HARBOUR.leader.id, "entry": entry}


async def press(notifier: Driver, subject: dict[str, str]) -> Act:
    return await confirm_by_link(
        subject, cards=notifier.cards, confirming=notifier.confirming, known=notifier.service.known.cases
    )


async def test_an_answer_that_comes_between_look_and_word_is_not_confirmed(
    notifier: Driver, subject: dict[str, str]
) -> None:
    notifier.confirming.meanwhile = [ANOTHER_ANSWER]
    with pytest.raises(NoLongerAsked, match="newer answer"):
        await press(notifier, subject)
    assert notifier.cards.known[CASE].state == "coming_home"


async def test_another_who_was_faster_has_done_it(notifier: Driver, subject: dict[str, str]) -> None:
    notifier.confirming.meanwhile = [{"state": "answered"}]
    assert (await press(notifier, subject)).done
    assert len(notifier.confirming.keys) == 1


async def test_a_case_that_moved_with_the_same_answer_is_looked_at_and_confirmed_again(
    notifier: Driver, subject: dict[str, str]
) -> None:
    notifier.confirming.meanwhile = [TEXT_ERASED]
    assert (await press(notifier, subject)).done
    first, second = notifier.confirming.keys
    assert first == second


async def test_a_case_that_moves_each_time_is_left_for_another_try(notifier: Driver, subject: dict[str, str]) -> None:
    notifier.confirming.meanwhile = [TEXT_ERASED, TEXT_ERASED]
    with pytest.raises(Unavailable):
        await press(notifier, subject)
    assert (await press(notifier, subject)).done


async def test_whoever_is_no_longer_in_the_council_is_told_so(notifier: Driver, subject: dict[str, str]) -> None:
    notifier.confirming.says = Heard.REFUSED
    with pytest.raises(NoLongerAsked, match="no longer in the council"):
        await press(notifier, subject)


async def test_a_card_that_is_behind_the_answer_is_read_again_later(notifier: Driver, subject: dict[str, str]) -> None:
    behind = {"answer": None, "state": "awaiting_answer", "sequence": 1}
    notifier.cards.known[CASE] = notifier.cards.known[CASE].model_copy(update=behind)
    with pytest.raises(Unavailable):
        await look_at_link(subject, cards=notifier.cards, known=notifier.service.known.cases)


async def test_a_newer_answer_is_told_of_also_when_it_is_home_already(
    notifier: Driver, subject: dict[str, str]
) -> None:
    notifier.cards.known[CASE] = notifier.cards.known[CASE].model_copy(update={**ANOTHER_ANSWER, "state": "answered"})
    with pytest.raises(NoLongerAsked, match="newer answer"):
        await look_at_link(subject, cards=notifier.cards, known=notifier.service.known.cases)


async def test_where_others_still_wait_a_council_that_has_said_so_has_done_it(
    notifier: Driver, subject: dict[str, str]
) -> None:
    notifier.confirming.says = Heard.SAID
    assert (await press(notifier, subject)).done
    assert notifier.cards.known[CASE].state == "coming_home", "another council that raised it has not"


async def test_an_answer_that_was_disputed_while_the_word_was_given_is_not_done(
    notifier: Driver, subject: dict[str, str]
) -> None:
    notifier.confirming.says = Heard.SAID
    notifier.confirming.meanwhile = [{"state": "awaiting_answer", "sequence": 2}]
    with pytest.raises(NoLongerAsked):
        await press(notifier, subject)
