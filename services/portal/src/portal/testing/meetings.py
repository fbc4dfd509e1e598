"""Meetings in memory, for the registry of the tests."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from councilkit.clock import Clock
from portal.application.meetings import Meeting
from portal.application.ports import Order
from portal.application.refusals import Away, Refused
from portal.application.resources import Accepted, Allowed
from portal.testing.telling import MemoryTelling

May = Callable[[str, tuple[str, ...], str], tuple[Allowed, ...]]
"""Who may do something for some councils: by token, councils and action."""


class MemoryMeetings(MemoryTelling):
    """Plans and holds what it is told; `may` says who is asked to."""

    def __init__(self, clock: Clock, may: May) -> None:
        self.known: dict[str, Meeting] = {}
        self._clock = clock
        self._may = may
        self.plan("old", "lar", clock() - timedelta(days=3))
        self.plan("coming", "lar", clock() + timedelta(days=11))

    def plan(self, id: str, council: str, starts_at: datetime, form: str = "physical") -> None:
        self.known[id] = Meeting(
            id=id,
            councils=(council,),
            type="council_meeting",
            form=form,
            starts_at=starts_at,
            status="planned",
            sequence=1,
        )

    def hold(self, id: str, attended: Iterable[str] = ()) -> None:
        held = {"status": "held", "attended": tuple(attended), "sequence": 2}
        self.known[id] = self.known[id].model_copy(update=held)

    async def meeting(self, token: str, id: str, *, since: str | None = None) -> Meeting:  # noqa: ARG002 - at once
        self._reach()
        if id not in self.known:
            raise Refused(404, "no-such-meeting")
        return self._shown(token, self.known[id])

    async def meetings(self, token: str, *, council: str, status: str | None = None) -> tuple[Meeting, ...]:
        found = (one for one in self.known.values() if council in one.councils and status in (None, one.status))
        return tuple(self._shown(token, one) for one in found)

    def do_with_meetings(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        if path == "/meetings":
            self._require(order, tuple(body["councils"]))
            id = f"m{len(self.known)}"
            self.plan(id, body["councils"][0], datetime.fromisoformat(body["starts_at"]).astimezone(UTC), body["form"])
            return Accepted(receipt=f"meeting-{id}:000001", seen=True, id=id)
        id = unquote(urlsplit(path).path.split("/")[2])
        self._require(order, self.known[id].councils)
        self.hold(id, body["attended"])
        return Accepted(receipt=f"meeting-{id}:000002", seen=True, id=id)

    def _reach(self) -> None:
        if self.away:
            raise Away("council-registry")

    def _shown(self, token: str, meeting: Meeting) -> Meeting:
        may = self._may(token, meeting.councils, "hold_meeting") if meeting.status == "planned" else ()
        return meeting.model_copy(update={"actions": may})

    def _require(self, order: Order, councils: tuple[str, ...]) -> None:
        if not any(may.acting == order.acting for may in self._may(order.token, councils, "")):
            raise Refused(403, "not-allowed")
