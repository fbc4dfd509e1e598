"""After a restore from a backup, what may have been sent since it was made is not sent as if it were new."""

from datetime import timedelta

from councilkit.mailing.mail import State
from newsletter.application.freeze_edition import FreezeEdition
from newsletter.testing.driver import Driver


async def test_digests_that_a_backup_brought_back_are_in_doubt_and_wait_for_somebody(newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    newsletter.cards.away = True
    await newsletter.do(FreezeEdition(edition))
    await newsletter.until_put_off(edition)
    await newsletter.house.stores.ledger.raise_epoch(2)
    newsletter.cards.away = False
    newsletter.put_forward(timedelta(hours=2))
    await newsletter.until_over(edition)
    assert {(row.state, row.detail) for row in await newsletter.rows(edition)} == {
        (State.IN_DOUBT, "the service was restored from a backup")
    }
    assert newsletter.relay.sent == []
