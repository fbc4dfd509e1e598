"""Who came to meetings, by name, for those who keep account of it: of other councils those alone who came."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.meetings.list_meetings import spelled
from council_registry.application.meetings.read_meeting import MeetingPage, with_councils
from council_registry.application.people.asking import asked_by
from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts, Councils, Units
from council_registry.application.records import HOLDINGS, MEETINGS, Records
from council_registry.application.structure.places import place_of_council
from council_registry.domain.attendance import Presence, presence, sitting
from council_registry.domain.council import Council
from council_registry.domain.holding import Holding
from council_registry.domain.meeting import Meeting
from council_registry.domain.person import Access
from council_registry.domain.policy import Action, Place
from councilkit.clock import Clock

MANY = 1000


@dataclass(frozen=True)
class Line:
    """One person at one meeting; without a name, if that one was erased."""

    meeting: Meeting
    holding: Holding
    council: str | None
    name: str | None
    presence: Presence


@dataclass(frozen=True)
class Attendances:
    """Tells who came, and writes down who asked."""

    contacts: Contacts
    accesses: Accesses
    councils: Councils
    units: Units
    records: Records
    clock: Clock
    vouched_by: str | None = None

    async def of_meeting(self, id: str, by: Sequence[Holding]) -> list[Line]:
        pages = await with_councils([await self.records.get(MEETINGS, id)], records=self.records)
        acting = asked_by(Action.EXPORT_ATTENDANCE, by, pages[0].place)
        return await self._lines(pages, by, acting)

    async def of_council(self, id: str, year: int, by: Sequence[Holding]) -> list[Line]:
        """Tell of the meetings of a year in which something can be told of, in order of time."""
        acting = asked_by(Action.EXPORT_ATTENDANCE, by, await self._place(id))
        after = (spelled(date(year, 1, 1)), "")
        found = await self.records.find(
            MEETINGS, {"councils": id, "status": "held"}, order="starts_at", after=after, limit=MANY
        )
        held = [one for one in found if one.state.day.year == year]
        return await self._lines(await with_councils(held, records=self.records), by, acting)

    async def _lines(self, pages: Sequence[MeetingPage], by: Sequence[Holding], acting: Holding) -> list[Line]:
        councils = {id: await self.councils.get(id) for page in pages for id in page.record.state.councils}
        readable = {id for id in councils if (await self._place(id)).allows(Action.READ_PEOPLE, by)}
        told = [(page.record.state, _told(page, councils, readable, by)) for page in pages]
        ids = sorted({id for _, present in told for id in present})
        held, names = await self.records.all_of(HOLDINGS, ids), await self._names(ids, acting)
        shorts = {id: council.charter.short for id, council in councils.items()}
        return [
            Line(meeting, held[id], shorts.get(held[id].council or ""), names.get(id), how)
            for meeting, present in told
            for id, how in sorted(present.items(), key=lambda one: (names.get(one[0]) or "", one[0]))
            if id in held
        ]

    async def _place(self, council: str) -> Place:
        return await place_of_council(council, councils=self.councils, units=self.units)

    async def _names(self, ids: Sequence[str], acting: Holding) -> Mapping[str, str]:
        people = await self.contacts.holding(ids) if ids else ()
        looker, seen = self.vouched_by or acting.id, tuple(person.id for person in people)
        await self.accesses.write(Access(self.clock(), looker, Action.EXPORT_ATTENDANCE, seen))
        return {hold: person.contact.name for person in people for hold in person.holds}


def _told(
    page: MeetingPage, councils: Mapping[str, Council], readable: Collection[str], by: Sequence[Holding]
) -> Mapping[str, Presence]:
    """Tell who was there, and of the others those whose names the asker may read: to meet with a council opens none."""
    meeting = page.record.state
    everybody = presence(meeting, [councils[id] for id in meeting.councils])
    theirs = sitting([councils[id] for id in meeting.councils if id in readable], meeting.day)
    came = set(meeting.attended) if page.place.allows(Action.EXPORT_ATTENDANCE, by) else set()
    return {id: how for id, how in everybody.items() if id in theirs | came}
