"""One kind of stream in a ledger, as the domain sees it: a state, and decisions on it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from typing import Any, Generic, TypeVar

from councilkit.events import Event
from councilkit.events.texts import TextErased
from councilkit.ledger.entry import NOTHING, Call, Draft, Entry, Receipt
from councilkit.ledger.ledger import Ledger
from councilkit.ledger.refusals import AlreadyThere
from councilkit.refusals import Refusal

S = TypeVar("S")


class Streams(Generic[S]):
    """Loads and changes things of one kind; a thing's stream is `<kind>-<id>`.

    `fold` takes one event into the state (None before the first one), `missing` is the refusal for an id without
    a stream.
    """

    def __init__(
        self, ledger: Ledger, kind: str, *, fold: Callable[[S | None, Any], S], missing: type[Refusal]
    ) -> None:
        self._ledger = ledger
        self._kind = kind
        self._fold = fold
        self._missing = missing

    def stream(self, id: str) -> str:
        """Spell the name of a thing's stream."""
        return f"{self._kind}-{id}"

    def id_of(self, receipt: Receipt) -> str:
        """Tell which thing a receipt is about: on a repeated `open`, the one that the first try made."""
        return receipt.stream.removeprefix(f"{self._kind}-")

    async def get(self, id: str) -> S:
        """Load a thing's state, as it is in the ledger now; raises `missing`."""
        return self._state(id, await self._ledger.history(self.stream(id)))

    async def known(self, call: Call) -> Receipt | None:
        """Tell what a command got that was written before; None if it was not. Raises `KeyReused`."""
        return await self._ledger.known(call)

    async def has_done(self, id: str, call: Call) -> bool:
        """Tell if a command to change a thing has been done before."""
        return await self._ledger.has_done(self.stream(id), call)

    async def change(
        self,
        id: str,
        call: Call,
        decide: Callable[[S, datetime], Event],
        *,
        texts: Mapping[str, str] = NOTHING,
        claims: Sequence[str] | Callable[[Any], Sequence[str]] = (),
    ) -> Receipt:
        """Decide on a thing that exists, and write the event; raises `missing`, and all that `Ledger.change` does.

        Where it hangs on the decision which names are claimed, `claims` tells them by the event.
        """

        def on_history(history: Sequence[Entry], now: datetime) -> Draft:
            event = decide(self._state(id, history), now)
            return Draft(event, texts, claims(event) if callable(claims) else claims)

        return await self._ledger.change(self.stream(id), call, on_history)

    async def open(
        self,
        id: str,
        call: Call,
        decide: Callable[[datetime], Event],
        *,
        texts: Mapping[str, str] = NOTHING,
        claims: Sequence[str] = (),
    ) -> Receipt:
        """Write the first event of a new thing; raises `AlreadyThere`, and all that `Ledger.change` does."""

        def on_nothing(history: Sequence[Entry], now: datetime) -> Draft:
            if history:
                message = f"{id} is already there."
                raise AlreadyThere(message)
            return Draft(decide(now), texts, claims)

        return await self._ledger.open(self.stream(id), call, on_nothing)

    async def erase(
        self, id: str, call: Call, entry: str, text: str, *, allowed: Callable[[S], None] = lambda _: None
    ) -> Receipt:
        """Erase a text of a thing for good; `allowed` raises a `Refusal` where a rule says no.

        Raises `missing`, and all that `Ledger.erase` does.
        """
        return await self._ledger.erase(
            self.stream(id), call, entry, text, allowed=lambda history: allowed(self._state(id, history))
        )

    def take_in(self, state: S | None, event: Event, _entry: Entry) -> S:
        """Fold one event in; a kind whose state says where and when something was told overrides this."""
        return self._fold(state, event)

    def _state(self, id: str, history: Sequence[Entry]) -> S:
        state = reduce(self._step, history, None)
        if state is None:
            message = f"There is nothing here with the id {id}."
            raise self._missing(message)
        return state

    def _step(self, state: S | None, entry: Entry) -> S | None:
        event = entry.event()
        return state if isinstance(event, TextErased) else self.take_in(state, event, entry)
