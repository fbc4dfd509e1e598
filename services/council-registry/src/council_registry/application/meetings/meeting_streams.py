"""Meetings in the ledger: their state says where and when something was told."""

from council_registry.domain import meeting_effects
from council_registry.domain.meeting import Meeting
from council_registry.domain.refusals import NoSuchMeeting
from councilkit.events import Event
from councilkit.ledger import Entry, Ledger, Streams


class MeetingStreams(Streams[Meeting]):
    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, "meeting", fold=meeting_effects.evolve, missing=NoSuchMeeting)

    def take_in(self, state: Meeting | None, event: Event, entry: Entry) -> Meeting:
        return meeting_effects.evolve(state, event, entry)
