"""Who holds the posts of a unit or an organisation, by name: for those who see to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from council_registry.application.people.asking import asked_by, may_any
from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts
from council_registry.domain.holding import Holding
from council_registry.domain.period import Period
from council_registry.domain.person import Access, Person
from council_registry.domain.policy import Action, Place
from councilkit.clock import Clock
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class ReadHolders:
    """The posts of one place, each with its time; those that are over are told of nobody."""

    posts: Mapping[str, Period]
    place: Place


@dataclass(frozen=True)
class Holders:
    people: Mapping[str, Person]  # by post; without those who were erased
    place: Place
    nameable: bool  # the asker fills posts here, and may name the same ones elsewhere


async def read_holders(
    query: ReadHolders, by: Sequence[Holding], *, contacts: Contacts, accesses: Accesses, clock: Clock
) -> Holders:
    acting = asked_by(Action.READ_PEOPLE, by, query.place)
    now = clock()
    today = oslo_day(now)
    lasting = [post for post, period in query.posts.items() if period.runs and today <= period.last]
    known = {hold: person for person in await contacts.holding(lasting) for hold in person.holds}
    people = {post: known[post] for post in lasting if post in known}
    seen = tuple(sorted({person.id for person in people.values()}))
    await accesses.write(Access(now, acting.id, Action.READ_PEOPLE, seen))
    return Holders(people, query.place, may_any(Action.START_POST, by, query.place))
