"""The same tables as an import takes, of what is here: what was exported is imported again without a difference."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from council_registry.application.importing.loading import AT_ONCE
from council_registry.application.importing.rows import MeetingStatus, Sheet
from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts, ReadTexts
from council_registry.application.reading.directory import Directories, Directory
from council_registry.application.records import MEETINGS, Records
from council_registry.application.structure.organisations import Named, list_organisations
from council_registry.domain.council import Council
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.person import Access, Person
from councilkit.clock import Clock
from councilkit.workdays import OSLO

Cells = dict[str, Any]

WHY = "export"
STATUS = {
    Status.PLANNED: MeetingStatus.PLANNED,
    Status.CONVENED: MeetingStatus.PLANNED,
    Status.HELD: MeetingStatus.HELD,
    Status.CANCELLED: MeetingStatus.CANCELLED,
}


@dataclass(frozen=True)
class Exported:
    """The rows of a table, and how many were left out: of terms and posts of those who were forgotten, for one."""

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

    async def units(self, directory: Directory, _by: str) -> list[Cells]:
        return _units(directory)

    async def councils(self, directory: Directory, _by: str) -> list[Cells]:
        return _councils(directory)

    async def organisations(self, _directory: Directory, _by: str) -> list[Cells]:
        return _organisations(await self._organisations())

    async def _organisations(self) -> Sequence[Named]:
        return await list_organisations(records=self.records, texts=self.texts)

    async def contacts_of(self, _directory: Directory, by: str) -> list[Cells]:
        people = [person async for person in self._people()]
        await self.accesses.write(Access(self.clock(), by, WHY, tuple(person.id for person in people)))
        names = {one.organisation.id: one.name for one in await self._organisations()}
        return [_contact(person, names) for person in people]

    async def _people(self) -> AsyncIterator[Person]:
        after = None
        while page := await self.contacts.page(after, AT_ONCE):
            for person in page:
                yield person
            after = page[-1].id

    async def _holders(self) -> dict[str, str]:
        return {hold: person.id async for person in self._people() for hold in person.holds}

    async def seats(self, directory: Directory, _by: str) -> list[Cells]:
        holders = await self._holders()
        return [row for council in _in_order(directory) for row in _seats(council, holders)]

    async def posts(self, directory: Directory, _by: str) -> list[Cells]:
        holders = await self._holders()
        shorts = {id: record.state.charter.short for id, record in directory.councils.items()}
        rows: list[Cells] = [
            {
                "unit": number,
                "role": post.role.value,
                "council": shorts.get(post.council or ""),
                **_days(holders, post.id, post.period.starts, post.period.ends),
            }
            for number, record in sorted(directory.units.items())
            for post in record.state.posts.values()
            if post.period.runs
        ]
        for named in await self._organisations():
            for id, period in named.organisation.posts.items():
                days = _days(holders, id, period.starts, period.ends)
                rows.append({"organisation": named.name, "role": "organisation_contact", **days})
        return rows

    async def meetings(self, directory: Directory, _by: str) -> list[Cells]:
        councils = {id: record.state for id, record in directory.councils.items()}
        found = [meeting async for meeting in self.records.having(MEETINGS, "councils", list(councils))]
        met = sorted(found, key=lambda meeting: (meeting.starts_at, meeting.id))
        return [_meeting(meeting, councils) for meeting in met]


TABLES: Mapping[Sheet, Callable[[Exporting, Directory, str], Awaitable[list[Cells]]]] = {
    Sheet.UNITS: Exporting.units,
    Sheet.ORGANISATIONS: Exporting.organisations,
    Sheet.COUNCILS: Exporting.councils,
    Sheet.CONTACTS: Exporting.contacts_of,
    Sheet.SEATS: Exporting.seats,
    Sheet.POSTS: Exporting.posts,
    Sheet.MEETINGS: Exporting.meetings,
}


def _units(directory: Directory) -> list[Cells]:
    units = [record.state for _, record in sorted(directory.units.items())]
    return [
        {"number": one.number, "name": one.name, "kind": one.kind, "parent": one.parent, "line": one.line}
        | {"starts": one.starts}
        for one in units
    ]


def _councils(directory: Directory) -> list[Cells]:
    shorts = {id: record.state.charter.short for id, record in directory.councils.items()}
    return [_council(council, shorts) for council in _in_order(directory)]


def _council(council: Council, shorts: Mapping[str, str]) -> Cells:
    charter, counting = council.charter, council.counting
    names = {f"name_{language}": getattr(charter.names, language) for language in ("nb", "nn", "en")}
    return {
        "short": charter.short,
        **names,
        "level": charter.level.value,
        "kind": charter.kind.value,
        "parent": shorts.get(charter.parent or ""),
        "units": " ".join(charter.units),
        "line": charter.line,
        "language": charter.language.value,
        "led_by": charter.led_by.value,
        "starts": council.starts,
        "counts_from": counting.counts_from if counting else None,
        "quiet": _yes(counting.quiet if counting else False),
    }


def _seats(council: Council, holders: Mapping[str, str]) -> Iterator[Cells]:
    for seat, side in council.seats.items():
        deputy_for = council.deputies.get(seat)
        common: Cells = {"council": council.charter.short, "seat": seat, "side": side.value, "deputy_for": deputy_for}
        terms = [term for term in council.terms.values() if term.seat == seat and term.period.runs]
        for term in terms:
            days = _days(holders, term.id, term.period.starts, term.period.ends)
            yield {**common, "role": term.role.value, **days}
        if not terms:
            yield common


def _organisations(listed: Sequence[Named]) -> list[Cells]:
    names = {one.organisation.id: one.name for one in listed}
    return [{"name": one.name, "umbrella": names.get(one.organisation.umbrella or "")} for one in listed]


def _contact(person: Person, organisations: Mapping[str, str]) -> Cells:
    contact = person.contact
    return {
        "key": person.id,
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "phone_shared": _yes(contact.phone_shared),
        "address": contact.address,
        "protected": _yes(contact.protected),
        "language": contact.language.value,
        "channel": contact.channel.value,
        "optional_mail": _yes(contact.optional_mail),
        "organisation": organisations.get(contact.organisation or ""),
        "user_group": contact.user_group,
        "groups": " ".join(contact.groups),
    }


def _meeting(meeting: Meeting, councils: Mapping[str, Council]) -> Cells:
    meet = [councils[id] for id in meeting.councils if id in councils]
    seats = {term.id: f"{one.charter.short}/{term.seat}" for one in meet for term in one.terms.values()}
    return {
        "councils": " ".join(one.charter.short for one in meet),
        "type": meeting.type.value,
        "form": meeting.form.value,
        "starts_at": meeting.starts_at.astimezone(OSLO).isoformat(),
        "ends_at": meeting.ends_at.astimezone(OSLO).isoformat() if meeting.ends_at else None,
        "access": " ".join(meeting.access),
        "status": STATUS[meeting.status].value,
        "attended": " ".join(seats[term] for term in meeting.attended if term in seats),
    }


def _days(holders: Mapping[str, str], hold: str, starts: object, ends: object) -> Cells:
    return {"person": holders.get(hold), "starts": starts, "ends": ends}


def _in_order(directory: Directory) -> list[Council]:
    return sorted((record.state for record in directory.councils.values()), key=lambda one: one.charter.short)


def _yes(told: bool) -> str:  # noqa: FBT001 - a cell
    return "ja" if told else "nei"
