"""Rounds in memory, for the case-flow of the tests."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from councilkit.clock import Clock
from portal.application.life import Due
from portal.application.ports import Order
from portal.application.refusals import Refused
from portal.application.resources import Accepted, Allowed, Page
from portal.application.rounds import ANSWER, CONCLUDE, ERASE, Input, Outcome, Round, RoundCard, Said, Share, Tier
from portal.testing.councils import BOARD, COUNCILS, PEOPLE, holding

BY: Final = Due(on=date(2026, 12, 20), rule="set-by-hand", status="agreed")


class MemoryRounds:
    """Knows what was asked and said; who may ask whom, it does not."""

    _clock: Clock
    _reach: Callable[[], None]

    def __init__(self) -> None:
        self.known: dict[str, Round] = {}
        self.asked: list[tuple[str, Mapping[str, Any]]] = []
        self.no: Refused | None = None  # what the next command is told

    async def rounds(
        self,
        token: str,  # noqa: ARG002 - for everybody
        *,
        council: str | None = None,
        case: str | None = None,
        cursor: str | None = None,  # noqa: ARG002 - one page
    ) -> Page[RoundCard]:
        self._reach()
        found = [one for one in self.known.values() if council in (None, *one.everybody) and case in (None, one.case)]
        return Page[RoundCard](items=tuple(found))

    async def rounds_waiting(self, token: str) -> tuple[RoundCard, ...]:
        self._reach()
        own = {held.council.id for held in PEOPLE[token][1] if held.council}
        return tuple(one for one in self.known.values() if one.is_open and own & {*one.missing, one.council})

    async def round(self, token: str, id: str, *, since: str | None = None) -> Round:  # noqa: ARG002 - at once
        self._reach()
        if id not in self.known:
            raise Refused(404, "no-such-round")
        one = self.known[id]
        answers = tuple(said.model_copy(update={"actions": _erasing(token, one, said.council)}) for said in one.answers)
        actions = (*self._may(token, one), *_erasing(token, one, one.council))
        return one.model_copy(update={"actions": actions, "answers": answers})

    def put_round(self, id: str, council: str = "rbu", *to: str, **more: Any) -> None:  # noqa: ANN401 - any of a round
        """Let a council have asked others two things."""
        to = to or ("lar",)
        told: dict[str, Any] = {
            "due": BY,
            "state": "open",
            "title": "Ny strategi for brukermedvirkning",
            "intro": "Direktoratet lager en ny strategi. Vi samler det utvalgene mener.",
            "asks": ("Alle utvalg får opplæring hvert år.", "Hva mangler i forslaget?"),
        }
        self.known[id] = _tiered(
            Round(
                id=id,
                council=council,
                questions=2,
                to=to,
                missing=to,
                opened=self._clock(),
                sequence=1,
                **told | more,
            )
        )

    def say(self, id: str, council: str, *said: Said, **more: Any) -> None:  # noqa: ANN401 - any of an input
        one = self.known[id]
        given = Input(
            entry=f"{id}-said-{council}", council=council, stands_for_it=council, at=self._clock(), answers=said, **more
        )
        kept = tuple(before for before in one.answers if before.council != council)
        missing = tuple(name for name in one.missing if name != council)
        self.known[id] = _tiered(one.model_copy(update={"answers": (*kept, given), "missing": missing}))

    def do_in_rounds(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        acting = holding(order.token, order.acting)
        council = acting.council.id if acting.council else ""
        self.asked.append((path, dict(body)))
        if self.no:
            raise self.no
        _, _, *rest = path.split("/")
        if not rest:
            return self._opened(body, council, may=acting.role in BOARD)
        id, verb = rest[0], rest[-1]
        if verb == "erase":
            return self._erased(self.known[id], body, order)
        action = {"answer": ANSWER, "conclude": CONCLUDE}[verb]
        if Allowed(action=action, acting=order.acting) not in self._may(order.token, self.known[id]):
            raise Refused(403, "not-allowed")
        if verb == "answer":
            self.say(id, council, *(Said.model_validate(said) for said in body["answers"]))
        else:
            told = Outcome(at=self._clock(), text=body["outcome"], contributed=tuple(body["contributed"]))
            self.known[id] = _tiered(self.known[id].model_copy(update={"state": "concluded", "outcome": told}))
        return Accepted(receipt=f"round-{id}:000002", id=id)

    def _erased(self, one: Round, body: Mapping[str, Any], order: Order) -> Accepted:
        writer = body["entry"].partition("-said-")[2] or one.council
        if Allowed(action=ERASE, acting=order.acting) not in _erasing(order.token, one, writer):
            raise Refused(403, "not-allowed")
        gone = int(body["text"].partition("_")[2] or 0) - 1
        answers = tuple(
            said.model_copy(update={"answers": _without(said.answers, gone)}) if said.council == writer else said
            for said in one.answers
        )
        self.known[one.id] = one.model_copy(update={"answers": answers})
        return Accepted(receipt=f"round-{one.id}:000003", id=one.id)

    def _opened(self, body: Mapping[str, Any], council: str, *, may: bool) -> Accepted:
        if not may or council != body["council"]:
            raise Refused(403, "not-allowed")
        id = f"r{len(self.known) + 1}"
        told = {name: body[name] for name in ("title", "intro", "case", "within")}
        asks = tuple(body["questions"])
        due = BY.model_copy(update={"on": date.fromisoformat(body["due"])})
        self.put_round(id, council, *body["to"], asks=asks, due=due, **told)
        return Accepted(receipt=f"round-{id}:000001", id=id)

    def _may(self, token: str, one: Round) -> Iterable[Allowed]:
        for held in PEOPLE[token][1]:
            council = held.council.id if held.council and held.role in BOARD else ""
            if one.is_open and council in one.to:
                yield Allowed(action=ANSWER, acting=held.id)
            if one.is_open and one.over and council == one.council:
                yield Allowed(action=CONCLUDE, acting=held.id)


def _erasing(token: str, one: Round, writer: str) -> tuple[Allowed, ...]:
    boards = ((held.id, held.council.id) for held in PEOPLE[token][1] if held.council and held.role in BOARD)
    return tuple(Allowed(action=ERASE, acting=id) for id, council in boards if council in (writer, one.council))


def _without(said: tuple[Said, ...], gone: int) -> tuple[Said, ...]:
    return tuple(
        one.model_copy(update={"comment": None if place == gone else one.comment}) for place, one in enumerate(said)
    )


def _tiered(one: Round) -> Round:
    used = one.outcome.contributed if one.outcome else ()
    shares = {
        council: Share(council=council, answered=council not in one.missing, contributed=council in used)
        for council in one.to
    }
    levels = dict.fromkeys(COUNCILS[council].level for council in one.to)
    tiers = tuple(
        Tier(
            level=level, councils=tuple(share for council, share in shares.items() if COUNCILS[council].level == level)
        )
        for level in levels
    )
    return one.model_copy(update={"levels": tiers, "sequence": one.sequence + 1})
