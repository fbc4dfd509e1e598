"""What has piled up is gone through with one question to the neighbours; what is newer asks again."""

import pytest

from councilkit.events import Item
from councilkit.ledger import Head
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import a_fact
from notifier.application.level import LevelSince


class Asked:
    """Tells the publisher's head each time it is asked, or that not all is heard."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self.times = 0
        self.says_yes = True

    async def __call__(self) -> Head | None:
        self.times += 1
        return self._publisher.head if self.says_yes else None


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


def told(publisher: Publisher) -> Item:
    return publisher.tell("case-a", a_fact())


async def test_all_that_was_told_before_the_question_is_heard_with_one_answer(publisher: Publisher) -> None:
    asked = Asked(publisher)
    since, items = LevelSince(asked), [told(publisher), told(publisher)]
    assert [await since(item) for item in items] == [True, True]
    assert asked.times == 1


async def test_what_is_told_after_the_question_is_asked_about_again_however_old_it_says_it_is(
    publisher: Publisher,
) -> None:
    asked = Asked(publisher)
    since = LevelSince(asked)
    before = told(publisher)
    assert await since(before)
    after = told(publisher)
    assert after.at <= before.at, "it was written before the question, and got its number after it"
    asked.says_yes = False
    assert not await since(after)
    asked.says_yes = True
    assert await since(after)


async def test_who_has_not_heard_all_is_asked_again(publisher: Publisher) -> None:
    asked = Asked(publisher)
    since, item = LevelSince(asked), told(publisher)
    asked.says_yes = False
    assert not await since(item)
    asked.says_yes = True
    assert await since(item)


async def test_an_answer_is_forgotten_when_the_next_is_no(publisher: Publisher) -> None:
    asked = Asked(publisher)
    since, first = LevelSince(asked), told(publisher)
    assert await since(first)
    asked.says_yes = False
    assert not await since(told(publisher))
    assert not await since(first)


async def test_a_publisher_that_does_not_know_of_an_item_is_not_believed(publisher: Publisher) -> None:
    item = told(publisher)
    publisher.restore(0)
    assert not await LevelSince(Asked(publisher))(item)
