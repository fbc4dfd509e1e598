from collections.abc import Sequence
from dataclasses import dataclass

from council_registry.application.people.holds import Held, with_places
from council_registry.application.ports import Contacts
from council_registry.application.records import Records
from council_registry.domain.holding import FOUNDER, Holding
from council_registry.domain.person import Contact
from council_registry.domain.refusals import NoSuchPerson
from councilkit.events.councils import Language

THE_FOUNDER = Contact(name="Grunnlegger", email="", language=Language.NB)


@dataclass(frozen=True)
class Me:
    contact: Contact
    holds: list[Held]
    former: list[Held]


async def read_me(
    subject: str,
    holdings: Sequence[Holding],
    former: Sequence[Holding] = (),
    *,
    contacts: Contacts,
    records: Records,
) -> Me:
    """Tell the asker's own name, and where the asker's terms and posts are held."""
    person = await contacts.get(subject)
    if person is None and subject != FOUNDER:
        raise NoSuchPerson.told(subject)
    told = [await with_places(several, records=records) for several in (holdings, former)]
    return Me(person.contact if person else THE_FOUNDER, *told)
