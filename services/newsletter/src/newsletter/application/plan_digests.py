"""When an edition is frozen, one mail is planned for each person, however many terms they have."""

from collections.abc import Awaitable, Callable

from councilkit.events import Item
from councilkit.events.newsletters import EditionFrozen
from councilkit.ids import derived_id
from councilkit.inbox import Done, Fate
from councilkit.mailing.mail import Doubt
from councilkit.mailing.port import Contacts, MailStore, Plan
from councilkit.refusals import Unavailable
from newsletter.application.editions import campaign_of

AT_ONCE = 500
"""Mails in one plan."""

DIGEST = "digest"
"""The kind of mail: who composes it goes by this name."""

Seen = Callable[[str], Awaitable[bool]]
"""Waits a little until our own views have taken an event in; tells whether they have."""


class PlanDigests:
    """The follow-up of `EditionFrozen`.

    A term whose holder the contact store does not know has a mail too, which the dispatcher suppresses and says why:
    whoever should have got the newsletter and does not is never merely missing.
    """

    def __init__(self, mails: MailStore, contacts: Contacts, seen: Seen, nudge: Callable[[], None]) -> None:
        self._mails = mails
        self._contacts = contacts
        self._seen = seen
        self._nudge = nudge

    async def __call__(self, event: EditionFrozen, item: Item) -> Fate:
        if not await self._seen(item.id):  # else no mail could be written yet, and each would be put off
            raise Unavailable("We have not seen yet ourselves that the newsletter is frozen.")
        campaign = campaign_of(event.edition)
        holds = {person.key: person.holds for person in await self._contacts.resolve(campaign, event.terms)}
        reached = {term for terms in holds.values() for term in terms}
        holds |= {derived_id("term", campaign, term): (term,) for term in event.terms if term not in reached}
        plans = [_plan(event.edition, key, terms, item) for key, terms in holds.items()]
        for start in range(0, len(plans), AT_ONCE):
            await self._mails.plan(plans[start : start + AT_ONCE])
        self._nudge()
        return Done()


def _plan(edition: str, key: str, holds: tuple[str, ...], item: Item) -> Plan:
    return Plan(
        campaign=campaign_of(edition),
        key=key,
        kind=DIGEST,
        holds=holds,
        about=(edition,),
        due=item.at,
        doubt=Doubt.LIST,
    )
