"""People, seats and requests for names in memory, for the registry of the tests."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from councilkit.clock import Clock
from councilkit.events.seating import HandoverItem
from portal.application.people import (
    Chair,
    Code,
    Contact,
    Handover,
    Nomination,
    NominationCard,
    Nominee,
    OpenRequest,
    RegistryTask,
    Seats,
    Sitter,
    Ticked,
    Vacancy,
)
from portal.application.people_ports import Vouched
from portal.application.ports import Order
from portal.application.refusals import Refused
from portal.application.resources import Accepted, Allowed, Holding, Term
from portal.application.seating import (
    ADD,
    ANSWER,
    ASK,
    CHANGE_CONTACT,
    CLOSE,
    CLOSE_REQUEST,
    END,
    ERASE,
    INVITE,
    START,
    TICK,
    VOUCH,
)
from portal.testing.councils import BOARD, COUNCILS, EMPLOYEE, OFFICERS, PEOPLE
from portal.testing.myself import DUE, MemoryMyself, name_of
from portal.testing.posts import MemoryPosts

SEATING: Final = (START, END, ASK)
STRUCTURE: Final = (ADD, CLOSE)
NAMES: Final = {held.id: name for name, holdings in PEOPLE.values() for held in holdings}
CODE: Final = "abcdefghijklmnopqrst"
OF_POSTS: Final = re.compile("^/(units|organisations)/[^/]+/posts")


class MemoryPeople(MemoryMyself, MemoryPosts):
    """Knows who sits where, and lets in who brings the code."""

    def __init__(self, clock: Clock) -> None:
        MemoryMyself.__init__(self, clock)
        self.seated: list[tuple[str, Mapping[str, Any]]] = []
        self.mails = False  # invitations go by e-mail, and their codes are told to nobody else
        self.codes_for: list[Order] = []
        self.accepted: list[tuple[str, str]] = []
        self.waits: list[RegistryTask] = []
        self.requests = {
            "asked": self._request("asked", "asked"),
            "answered": self._request("answered", "answered", Nominee(name="Stolt Furu", why="Har vært med lenge.")),
        }

    async def sitters(self, token: str, council: str) -> tuple[Sitter, ...]:
        self._see(token, council)
        found = (seat for seat in COUNCILS[council].seats if seat.term)
        return tuple(self._sitter(token, council, seat.id, seat.term) for seat in found if seat.term)

    async def seats(self, token: str, council: str) -> Seats:
        self._there(council)
        shaped = COUNCILS[council]
        allowed = (
            *self._granted(token, council, SEATING, (*BOARD, *OFFICERS)),
            *self._granted(token, council, STRUCTURE),
        )
        return Seats(council=name_of(council), items=tuple(map(_chair, shaped.seats)), actions=allowed)

    async def contact_of(self, token: str, council: str, term: str) -> Contact:  # noqa: ARG002 - the one contact here
        if not self._granted(token, council, (CHANGE_CONTACT,), (*BOARD, *OFFICERS)):
            raise Refused(403, "not-allowed")
        return self.contact

    async def change_contact_of(self, token: str, council: str, term: str, body: Mapping[str, Any]) -> Contact:
        await self.contact_of(token, council, term)
        return await self.change_my_contact(token, body)

    async def code(self, path: str, order: Order) -> Code:
        (self.do_with_posts if OF_POSTS.search(path) else self.do_with_people)(path, {}, order)
        self.codes_for.append(order)
        words = None if self.mails and path.endswith("/invite") else CODE
        return Code(code=words, expires=self._clock() + timedelta(days=30), receipt="council-lar:000001")

    async def erase(self, hold: str, order: Order) -> None:
        self.do_with_people(f"/councils/lar/terms/{hold}/erase", {}, order)
        self.forgotten.append(hold)

    async def accept(self, id_token: str, code: str) -> None:
        if code != CODE:
            raise Refused(403, "invitation-unknown")
        if self.no:
            raise self.no
        self.accepted.append((id_token, code))

    async def enter(self, code: str) -> Vouched:
        if code.replace(" ", "") != CODE:
            raise Refused(403, "invitation-unknown")
        return await self.stay("session")

    async def stay(self, session: str) -> Vouched:
        return Vouched("lykt", self._clock() + timedelta(minutes=10), session)

    async def vacancies(self, token: str, *, organisation: str) -> tuple[Vacancy, ...]:  # noqa: ARG002 - there is one
        if not self._fills(token):
            raise Refused(403, "not-allowed")
        return (Vacancy(council=name_of("lar"), seat="larseatempty", side="user", vacant=True, since=date(2026, 9, 1)),)

    async def nominations(self, token: str, *, organisation: str) -> tuple[NominationCard, ...]:  # noqa: ARG002 - one
        return tuple(self.requests.values()) if self._fills(token) else ()

    async def nomination(self, token: str, id: str) -> Nomination:
        if id not in self.requests:
            raise Refused(404, "no-such-nomination")
        answers = [Allowed(action=ANSWER, acting=held.id) for held in self._fills(token)]
        closes = self._granted(token, "lar", (CLOSE_REQUEST,), (*BOARD, *OFFICERS))
        if not answers and not closes:
            raise Refused(403, "not-allowed")
        return self.requests[id].model_copy(update={"actions": (*answers, *closes)})

    async def handover(self, token: str, council: str, term: str) -> Handover:
        seat = next(
            (one for one in COUNCILS.get(council, COUNCILS["lar"]).seats if one.term and one.term.id == term), None
        )
        if seat is None or seat.term is None:
            raise Refused(404, "no-such-term")
        ticked = {body["item"] for path, body in self.seated if path.endswith("/tick") and body["done"]}
        items = tuple(Ticked(item=item, done=item in ticked) for item in HandoverItem)
        may = self._granted(token, council, (TICK,), (*BOARD, *OFFICERS))
        return Handover(council=name_of(council), term=seat.term, due=DUE, items=items, actions=may)

    async def tasks(self, token: str) -> tuple[RegistryTask, ...]:  # noqa: ARG002 - the page asks for the own ones
        self._reached()
        return tuple(self.waits)

    def do_with_people(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        """Carry a command out as the registry would, if the term or post may give it."""
        kind, id, *_ = (unquote(one) for one in urlsplit(path).path.split("/")[1:])
        council = id if kind == "councils" else "lar"
        roles: tuple[str, ...] = (*BOARD, *OFFICERS) if not path.endswith(("/seats", "/close", "/erase")) else OFFICERS
        if path.endswith("/vouch"):
            roles = (*roles, EMPLOYEE)
        if path.startswith("/nominations/"):
            roles = (*BOARD, *OFFICERS) if path.endswith("/close") else ("organisation_contact",)
        if not any(one.acting == order.acting for one in self._granted(order.token, council, ("",), roles)):
            raise Refused(403, "not-allowed")
        if self.no:
            raise self.no
        self.seated.append((path, body))
        return Accepted(receipt=f"council-{council}:000002", seen=True, id=id)

    def _sitter(self, token: str, council: str, seat: str, term: Term) -> Sitter:
        looks_after = (*BOARD, *OFFICERS)
        may = (
            *self._granted(token, council, (CHANGE_CONTACT, INVITE), looks_after),
            *self._granted(token, council, (ERASE,)),
            *self._granted(token, council, (VOUCH,), ("secretary", EMPLOYEE)),
        )
        return Sitter(
            term=term.id,
            seat=seat,
            role=term.role,
            side=term.side,
            starts=term.starts,
            name=NAMES.get(term.id, "Blid Bro"),
            phone="900 00 001",
            email=f"{term.role}@example.no" if may else None,
            person=f"person-{term.id}" if may else None,
            signed_in=term.role == "leader" if may else None,
            actions=may,
        )

    def _granted(
        self, token: str, council: str, actions: tuple[str, ...], roles: tuple[str, ...] = OFFICERS
    ) -> tuple[Allowed, ...]:
        able = [held.id for held in PEOPLE[token][1] if held.role in roles and held.council in (None, name_of(council))]
        return tuple(Allowed(action=action, acting=id) for action in actions for id in able)

    def _fills(self, token: str) -> list[Holding]:
        return [held for held in PEOPLE[token][1] if held.role == "organisation_contact"]

    def _see(self, token: str, council: str) -> None:
        self._there(council)
        own = any(held.council == name_of(council) for held in PEOPLE[token][1])
        if not own and not self._granted(token, council, ("",), (*OFFICERS, EMPLOYEE)):
            raise Refused(403, "not-allowed")

    def _there(self, council: str) -> None:
        self._reached()
        if council not in COUNCILS:
            raise Refused(404, "no-such-council")

    def _request(self, id: str, stage: str, *named: Nominee) -> Nomination:
        profile = "Gjerne noen under 30 år som har møtt Nav de siste årene."
        told = {"id": id, "council": name_of("lar"), "seat": "larseatempty", "side": "user", "due": DUE, "stage": stage}
        return Nomination.model_validate({**told, "profile": profile, "nominees": named})


def _chair(seat: Any) -> Chair:  # noqa: ANN401 - a seat of the council's own page
    if seat.term:
        return Chair(id=seat.id, side=seat.side, term=seat.term)
    asked = OpenRequest(id="asked", stage="asked", due=DUE) if seat.id.startswith("rbu") else None
    return Chair(id=seat.id, side=seat.side, vacant=True, vacant_since=date(2026, 9, 1), nomination=asked)
