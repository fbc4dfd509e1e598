"""Meetings in memory, for the registry of the tests."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from councilkit.clock import Clock
from councilkit.workdays import days_off, oslo_day
from portal.application.meetings import Clash, Looked, Meeting, OwnType, OwnTypes, Preview, Sitting
from portal.application.ports import Order
from portal.application.refusals import Away, Refused
from portal.application.resources import Accepted, Allowed
from portal.testing.councils import PEOPLE
from portal.testing.meeting_changes import CHANGES, Told
from portal.testing.telling import MemoryTelling

May = Callable[[str, tuple[str, ...], str], tuple[Allowed, ...]]
"""Who may do something for some councils: by token, councils and action."""

AHEAD: Final = ("arrange_meeting", "move_meeting", "cancel_meeting")
UNTIL_BEGUN: Final = ("tell_absence", "withdraw_absence")
POSSIBLE: Final[Mapping[str, tuple[str, ...]]] = {
    "planned": (*AHEAD, "convene_meeting"),
    "convened": AHEAD,
    "held": ("correct_meeting", "send_minutes", "export_attendance"),
    "cancelled": (),
}


class MemoryMeetings(MemoryTelling):
    """Plans, moves and holds what it is told; `may` says who is asked to, and `sits` who sits where."""

    def __init__(self, clock: Clock, may: May, sits: May) -> None:
        self.known: dict[str, Meeting] = {}
        self.types: dict[str, OwnType] = {}
        self.bodies: list[Mapping[str, Any]] = []
        self.says_no: Refused | None = None
        self._clock = clock
        self._may = may
        self._sits = sits
        self._before: dict[str, Meeting] = {}
        self.plan("old", "lar", clock() - timedelta(days=3))
        self.plan("coming", "lar", clock() + timedelta(days=11))

    def plan(self, id: str, council: str, starts_at: datetime, form: str = "physical", **more: object) -> None:
        given = {"type": "council_meeting", "status": "planned", "councils": (council,), "sequence": 1}
        self.known[id] = Meeting.model_validate(given | {"id": id, "form": form, "starts_at": starts_at} | more)

    def hold(self, id: str, attended: Iterable[str] = ()) -> None:
        self.change(id, status="held", attended=tuple(attended))

    def change(self, id: str, **told: object) -> None:
        found = self.known[id]
        self.known[id] = found.model_copy(update={**told, "sequence": found.sequence + 1})

    async def meeting(self, token: str, id: str, *, since: str | None = None) -> Meeting:  # noqa: ARG002 - at once
        self._reach()
        return self._shown(token, self._find(id))

    async def meetings(
        self,
        token: str,
        *,
        council: str | None = None,
        region: str | None = None,  # noqa: ARG002 - there is one region
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[Meeting, ...]:
        self._reach()
        found = (one for one in self.known.values() if council is None or council in one.councils)
        span = (first or date.min, last or date.max)
        return tuple(self._shown(token, one) for one in found if span[0] <= oslo_day(one.starts_at) <= span[1])

    async def preview(self, token: str, series: Mapping[str, Any]) -> Preview:  # noqa: ARG002 - the page asks
        self._reach()
        self._refuse()
        days = [datetime.fromisoformat(one["starts_at"]) for one in series["dates"]]
        return Preview(dates=tuple(Looked(starts_at=day, clashes=self._clashes(day)) for day in days))

    async def sitting(self, token: str, council: str, *, on: date) -> tuple[Sitting, ...]:  # noqa: ARG002 - always the same
        if not self._may(token, (council,), ""):
            raise Refused(403, "not-allowed")
        return (Sitting(term=f"{council}member", name="Blid Bro", phone="900 00 001"),)

    async def attendance(self, token: str, meeting: str, *, language: str) -> bytes:
        if not self._may(token, self._find(meeting).councils, ""):
            raise Refused(403, "not-allowed")
        return f"\ufeffname;{language}\r\n".encode()

    async def attendance_of(self, token: str, council: str, year: int, *, language: str) -> bytes:
        if not self._may(token, (council,), ""):
            raise Refused(403, "not-allowed")
        return f"\ufeffname;{year};{language}\r\n".encode()

    async def own_types(self, token: str, *, council: str | None = None, unit: str | None = None) -> OwnTypes:
        self._reach()
        found = [
            one for one in self.types.values() if one.unit == unit or (council and (one.unit or one.council == council))
        ]
        return OwnTypes(
            items=tuple(
                one.model_copy(update={"actions": self._make(token, one.council, one.unit, "drop_meeting_type")})
                for one in found
            ),
            actions=self._make(token, council, unit, "make_meeting_type"),
        )

    def _make(self, token: str, council: str | None, unit: str | None, action: str) -> tuple[Allowed, ...]:
        if council:
            return tuple(self._may(token, (council,), action))
        officers = (held for held in PEOPLE[token][1] if held.role == "regional_officer")
        return tuple(
            Allowed(action=action, acting=held.id) for held in officers if held.unit and held.unit.number == unit
        )

    def do_with_meetings(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        """Carry a command out as the registry would, on the narrowest path through its rules."""
        _, kind, *rest = (unquote(one) for one in urlsplit(path).path.split("/"))
        self.bodies.append(body)
        self._refuse()
        if kind == "meeting-types":
            return self._type(rest, body, order)
        if not rest or rest == ["series"]:
            return self._planned(body, order)
        return self._done(rest[0], "/".join(rest[1:]), body, order)

    def _find(self, id: str) -> Meeting:
        if id not in self.known:
            raise Refused(404, "no-such-meeting")
        return self.known[id]

    def _planned(self, body: Mapping[str, Any], order: Order) -> Accepted:
        self._require(order, tuple(body["councils"]))
        texts = {name: body[name] for name in ("own_type", "place", "link", "dial_in", "info") if name in body}
        for one in body.get("dates", [body]):
            id = f"m{len(self.known)}"
            starts_at = datetime.fromisoformat(one["starts_at"]).astimezone(UTC)
            ends_at = datetime.fromisoformat(one["ends_at"]).astimezone(UTC) if one.get("ends_at") else None
            self.plan(id, body["councils"][0], starts_at, body["form"], type=body["type"], ends_at=ends_at, **texts)
            self.change(id, councils=tuple(body["councils"]), access=tuple(body.get("access", ())))
        return Accepted(receipt=f"meeting-{id}:000001", seen=True, id=id)

    def _type(self, rest: list[str], body: Mapping[str, Any], order: Order) -> Accepted:
        if rest and rest[0] not in self.types:
            raise Refused(404, "no-such-meeting-type")
        one = (
            self.types[rest[0]] if rest else OwnType(id="", name="", council=body.get("council"), unit=body.get("unit"))
        )
        if not any(may.acting == order.acting for may in self._make(order.token, one.council, one.unit, "")):
            raise Refused(403, "not-allowed")
        id = rest[0] if rest else f"t{len(self.types)}"
        if rest:
            del self.types[id]
        else:
            self.types[id] = one.model_copy(update={"id": id, "name": body["name"]})
        return Accepted(receipt=f"meetingtype-{id}:000001", seen=True, id=id)

    def _done(self, id: str, verb: str, body: Mapping[str, Any], order: Order) -> Accepted:
        meeting = self._find(id)
        self._permit(verb, body, meeting, order)
        if verb in ("convene", "move", "cancel"):
            self._before[id] = meeting
        self.change(id, **CHANGES[verb](Told(body, meeting, self._clock(), order.acting)))
        if verb == "regret":
            self.known[id] = self._before.pop(id, meeting)
        return Accepted(receipt=f"meeting-{id}:{self.known[id].sequence:06}", seen=True, id=id)

    def _permit(self, verb: str, body: Mapping[str, Any], meeting: Meeting, order: Order) -> None:
        if verb == "sign-up":
            return
        if verb == "sign-off" and order.acting not in meeting.coming:
            raise Refused(403, "not-allowed")
        own = verb == "sign-off" or body.get("term") == order.acting
        self._require(order, meeting.councils, self._sits if own else self._may)

    def _clashes(self, day: datetime) -> tuple[Clash, ...]:
        own = [one for one in self.known.values() if oslo_day(one.starts_at) == oslo_day(day)]
        taken = [Clash(kind="same_council", council=id, meeting=one.id) for one in own for id in one.councils]
        return (*(Clash(kind=kind) for kind in days_off(oslo_day(day))), *taken)

    def _reach(self) -> None:
        if self.away:
            raise Away("council-registry")

    def _refuse(self) -> None:
        if self.says_no:
            raise self.says_no

    def _shown(self, token: str, meeting: Meeting) -> Meeting:
        begun, ahead = meeting.starts_at <= self._clock(), meeting.ahead
        possible = [one for one in POSSIBLE[meeting.status] if not (begun and one == "convene_meeting")]
        possible += ["hold_meeting"] if begun and ahead else [*UNTIL_BEGUN] if ahead else []
        possible += ["regret_meeting"] if meeting.id in self._before else []
        board = [may for action in possible for may in self._may(token, meeting.councils, action)]
        own = [may for may in self._own(token, meeting) if may not in board] if ahead and not begun else []
        return meeting.model_copy(update={"actions": (*board, *own)})

    def _own(self, token: str, meeting: Meeting) -> list[Allowed]:
        sits = self._sits(token, meeting.councils, "")
        absent = [Allowed(action=UNTIL_BEGUN[meeting.absent(one.acting)], acting=one.acting) for one in sits]
        joins = "sign_off" if meeting.coming else "sign_up"
        return [*absent, *(Allowed(action=joins, acting=one.acting) for one in sits if meeting.sign_up)]

    def _require(self, order: Order, councils: tuple[str, ...], may: May | None = None) -> None:
        if not any(one.acting == order.acting for one in (may or self._may)(order.token, councils, "")):
            raise Refused(403, "not-allowed")
