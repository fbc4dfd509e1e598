"""The same tables as an import takes, of what is here: what was exported is imported again without a difference."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from council_registry.application.importing.export_rows import (
    Cells,
    contact_row,
    council_rows,
    key_of_row,
    meeting_row,
    organisation_rows,
    seat_rows,
    term_days,
    unit_rows,
)
from council_registry.application.importing.loading import AT_ONCE
from council_registry.application.importing.rows import Sheet
from council_registry.application.importing.unsaid import Unsaid, unsaid_of
from council_registry.application.meetings.read_meeting import REASON
from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts, ReadTexts
from council_registry.application.reading.directory import Directories, Directory
from council_registry.application.records import MEETINGS, Records
from council_registry.application.structure.organisations import Named, list_organisations
from council_registry.domain.council import Council
from council_registry.domain.person import Access, Person
from councilkit.clock import Clock
from councilkit.workdays import oslo_day

WHY = "export"
PLACE = "place"


@dataclass(frozen=True)
class Exported:
    """The rows of a table, and how many were left out: an import would not take them, as a term nobody is known of."""

    rows: list[Cells]
    left_out: int

    @classmethod
    def of(cls, rows: Sequence[Cells | None]) -> Self:
        told = [row for row in rows if row is not None]
        return cls(told, len(rows) - len(told))


@dataclass(frozen=True)
class Exporting:
    directories: Directories
    records: Records
    contacts: Contacts
    accesses: Accesses
    texts: ReadTexts
    clock: Clock

    async def rows(self, sheet: Sheet, by: str) -> Exported:
        """Tell the rows of a table. Whose contacts are told is written down."""
        return Exported.of(await TABLES[sheet](self, await self.directories.now(), by))

    async def unsaid(self) -> list[Unsaid]:
        """Tell what no table says."""
        return [one for council in _in_order(await self.directories.now()) for one in unsaid_of(council)]

    async def units(self, directory: Directory, _by: str) -> list[Cells | None]:
        today = oslo_day(self.clock())
        return [row for _, record in sorted(directory.units.items()) for row in unit_rows(record.state, today)]

    async def councils(self, directory: Directory, _by: str) -> list[Cells | None]:
        shorts, today = _shorts(directory), oslo_day(self.clock())
        return [row for council in _in_order(directory) for row in council_rows(council, shorts, today)]

    async def organisations(self, _directory: Directory, _by: str) -> list[Cells | None]:
        return list(organisation_rows(await self._organisations()))

    async def _organisations(self) -> Sequence[Named]:
        return await list_organisations(records=self.records, texts=self.texts)

    async def contacts_of(self, directory: Directory, by: str) -> list[Cells | None]:
        listed, people = await self._organisations(), [person async for person in self._people()]
        held = _held(directory, listed)
        told = [person for person in people if not held.isdisjoint(person.holds)]
        await self.accesses.write(Access(self.clock(), by, WHY, tuple(person.id for person in told)))
        names = {one.organisation.id: one.name for one in listed}
        return [contact_row(person, names) if person in told else None for person in people]

    async def _people(self) -> AsyncIterator[Person]:
        after = None
        while page := await self.contacts.page(after, AT_ONCE):
            for person in page:
                yield person
            after = page[-1].id

    async def _holders(self) -> dict[str, str]:
        return {hold: person.id async for person in self._people() for hold in person.holds}

    async def seats(self, directory: Directory, _by: str) -> list[Cells | None]:
        holders = await self._holders()
        return [row for council in _in_order(directory) for row in seat_rows(council, holders)]

    async def posts(self, directory: Directory, _by: str) -> list[Cells | None]:
        holders, shorts = await self._holders(), _shorts(directory)
        rows: list[Cells | None] = []
        for number, record in sorted(directory.units.items()):
            for post in (post for post in record.state.posts.values() if post.period.runs):
                told = {"unit": number, "role": post.role.value, "council": shorts.get(post.council or "")}
                rows.append(term_days(told, holders.get(post.id), post.period))
        for named in await self._organisations():
            told = {"organisation": named.name, "role": "organisation_contact"}
            running = ((id, period) for id, period in named.organisation.posts.items() if period.runs)
            rows += [term_days(told, holders.get(id), period) for id, period in running]
        return rows

    async def meetings(self, directory: Directory, _by: str) -> list[Cells | None]:
        councils = {id: record.state for id, record in directory.councils.items()}
        found = [meeting async for meeting in self.records.having(MEETINGS, "councils", list(councils))]
        places = [(one.arranged or "", PLACE) for one in found]
        texts = await self.texts([*places, *((one.cancelled or "", REASON) for one in found)])
        holders = await self._holders()
        rows: dict[object, Cells] = {}  # two that a table cannot tell apart are told once
        for one in sorted(found, key=lambda meeting: (meeting.starts_at, meeting.id)):
            written = {PLACE: texts[one.arranged or "", PLACE], REASON: texts[one.cancelled or "", REASON]}
            rows.setdefault(key_of_row(one), meeting_row(one, councils, holders) | written)
        return [*rows.values(), *[None] * (len(found) - len(rows))]


TABLES: Mapping[Sheet, Callable[[Exporting, Directory, str], Awaitable[list[Cells | None]]]] = {
    Sheet.UNITS: Exporting.units,
    Sheet.ORGANISATIONS: Exporting.organisations,
    Sheet.COUNCILS: Exporting.councils,
    Sheet.CONTACTS: Exporting.contacts_of,
    Sheet.SEATS: Exporting.seats,
    Sheet.POSTS: Exporting.posts,
    Sheet.MEETINGS: Exporting.meetings,
}


def _shorts(directory: Directory) -> dict[str, str]:
    return {id: record.state.charter.short for id, record in directory.councils.items()}


def _in_order(directory: Directory) -> list[Council]:
    return sorted((record.state for record in directory.councils.values()), key=lambda one: one.charter.short)


def _held(directory: Directory, listed: Sequence[Named]) -> set[str]:
    """Tell the terms and posts that are in the other tables: nobody else is entered by an import."""
    terms = [(id, term.period) for record in directory.councils.values() for id, term in record.state.terms.items()]
    posts = [(id, post.period) for record in directory.units.values() for id, post in record.state.posts.items()]
    others = [item for named in listed for item in named.organisation.posts.items()]
    return {id for id, period in (*terms, *posts, *others) if period.runs}
