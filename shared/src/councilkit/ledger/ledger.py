"""A service's ledger, the truth: a command becomes one event, durable before the answer, once however often sent."""

import hmac
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from councilkit.batching import Batcher
from councilkit.clock import Clock, to_milliseconds
from councilkit.crashpoints import passing
from councilkit.events import MAX_DATA, Event, encode
from councilkit.events.texts import TextErased
from councilkit.ledger.entry import Call, Chores, Draft, Entry, Receipt
from councilkit.ledger.port import Clash, Found, LedgerStore, Look
from councilkit.ledger.refusals import Busy, ClaimTaken, KeyReused, NoSuchText, Stale, TooMuch
from councilkit.refusals import Refusal
from councilkit.tracing import current_traceparent

ATTEMPTS = 5

Decide = Callable[[Sequence[Entry], datetime], Draft]
"""Decides on a stream's history, at a moment, what to write; raises a `Refusal` where a rule says no."""


class Ledger:
    """Writes commands' events and reads texts back. `nudge` is called after each write (numbering listens)."""

    def __init__(
        self, store: LedgerStore, *, clock: Clock, mac_key: bytes, nudge: Callable[[], None] = lambda: None
    ) -> None:
        self.store = store
        self._clock = clock
        self._mac_key = mac_key
        self._nudge = nudge
        self._looks: Batcher[Look, Found] = Batcher(store.look)
        self._appends: Batcher[Entry, Clash | None] = Batcher(store.append, key=lambda entry: entry.stream)

    async def history(self, stream: str) -> list[Entry]:
        """Tell a stream's entries, in order; none if there is no such stream."""
        return (await self._looks.ask(Look(stream, ""))).history

    async def known(self, call: Call) -> Receipt | None:
        """Tell what a command got that was written before; None if it was not. Raises `KeyReused`.

        For those who must do something else first, which a late repeat may not do again.
        """
        earlier = (await self._looks.ask(Look("", call.command_id))).earlier
        return await self._repeated(earlier, self._mac(call.request)) if earlier else None

    async def has_done(self, stream: str, call: Call) -> bool:
        """Tell if this command has been done, whatever was asked under its id."""
        return (await self._looks.ask(Look(stream, call.command_id))).earlier is not None

    async def change(self, stream: str, call: Call, decide: Decide) -> Receipt:
        """Load the stream, decide, append one event; decide again, up to five times, if another writer was faster.

        Raises:
            KeyReused: the command's id belongs to another request.
            Stale: the stream is not where `call.expected` says.
            ClaimTaken: another stream holds a name that the draft claims.
            Busy: five times another writer was faster.
            TooMuch: the event's data is larger than an event may be.
        Refusal: whatever `decide` raises; nothing is written.

        """
        mac = self._mac(call.request)
        found = await self._looks.ask(Look(stream, call.command_id))
        for _ in range(ATTEMPTS):
            if found.earlier:
                return await self._repeated(found.earlier, mac)
            self._require_expected(call, found.history)
            now = to_milliseconds(self._clock())
            entry = _entry(Receipt(stream, len(found.history) + 1), call, mac, decide(found.history, now), now)
            clash = await self._append(entry)
            if clash is None:
                return Receipt(stream, entry.sequence)
            [found] = await self.store.look([Look(stream, call.command_id)], after_clash=True)
            if clash.on == "claim" and not found.earlier:
                raise ClaimTaken(clash.value)
        message = "Others are changing this just now. Try again in a moment."
        raise Busy(message)

    async def open(self, stream: str, call: Call, decide: Decide) -> Receipt:
        """Write the first event of a new stream: `change`, but for the look that finds nothing almost every time.

        What is unique keeps a repeat, a taken name and a stream that is there from being written; whatever stands in
        the way, `change` then finds out what it is. So `decide` may be asked once more than is needed.
        """
        now = to_milliseconds(self._clock())
        try:
            self._require_expected(call, [])
            draft = decide([], now)
        except Refusal:
            return await self.change(stream, call, decide)
        first = _entry(Receipt(stream, 1), call, self._mac(call.request), draft, now)
        if await self._append(first) is None:
            return Receipt(stream, 1)
        return await self.change(stream, call, decide)

    async def erase(
        self,
        stream: str,
        call: Call,
        entry: str,
        text: str,
        *,
        allowed: Callable[[Sequence[Entry]], None] = lambda _: None,
    ) -> Receipt:
        """Erase a text of the stream for good, with the mac of the request that brought it; a repeat does it again.

        `allowed` raises a `Refusal` where a rule says no. Raises `NoSuchText`, and all that `change` does.
        """

        def decide(history: Sequence[Entry], _: datetime) -> Draft:
            allowed(history)
            if not any(one.id == entry and text in one.texts for one in history):
                message = "There is no such text here, or it has been erased."
                raise NoSuchText(message)
            return Draft(TextErased(entry=entry, text=text), chores=Chores(erase=((entry, text),)))

        return await self.change(stream, call, decide)

    async def texts(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str | None]:
        """Read texts by (entry id, name); None where the text has been erased or never was."""
        wanted = set(wanted)
        entries = await self.store.entries(sorted({entry for entry, _ in wanted})) if wanted else []
        texts = {(entry.id, name): text for entry in entries for name, text in entry.texts.items()}
        return {reference: texts.get(reference) for reference in wanted}

    async def finish_chores(self) -> None:
        """Finish what a crash left between an entry and its chores; run at start."""
        for entry in await self.store.with_chores():
            await self._do_chores(entry)

    async def _append(self, entry: Entry) -> Clash | None:
        passing("ledger.before-append")
        clash = await self._appends.ask(entry)
        if clash is None:
            passing("ledger.after-append")
            self._nudge()
            await self._do_chores(entry)
        return clash

    async def _do_chores(self, entry: Entry) -> None:
        if entry.chores:
            passing("ledger.before-chores")
            await self.store.do_chores(entry)
            passing("ledger.after-chores")

    async def _repeated(self, earlier: Entry, mac: bytes) -> Receipt:
        # An erased text takes its request's mac along: then the key alone says that it is the same request.
        if earlier.request_mac is not None and not hmac.compare_digest(earlier.request_mac, mac):
            message = "This Idempotency-Key was used for another request."
            raise KeyReused(message, field="Idempotency-Key")
        await self._do_chores(earlier)
        return Receipt(earlier.stream, earlier.sequence, repeated=True)

    @staticmethod
    def _require_expected(call: Call, history: Sequence[Entry]) -> None:
        if call.expected is not None and call.expected != len(history):
            message = f"This has been changed: it is at {len(history)}, not at {call.expected}."
            raise Stale(message, field="If-Match")

    def _mac(self, request: bytes) -> bytes:
        return hmac.digest(self._mac_key, request, "sha256")


def _entry(place: Receipt, call: Call, mac: bytes, draft: Draft, now: datetime) -> Entry:
    return Entry(
        stream=place.stream,
        sequence=place.sequence,
        type=draft.event.TYPE,
        data=_data(draft.event),
        at=now,
        actor=call.actor,
        command_id=call.command_id,
        request_mac=mac,
        correlation=call.correlation,
        causation=call.causation,
        trace=current_traceparent(),
        texts=draft.texts,
        claims=tuple(draft.claims),
        chores=draft.chores,
        vouched_by=call.vouched_by,
    )


def _data(event: Event) -> bytes:
    data = encode(event)
    if len(data) > MAX_DATA:  # every follower would set its stream aside
        raise TooMuch(f"This is more than one event holds, which is {MAX_DATA} bytes: do it in several steps.")
    return data
