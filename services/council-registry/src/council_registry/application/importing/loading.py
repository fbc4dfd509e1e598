"""Reads what the rows of an import are about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from council_registry.application.importing.reading import Tables
from council_registry.application.importing.rows import (
    ContactRow,
    CouncilRow,
    MeetingRow,
    MeetingStatus,
    PostRow,
    SeatRow,
    Sheet,
)
from council_registry.application.importing.world import Known, MeetingKey, Meetings, World
from council_registry.application.people.people_ports import Erasures
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.ports import Contacts, ReadTexts
from council_registry.application.reading.directory import Directories, Directory
from council_registry.application.records import MEETINGS, Records
from council_registry.application.structure.organisations import list_organisations
from council_registry.domain.organisation import Organisation
from council_registry.domain.person import Person
from councilkit.clock import Clock
from councilkit.ids import derived_id
from councilkit.workdays import oslo_day

AT_ONCE = 500


@dataclass(frozen=True)
class Loading:
    directories: Directories
    records: Records
    contacts: Contacts
    erasures: Erasures
    subjects: SubjectKeys
    texts: ReadTexts
    clock: Clock

    async def world(self, tables: Tables) -> World:
        directory = await self.directories.now()
        now, organisations = self.clock(), await self._organisations()
        erased, shorts = await self.erasures.all(), _shorts(directory)
        return World(
            now=now,
            today=oslo_day(now),
            units={number: record.state for number, record in directory.units.items()},
            councils={id: record.state for id, record in directory.councils.items()},
            shorts=shorts,
            sequences=_sequences(directory),
            organisations=organisations,
            people=await self._people(tables, {one.person for one in erased}),
            holders=await self._holders(tables, directory, organisations),
            meetings=await self._meetings(tables, shorts),
            both_ways=_both_ways(tables),
            erased=frozenset(mark for one in erased for mark in one.marks),
            subjects=self.subjects,
        )

    async def _organisations(self) -> dict[str, Organisation]:
        listed = await list_organisations(records=self.records, texts=self.texts)
        return {one.name.casefold(): one.organisation for one in listed}

    async def _people(self, tables: Tables, erased: Collection[str]) -> dict[str, Known]:
        identities = {line.row.key: line.row.subject for line in tables.of(Sheet.CONTACTS, ContactRow)}
        seated = {line.row.person for line in tables.of(Sheet.SEATS, SeatRow)}
        posted = {line.row.person for line in tables.of(Sheet.POSTS, PostRow)}
        keys = sorted(key for key in {*identities, *seated, *posted} if key)
        ids = {key: [key, *(derived_id("person", mark) for mark in self._marks(key))] for key in keys}
        found = {one.id: one for one in await self._several([id for several in ids.values() for id in several])}
        known = {key: await self._known(ids[key], found, identities.get(key)) for key in keys}
        for key, one in known.items():
            one.erased = one.contact is None and not set(ids[key]).isdisjoint(erased)
        once = {one.id: one for one in known.values()}  # two keys may be one person's
        return {key: once[one.id] for key, one in known.items()}

    async def _known(self, ids: Sequence[str], found: dict[str, Person], identity: str | None) -> Known:
        person = next((found[id] for id in ids if id in found), None)
        if person is None and identity:
            person = await self.contacts.with_subject(self.subjects.hashes(identity))
        if person is None:
            return Known(ids[1], None, set())
        return Known(person.id, person.contact, set(person.holds))

    def _marks(self, key: str) -> Sequence[str]:
        """Spell a key so that nobody can tell what it was: it may be an address or a number of the person's."""
        return self.subjects.hashes(f"key in a table {key}")

    async def _several(self, people: Sequence[str]) -> list[Person]:
        pages = [people[start : start + AT_ONCE] for start in range(0, len(people), AT_ONCE)]
        return [person for page in pages for person in await self.contacts.several(page)]

    async def _holders(
        self, tables: Tables, directory: Directory, organisations: dict[str, Organisation]
    ) -> dict[str, str]:
        shorts = _shorts(directory)
        councils = {shorts.get(line.row.council) for line in tables.of(Sheet.SEATS, SeatRow)}
        units = {line.row.unit or "" for line in tables.of(Sheet.POSTS, PostRow)}
        holds = [term for id in councils if id for term in directory.councils[id].state.terms]
        holds += [post for organisation in organisations.values() for post in organisation.posts]
        holds += [post for number in units if number in directory.units for post in directory.units[number].state.posts]
        pages = [holds[start : start + AT_ONCE] for start in range(0, len(holds), AT_ONCE)]
        people = [person for page in pages for person in await self.contacts.holding(page)]
        return {hold: person.id for person in people for hold in person.holds}

    async def _meetings(self, tables: Tables, shorts: dict[str, str]) -> Meetings:
        lines = tables.of(Sheet.MEETINGS, MeetingRow)
        named = {short for line in lines for short in line.row.councils}
        named |= {line.row.short for line in tables.of(Sheet.COUNCILS, CouncilRow) if line.row.closes}
        named |= {line.row.council for line in tables.of(Sheet.SEATS, SeatRow) if line.row.ends}
        meet = {shorts[short] for short in named if short in shorts}
        return Meetings([one async for one in self.records.having(MEETINGS, "councils", sorted(meet))])


def _both_ways(tables: Tables) -> frozenset[MeetingKey]:
    """Tell of which meetings there is a row that was cancelled, and one that was not."""
    rows = [line.row for line in tables.of(Sheet.MEETINGS, MeetingRow)]
    ways: dict[bool, set[MeetingKey]] = {True: set(), False: set()}
    for row in rows:
        ways[row.status is MeetingStatus.CANCELLED].add((frozenset(row.councils), row.type, row.starts_at))
    return frozenset(ways[True] & ways[False])


def _shorts(directory: Directory) -> dict[str, str]:
    return {record.state.charter.short: id for id, record in directory.councils.items()}


def _sequences(directory: Directory) -> dict[str, int]:
    units = {f"unit-{number}": record.sequence for number, record in directory.units.items()}
    return units | {f"council-{id}": record.sequence for id, record in directory.councils.items()}
