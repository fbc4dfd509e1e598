"""A registry in memory that knows the councils and people with made-up names."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from councilkit.clock import Clock
from portal.application.ports import AccessToken, Order
from portal.application.refusals import Refused
from portal.application.resources import Accepted, Allowed, Council, Me, Page, Seat, Term, UnitName
from portal.testing.councils import BOARD, COUNCILS, FORMER, PEOPLE, STARTED, UNITS, holding
from portal.testing.meetings import MemoryMeetings
from portal.testing.overview import MemoryOverview
from portal.testing.people import OF_POSTS, MemoryPeople
from portal.testing.structure import STRUCTURE

OF_PEOPLE: Final = re.compile("^/nominations/|^/councils/[^/]+/(seats|terms)")


class MemoryRegistry(MemoryMeetings, MemoryOverview, MemoryPeople):
    """Knows who everybody is; an access token is simply the subject."""

    def __init__(self, clock: Clock) -> None:
        MemoryMeetings.__init__(self, clock, _allowed, _sitting)
        MemoryOverview.__init__(self)
        MemoryPeople.__init__(self, clock)
        self.exchanged = 0
        self.orders: list[Order] = []
        self.at_once = len(COUNCILS)  # councils on one page of their list
        self.former: dict[str, Term] = {}

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
        return Me(person=token, name=name, language="nb", holdings=holdings, former=FORMER.get(token, ()))

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
        actions = _allowed(token, (id,), "plan_meeting")
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
        if number not in UNITS:
            raise Refused(404, "no-such-unit")
        return UNITS[number]

    async def do(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        self._reach()
        holding(order.token, order.acting)
        self.orders.append(order)
        if OF_PEOPLE.search(path):
            return self.do_with_people(path, body, order)
        if OF_POSTS.search(path):
            return self.do_with_posts(path, body, order)
        if path.split("/")[1] in STRUCTURE:
            return self.do_with_structure(path, body, order)
        return self.do_with_meetings(path, body, order)

    def _seat(self, seat: Seat, day: date) -> Seat:
        former = self.former.get(seat.id)
        return seat.model_copy(update={"term": former}) if former and former.ends and day <= former.ends else seat


def _sitting(token: str, councils: tuple[str, ...], action: str) -> tuple[Allowed, ...]:
    own = (held for held in PEOPLE[token][1] if held.council and held.council.id in councils)
    return tuple(Allowed(action=action, acting=held.id) for held in own)


def _allowed(token: str, councils: tuple[str, ...], action: str) -> tuple[Allowed, ...]:
    own = (held for held in PEOPLE[token][1] if held.council and held.role in BOARD)
    return tuple(Allowed(action=action, acting=held.id) for held in own if held.council and held.council.id in councils)
