"""A type of meeting that a council, or a region for its councils, has made."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from council_registry.domain.meeting_refusals import CouncilOrRegion, WrongMeetingType
from council_registry.domain.unit import Unit
from councilkit.events import Event
from councilkit.events.councils import UnitKind
from councilkit.events.meetings import MeetingTypeDropped, MeetingTypeMade


@dataclass(frozen=True)
class OwnType:
    """Its name is a text beside the event that made it."""

    id: str
    council: str | None = None
    unit: str | None = None
    dropped: bool = False

    def made(self) -> MeetingTypeMade:
        if (self.council is None) is (self.unit is None):
            raise CouncilOrRegion("Name the council that has this type, or the region.", field="/council")
        return MeetingTypeMade(own_type=self.id, council=self.council, unit=self.unit)

    def require_region(self, unit: Unit) -> None:
        if unit.kind is not UnitKind.REGION:
            raise CouncilOrRegion("Only a region has meeting types for its councils.", field="/unit")

    def drop(self) -> MeetingTypeDropped:
        if self.dropped:
            raise WrongMeetingType("No meetings of this type are planned any more, already.", field="path")
        return MeetingTypeDropped(own_type=self.id)

    def require_for(self, councils: Collection[str], regions: Collection[str | None]) -> None:
        """Refuse to plan a meeting of this type for councils that do not have it."""
        if self.dropped or not (self.council in councils or self.unit in regions):
            raise WrongMeetingType("These councils have no such type of meeting.", field="/own_type")


def evolve(own_type: OwnType | None, event: Event) -> OwnType:
    """Take one event in."""
    match own_type, event:
        case None, MeetingTypeMade():
            return OwnType(event.own_type, event.council, event.unit)
        case OwnType(), MeetingTypeDropped():
            return replace(own_type, dropped=True)
    raise TypeError(event)
