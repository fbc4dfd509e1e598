"""After a restore from a backup, what may have been sent since it was made is sent once more, and says so."""

from datetime import timedelta

from councilkit.mailing.mail import State
from notifier.testing.driver import Driver


async def test_answers_that_a_backup_brought_back_are_in_doubt_and_sent_once_more(notifier: Driver) -> None:
    notifier.cards.away = True
    await notifier.an_answer()
    await notifier.house.stores.ledger.raise_epoch(2)
    notifier.cards.away = False
    await notifier.wait_until(notifier.now + timedelta(minutes=2))
    assert await notifier.sent() == []
    assert {(row.state, row.detail) for row in await notifier.rows()} == {
        (State.IN_DOUBT, "the service was restored from a backup")
    }
