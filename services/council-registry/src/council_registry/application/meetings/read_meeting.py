"""A meeting with what is written of it; for a list, without."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from council_registry.application.ports import ReadTexts
from council_registry.application.records import COUNCILS, MEETINGS, UNITS, Record, Records
from council_registry.application.structure.places import place_of
from council_registry.domain.attendance import Absence, absences, nobody_meets, sitting
from council_registry.domain.council import Council
from council_registry.domain.meeting import Meeting
from council_registry.domain.own_type import OwnType
from council_registry.domain.policy import Action, Place
from councilkit.ledger.entry import entry_id

ARRANGEMENT = ("place", "link", "dial_in", "info")
REASON = "reason"


@dataclass(frozen=True)
class MeetingPage:
    record: Record[Meeting]
    councils: Mapping[str, Council]
    place: Place
    texts: Mapping[str, str] = field(default_factory=dict)
    own_type: str | None = None
    corrections: tuple[str | None, ...] = ()

    @property
    def spelled_start(self) -> str:
        """Spell when it begins as the view that orders meetings does."""
        return str(MEETINGS.doc(self.record.state)["starts_at"])

    @property
    def absences(self) -> list[Absence]:
        meeting = self.record.state
        return absences(meeting.absent, self.councils, meeting.day)

    def possible(self, now: datetime) -> list[Action]:
        """Tell what may be done with it, whoever asks; it is not brought back where nobody is left to meet."""
        meeting = self.record.state
        over = meeting.notice and nobody_meets(list(self.councils.values()), meeting.notice.day)
        return [action for action in meeting.possible(now) if not (over and action is Action.REGRET_MEETING)]

    def place_for(self, action: Action) -> Place:
        """Tell where it lies; terms and posts count as its own only where the action is theirs to do."""
        meeting = self.record.state
        own: Mapping[Action, Collection[str]] = {
            Action.TELL_ABSENCE: sitting(list(self.councils.values()), meeting.day) - set(meeting.absent),
            Action.WITHDRAW_ABSENCE: meeting.absent,
            Action.SIGN_OFF: meeting.signed_up,
        }
        return Place(self.place.councils, self.place.regions, self.place.units, holdings=frozenset(own.get(action, ())))


async def read_meeting(id: str, *, records: Records, texts: ReadTexts) -> MeetingPage:
    [page] = await with_councils([await records.get(MEETINGS, id)], records=records)
    meeting = page.record.state
    arranged = {name: (meeting.arranged or "", name) for name in ARRANGEMENT}
    reasons = {"cancelled": (meeting.cancelled or "", REASON), "own_type": (name_entry(meeting.own_type), "name")}
    corrected = [(entry, REASON) for entry in meeting.corrected]
    found = await texts([*arranged.values(), *reasons.values(), *corrected])
    named = {name: text for name, reference in (arranged | reasons).items() if (text := found[reference])}
    own_type = named.pop("own_type", None)
    corrections = tuple(found[reference] for reference in corrected)
    return MeetingPage(page.record, page.councils, page.place, named, own_type, corrections)


async def with_councils(found: Collection[Record[Meeting]], *, records: Records) -> list[MeetingPage]:
    wanted = {council for record in found for council in record.state.councils}
    councils = await records.all_of(COUNCILS, wanted)
    units = await records.all_of(UNITS, {number for one in councils.values() for number in one.charter.units})
    pages = []
    for record in found:
        meet = {id: councils[id] for id in record.state.councils if id in councils}
        numbers = {number for council in meet.values() for number in council.charter.units}
        place = place_of([units[number] for number in numbers if number in units], *record.state.councils)
        pages.append(MeetingPage(record, meet, place))
    return pages


def name_entry(own_type: str | None) -> str:
    """Name the entry beside which a type's name stands: the one that made it."""
    return entry_id(f"meetingtype-{own_type}", 1)


async def names_of(own_types: Collection[OwnType], *, texts: ReadTexts) -> dict[str, str | None]:
    found = await texts([(name_entry(own_type.id), "name") for own_type in own_types])
    return {own_type.id: found[name_entry(own_type.id), "name"] for own_type in own_types}
