"""notifier in memory: the meetings that the councils must hold, as rules that may be adopted."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from portal.application.duties import (
    ADOPTING,
    BOOKING,
    OWN,
    PROPOSED,
    RULES,
    SEEING,
    WITHDRAWING,
    Duty,
    DutyTask,
    Rule,
    Standing,
)
from portal.application.links import ABSENCE, CONFIRM, Act, LinkCase, LinkMeeting
from portal.application.ports import Order
from portal.application.refusals import Away, Refused
from portal.application.resources import Accepted, Allowed, Due, Holding
from portal.testing.acts import MemoryActs
from portal.testing.councils import BOARD, COUNCILS, PEOPLE, holding
from portal.testing.registry import MemoryRegistry

YEAR: Final = 2026
TYPES: Final = {"meetings-a-year": "council_meeting", "annual-meeting": "annual_meeting"}
BOOK_BY: Final = date(2026, 12, 1)


class MemoryNotifier(MemoryActs):
    """Counts nothing: every council has held two meetings, and must hold two more unless one is booked."""

    def __init__(self, registry: MemoryRegistry) -> None:
        super().__init__()
        case = LinkCase(id="c", reference="26-4821", title="Skjermet samtalerom", short_answer="Ja, fra nyttår.")
        self.links["confirm"] = Act(purpose=CONFIRM, done=False, case=case)
        self.links["absence"] = Act(purpose=ABSENCE, done=False, meeting=_meeting())
        self.orders: list[Order] = []
        self.standing: dict[str, Standing] = {}  # by rule; else a meeting is to be booked
        self.untold: dict[str, tuple[str, ...]] = {}  # by council: past meetings that nobody has told of
        self.waits = RULES[0]  # the rule that a meeting is missing for
        self._registry = registry
        self._adopted: set[str] = set()
        self.agreed: dict[str, tuple[str, ...]] = {}  # by council: the rules that stand in its mandate
        self.quiet: set[str] = set()

    def adopt(self, rule: str) -> None:
        self._adopted.add(rule)

    async def tasks(self, token: str) -> tuple[DutyTask, ...]:
        self._reach()
        own = [task for held in PEOPLE[token][1] for task in self._tasks(held)]
        return tuple(task for task in own if not self._booked(task.council))

    async def duties(self, token: str, *, since: str | None = None) -> tuple[Duty, ...]:  # noqa: ARG002 - at once
        self._reach()
        own = {council for held in PEOPLE[token][1] for council in _councils(held)}
        below = {one.id for one in COUNCILS.values() if one.parent in own} - own
        return tuple(
            self._duty(token, council, rule, relation)
            for relation, councils in ((OWN, own), ("below", below))
            for council in sorted(councils)
            for rule in RULES
        )

    async def rules(self, token: str) -> tuple[Rule, ...]:
        self._reach()
        contacts = [held.id for held in PEOPLE[token][1] if held.role == "directorate_contact"]
        return tuple(
            Rule(
                rule=rule,
                status=self._status(rule),
                required=_required(rule),
                actions=tuple(
                    Allowed(action=WITHDRAWING if rule in self._adopted else ADOPTING, acting=id) for id in contacts
                ),
            )
            for rule in RULES
        )

    async def do(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:  # noqa: ARG002 - a verb says all
        self._reach()
        holding(order.token, order.acting)
        _, _, id, verb = (unquote(one) for one in urlsplit(path).path.split("/"))
        return await self._rule(id, verb, order)

    async def _rule(self, rule: str, verb: str, order: Order) -> Accepted:
        if rule not in RULES:
            raise Refused(404, "no-such-rule")
        (found,) = [one for one in await self.rules(order.token) if one.rule == rule]
        if not any(may.acting == order.acting for may in found.actions):
            raise Refused(403, "not-allowed")
        self.permit()
        self.orders.append(order)
        (self._adopted.add if verb == "adopt" else self._adopted.discard)(rule)
        return Accepted(receipt=f"rule-{rule}:000001", seen=True, id=rule)

    def _duty(self, token: str, council: str, rule: str, relation: str) -> Duty:
        booked = self._booked(council)
        annual = rule == "annual-meeting"
        return Duty(
            council=council,
            relation=relation,
            rule=rule,
            year=YEAR,
            status="agreed" if rule in self.agreed.get(council, ()) else self._status(rule),
            required=_required(rule),
            held=0 if annual else 2,
            booked=0 if annual else len(booked),
            meeting_type=TYPES[rule],
            standing=self.standing.get(rule, Standing.ON_TRACK if booked and not annual else Standing.TO_BOOK),
            due=None if booked else Due(on=BOOK_BY, rule="book-december", status=self._status(rule)),
            next_meeting=None if annual or not booked else min(booked),
            untold=() if annual else self.untold.get(council, ()),
            quiet=council in self.quiet,
            actions=() if booked else _may(token, council, BOOKING),
        )

    def _tasks(self, held: Holding) -> list[DutyTask]:
        action = BOOKING if held.council and held.role in BOARD else SEEING if held.role == MANAGER else None
        due = Due(on=BOOK_BY, rule="book-december", status=self._status(RULES[0]))
        return [
            DutyTask(
                action=action,
                council=council,
                rule=self.waits,
                year=YEAR,
                missing=_required(self.waits) // 2 or 1,
                untold=self.untold.get(council, ()),
                meeting_type=TYPES[self.waits],
                due=due,
                acting=held.id,
            )
            for council in _councils(held)
            if action
        ]

    def _booked(self, council: str) -> list[Any]:
        known = self._registry.known.values()
        return [one.starts_at for one in known if council in one.councils and one.id != "old" and one.status != "held"]

    def _status(self, rule: str) -> str:
        return "adopted" if rule in self._adopted else PROPOSED

    def _reach(self) -> None:
        if self.away:
            raise Away("notifier")


MANAGER: Final = "answering_manager"


def _councils(held: Holding) -> list[str]:
    if held.council:
        return [held.council.id]
    return [one.id for one in COUNCILS.values() if held.unit in one.units and held.role == MANAGER]


def _may(token: str, council: str, action: str) -> tuple[Allowed, ...]:
    own = (held for held in PEOPLE[token][1] if held.council and held.role in BOARD)
    return tuple(Allowed(action=action, acting=held.id) for held in own if held.council and held.council.id == council)


def _required(rule: str) -> int:
    return 1 if rule == "annual-meeting" else 4


def _meeting() -> LinkMeeting:
    starts_at = datetime(2026, 9, 1, 8, tzinfo=UTC)
    return LinkMeeting(id="m", councils=(COUNCILS["lar"].names,), starts_at=starts_at)
