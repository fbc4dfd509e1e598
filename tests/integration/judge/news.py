"""What people are to hear of meetings, invitations and requests for names, and when it is settled."""

from datetime import date, datetime, timedelta

from judge.meetings import NOTICES, NOTIFIERS, PLANNED, in_notifier
from judge.world import OSLO, REGISTRY, Document, Event, World

REGRET = timedelta(minutes=10)
"""So long what mails others can be taken back."""

INVITED_FOR = timedelta(days=30)
INVITED = ("term.invited", "post.invited")


class News:
    def __init__(self, world: World) -> None:
        registry = world.services[REGISTRY].events if REGISTRY in world.services else []
        self.notices = [event for event in registry if event.kind in NOTICES]
        self.invitations = [event for event in registry if event.kind in INVITED]
        self.requests = [event for event in registry if event.kind == "nomination.requested"]
        self._closed = [event for event in registry if event.kind == "nomination.closed"]
        self._by_id = {event.id: event for event in (*self.notices, *self.invitations, *self.requests)}
        self._meetings = [event for event in registry if event.kind in PLANNED or event.kind in NOTIFIERS]

    def event(self, entry: str) -> Event | None:
        return self._by_id.get(entry)

    def day(self, notice: Event) -> date:
        """Tell the day of the meeting, as the notice has it."""
        events = [one for one in self._meetings if one.stream == notice.stream and one.sequence <= notice.sequence]
        return _starts(in_notifier(events)).astimezone(OSLO).date()

    def is_old(self, notice: Event, at: datetime) -> bool:
        """Tell whether the meeting has begun, or its notice was taken back or followed by another one."""
        events = [
            one for one in self._meetings if one.stream == notice.stream and (one.kind in PLANNED or one.at <= at)
        ]
        meeting = in_notifier(events)
        return at >= _starts(meeting) or meeting["news"] != notice.id

    def is_answered(self, request: Event, at: datetime) -> bool:
        """Tell whether nobody is asked any more."""
        closed = any(one.data["request"] == request.data["request"] and one.at <= at for one in self._closed)
        return closed or request.data["due"] < str(at.astimezone(OSLO).date())


def _starts(meeting: Document) -> datetime:
    return datetime.fromisoformat(meeting["starts_at"])
