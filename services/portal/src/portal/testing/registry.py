"""A registry in memory that knows the councils and people with made-up names."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from councilkit.clock import Clock
from portal.application.ports import AccessToken, Order
from portal.application.refusals import Away, Refused
from portal.application.resources import Accepted, Allowed, Council, Me, Meeting, Page, Seat, Term, UnitName
from portal.testing.councils import BOARD, COUNCILS, PEOPLE, STARTED, UNITS, holding
from portal.testing.telling import MemoryTelling


class MemoryRegistry(MemoryTelling):
    """Knows who everybody is; an access token is simply the subject."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.exchanged = 0
        self.orders: list[Order] = []
        self.known: dict[str, Meeting] = {}
        self.at_once = len(COUNCILS)  # councils on one page of their list
        self.former: dict[str, Term] = {}
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

    def sat(self, seat: str, term: str, until: date) -> None:
        """Let a seat have had a leader of its own until a day; who sits there today began the day after."""
        self.former[seat] = Term(id=term, role="leader", side="user", starts=STARTED, ends=until)

    async def exchange(self, id_token: str) -> AccessToken:
        self._reach()
        self.exchanged += 1
        if id_token not in PEOPLE:
            raise Refused(403, "no-place-in-raadslag")
        return AccessToken(id_token, self._clock() + timedelta(minutes=10))

    async def me(self, token: str) -> Me:
        name, holdings = PEOPLE[token]
        return Me(person=token, name=name, language="nb", holdings=holdings)

    async def council(
        self,
        token: str,
        id: str,
        *,
        since: str | None = None,  # noqa: ARG002 - at once
        on: date | None = None,
    ) -> Council:
        self._reach()
        if id not in COUNCILS:
            raise Refused(404, "no-such-council")
        day = on or self._clock().date()
        seats = tuple(self._seat(seat, day) for seat in COUNCILS[id].seats)
        actions = self._allowed(token, (id,), "plan_meeting")
        return COUNCILS[id].model_copy(update={"seats": seats, "actions": actions})

    async def councils(
        self,
        token: str,  # noqa: ARG002 - everybody sees them
        *,
        level: str | None = None,
        parent: str | None = None,
        cursor: str | None = None,
    ) -> Page[Council]:
        wanted = {"level": level, "parent": parent}
        found = [one for one in COUNCILS.values() if all(getattr(one, k) == v for k, v in wanted.items() if v)]
        start = next((place for place in range(len(found)) if str(place) == cursor), 0)
        end = start + self.at_once
        return Page[Council](items=tuple(found[start:end]), next=str(end) if end < len(found) else None)

    async def unit(self, token: str, number: str) -> UnitName:  # noqa: ARG002 - everybody sees them
        return UNITS[number]

    async def meeting(self, token: str, id: str, *, since: str | None = None) -> Meeting:  # noqa: ARG002 - at once
        self._reach()
        if id not in self.known:
            raise Refused(404, "no-such-meeting")
        return self._shown(token, self.known[id])

    async def meetings(self, token: str, *, council: str, status: str | None = None) -> tuple[Meeting, ...]:
        found = (one for one in self.known.values() if council in one.councils and status in (None, one.status))
        return tuple(self._shown(token, one) for one in found)

    async def do(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        self._reach()
        holding(order.token, order.acting)
        self.orders.append(order)
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

    def _seat(self, seat: Seat, day: date) -> Seat:
        former = self.former.get(seat.id)
        return seat.model_copy(update={"term": former}) if former and former.ends and day <= former.ends else seat

    def _shown(self, token: str, meeting: Meeting) -> Meeting:
        may = self._allowed(token, meeting.councils, "hold_meeting") if meeting.status == "planned" else ()
        return meeting.model_copy(update={"actions": may})

    def _require(self, order: Order, councils: tuple[str, ...]) -> None:
        if not any(may.acting == order.acting for may in self._allowed(order.token, councils, "")):
            raise Refused(403, "not-allowed")

    def _allowed(self, token: str, councils: tuple[str, ...], action: str) -> tuple[Allowed, ...]:
        own = (held for held in PEOPLE[token][1] if held.council and held.role in BOARD)
        return tuple(
            Allowed(action=action, acting=held.id) for held in own if held.council and held.council.id in councils
        )
