"""All that the rows of an import are about, as it is now; comparing adds to it what the rows before brought."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product

from council_registry.application.people.subjects import SubjectKeys
from council_registry.domain.council import Council
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.organisation import Organisation
from council_registry.domain.people_refusals import ErasedBefore
from council_registry.domain.person import Contact
from council_registry.domain.unit import Unit
from councilkit.events.meetings import MeetingType
from councilkit.ids import derived_id
from councilkit.refusals import Refusal, UnknownReference

MeetingKey = tuple[frozenset[str], MeetingType, datetime]
"""What makes a meeting the same one: who meets, what it is, and when it begins."""


@dataclass
class Known:
    """A person whom a key names. `contact` is the one that is here; None: the person is new."""

    id: str
    contact: Contact | None
    holds: set[str]
    wanted: Contact | None = field(default=None, repr=False)
    subject: str | None = field(default=None, repr=False)
    seated: bool = False
    erased: bool = False


class Meetings:
    """The meetings of the councils that the rows are about. Several may be the same but for their fate."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        self._by_id: dict[str, Meeting] = {}
        self._by_key: defaultdict[MeetingKey, list[Meeting]] = defaultdict(list)
        self._met: dict[tuple[str, str | None], date] = {}
        for meeting in meetings:
            self.put(meeting)
            if meeting.status is Status.HELD:
                self.hold(meeting, meeting.attended)

    def get(self, id: str) -> Meeting | None:
        return self._by_id.get(id)

    def at(self, key: MeetingKey) -> list[Meeting]:
        return self._by_key.get(key, [])

    def put(self, meeting: Meeting) -> None:
        """Take in one that is not there yet."""
        self._by_id[meeting.id] = meeting
        self._by_key[key_of(meeting)].append(meeting)

    def hold(self, meeting: Meeting, attended: Iterable[str]) -> None:
        """Take in that one was held, and the terms of those who came."""
        for one in product(meeting.councils, (None, *attended)):
            self._met[one] = max(self._met.get(one, meeting.day), meeting.day)

    def last_met(self, council: str, term: str | None = None) -> date | None:
        """Tell the day of the last meeting that a council held, or that one of its terms came to."""
        return self._met.get((council, term))


def key_of(meeting: Meeting) -> MeetingKey:
    return frozenset(meeting.councils), meeting.type, meeting.starts_at


@dataclass
class World:
    now: datetime
    today: date
    units: dict[str, Unit]
    councils: dict[str, Council]
    shorts: dict[str, str]
    sequences: Mapping[str, int]
    organisations: dict[str, Organisation]  # by name, in small letters
    people: dict[str, Known]
    holders: dict[str, str]
    meetings: Meetings
    both_ways: frozenset[MeetingKey]  # both cancelled and not in the tables; councils by their shorts
    erased: frozenset[str]
    subjects: SubjectKeys

    def unit(self, number: str, column: str) -> Unit:
        if number not in self.units:
            raise UnknownReference(f"There is no unit {number}.", field=f"/{column}")
        return self.units[number]

    def council(self, short: str, column: str) -> Council:
        if short not in self.shorts:
            raise UnknownReference(f"There is no council {short}.", field=f"/{column}")
        return self.councils[self.shorts[short]]

    def put(self, council: Council) -> None:
        self.councils[council.id] = council
        self.shorts[council.charter.short] = council.id

    def organisation(self, name: str, column: str) -> Organisation:
        if name.casefold() not in self.organisations:
            raise UnknownReference("There is no organisation of this name.", field=f"/{column}")
        return self.organisations[name.casefold()]

    def above(self, organisation: Organisation | None) -> list[str]:
        """Tell an organisation and its umbrellas, from it upwards."""
        by_id = {one.id: one for one in self.organisations.values()}
        above: list[str] = []
        while organisation and organisation.id not in above:
            above.append(organisation.id)
            organisation = by_id.get(organisation.umbrella or "")
        return above

    def person(self, key: str, column: str) -> Known:
        known = self.people.get(key)
        if known and known.erased and known.wanted is None:
            raise ErasedBefore("Whoever has this key asked to be erased.", field=f"/{column}")
        if known is None or (known.contact is None and known.wanted is None):
            raise UnknownReference("Nobody here, and nobody in the contacts, has this key.", field=f"/{column}")
        return known


def named(*parts: str) -> str:
    """Spell the id of a command of an import: the same rows make the same commands, however often they come."""
    return "/".join(("import", *parts))


def seat_in(council: Council, label: str) -> str:
    """Tell the seat that a label means: a seat's own id, or what an import made of it."""
    return label if label in council.seats else derived_id("seat", name_of_seat(council, label))


def name_of_seat(council: Council, label: str) -> str:
    # A label may be anything, as an address of whoever sits there: no name of a command shows it.
    return named("seat", council.id, derived_id("label", label))


@contextmanager
def about(column: str) -> Iterator[None]:
    """Let a refusal name our column instead of the day in the command."""
    try:
        yield
    except Refusal as no:
        no.field = f"/{column}" if no.field == "/on" else no.field
        raise
