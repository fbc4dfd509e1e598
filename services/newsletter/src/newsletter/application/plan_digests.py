"""When an edition is frozen, one mail is planned for each person, however many terms they have."""

from collections.abc import Callable

from councilkit.events import Item
from councilkit.events.newsletters import EditionFrozen
from councilkit.inbox import Done, Fate
from councilkit.mailing.mail import Doubt, Recipient
from councilkit.mailing.port import Contacts, MailStore, Plan
from newsletter.application.editions import campaign_of

AT_ONCE = 500
"""Mails in one plan."""

DIGEST = "digest"
"""The kind of mail: who composes it goes by this name."""


class PlanDigests:
    """The follow-up of `EditionFrozen`. Whoever the contact store does not know any more gets no mail."""

    def __init__(self, mails: MailStore, contacts: Contacts, nudge: Callable[[], None]) -> None:
        self._mails = mails
        self._contacts = contacts
        self._nudge = nudge

    async def __call__(self, event: EditionFrozen, item: Item) -> Fate:
        people = await self._contacts.resolve(campaign_of(event.edition), event.terms)
        plans = [_plan(event.edition, person, item) for person in people]
        for start in range(0, len(plans), AT_ONCE):
            await self._mails.plan(plans[start : start + AT_ONCE])
        self._nudge()
        return Done()


def _plan(edition: str, person: Recipient, item: Item) -> Plan:
    return Plan(
        campaign=campaign_of(edition),
        key=person.key,
        kind=DIGEST,
        holds=person.holds,
        about=(edition,),
        due=item.at,
        doubt=Doubt.LIST,
    )
