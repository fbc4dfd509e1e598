"""Random commands against a ledger, beside a plain model of what must come of them."""

import asyncio
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pymongo import MongoClient

from councilkit.ledger import Chores, ClaimTaken, Draft, Head, KeyReused, Ledger, LedgerStore, Stale
from councilkit.ledger.memory_store import MemoryLedgerStore
from councilkit.ledger.mongo_store import MongoLedgerStore
from councilkit.ledger.numbering import Numbering
from councilkit.mongo import Mongo
from councilkit.testing.chains import first_break
from councilkit.testing.samples import NOW, a_call, a_fact, mark_of

STREAMS = st.sampled_from(["case-a", "case-b", "case-c"])
KEYS = st.sampled_from([f"key {number}" for number in range(12)])
CLAIMS = st.frozensets(st.sampled_from(["code/A", "code/B"]))


class AgainstAModel(RuleBasedStateMachine):
    """The model: what each stream's marks are, which key wrote what, who holds which claim."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.store = self.a_store()
        self.numbering = Numbering(self.store)
        self.restart()
        self.streams: dict[str, list[str]] = defaultdict(list)
        self.written: dict[str, tuple[str, bytes | None]] = {}  # by key: the receipt, and the body until it is erased
        self.claims: dict[str, str] = {}

    def a_store(self) -> LedgerStore:
        return MemoryLedgerStore()

    @rule()
    def restart(self) -> None:
        self.ledger = Ledger(self.store, clock=lambda: NOW, mac_key=b"key")

    @rule(
        stream=STREAMS,
        key=KEYS,
        body=st.sampled_from([b"one", b"other"]),
        claims=CLAIMS,
        release=CLAIMS,
        behind=st.sampled_from([None, 0, 0, 1]),
        opens=st.booleans(),
    )
    def change(
        self,
        stream: str,
        key: str,
        *,
        body: bytes,
        claims: frozenset[str],
        release: frozenset[str],
        behind: int | None,
        opens: bool,
    ) -> None:
        expected = None if behind is None else len(self.streams[stream]) - behind
        draft = Draft(a_fact(key), {"title": key}, sorted(claims), Chores(release=tuple(sorted(release))))
        write = self.ledger.open if opens else self.ledger.change  # which finds out what is there, or trusts in nothing
        answer = self.told(write(stream, a_call(key, body=body, expected=expected), lambda *_: draft))
        assert answer == self.predicted(stream, key, body, claims, expected)
        if answer == f"{stream}:{len(self.streams[stream]) + 1:06d}" and key not in self.written:
            self.streams[stream].append(key)
            self.written[key] = (answer, body)
            # Only older events give a claim up: what this one takes, it holds.
            for claim in release:
                if self.claims.get(claim) == stream:
                    del self.claims[claim]
            self.claims |= dict.fromkeys(claims, stream)

    def predicted(
        self, stream: str, key: str, body: bytes, claims: frozenset[str], expected: int | None
    ) -> str | type[Exception]:
        if key in self.written:
            receipt, first_body = self.written[key]
            return receipt if first_body in (None, body) else KeyReused
        if expected not in (None, len(self.streams[stream])):
            return Stale
        if claims & self.claims.keys():
            return ClaimTaken
        return f"{stream}:{len(self.streams[stream]) + 1:06d}"

    @rule(key=KEYS)
    def erase(self, key: str) -> None:
        if key not in self.written:
            return
        entry, _ = self.written[key]
        stream = entry.partition(":")[0]
        erasing = f"erase {key}"
        self.told(self.ledger.erase(stream, a_call(erasing), entry, "title"))
        self.written[key] = (entry, None)
        if erasing not in self.written:
            self.streams[stream].append("")
            self.written[erasing] = (f"{stream}:{len(self.streams[stream]):06d}", b"{}")
        assert self.loop.run(self.ledger.texts([(entry, "title")])) == {(entry, "title"): None}

    @rule(key=KEYS, writers=st.integers(2, 5))
    def send_at_once(self, key: str, writers: int) -> None:
        if key in self.written:
            return

        async def all_at_once() -> set[str]:
            calls = (
                self.ledger.change("case-a", a_call(key), lambda *_: Draft(a_fact(key), {"title": key}))
                for _ in range(writers)
            )
            return set(map(str, await asyncio.gather(*calls)))

        self.streams["case-a"].append(key)
        self.written[key] = (f"case-a:{len(self.streams['case-a']):06d}", b"{}")
        assert self.loop.run(all_at_once()) == {self.written[key][0]}

    @rule()
    def number(self) -> None:
        self.loop.run(self.numbering.number_pending())

    @invariant()
    def the_streams_are_what_was_written(self) -> None:
        for stream, marks in self.streams.items():
            history = self.loop.run(self.ledger.history(stream))
            assert [entry.sequence for entry in history] == list(range(1, len(marks) + 1))
            assert [mark_of(entry) if mark else "" for entry, mark in zip(history, marks, strict=True)] == marks

    @invariant()
    def the_order_is_dense_and_chained(self) -> None:
        told = self.loop.run(self.store.page(0, 1000))
        assert [entry.position for entry in told] == list(range(1, len(told) + 1))
        assert first_break(told, Head()) is None

    def told(self, asked: Any) -> str | type[Exception]:  # noqa: ANN401 - a coroutine
        try:
            return str(self.loop.run(asked))
        except (KeyReused, Stale, ClaimTaken) as refusal:
            return type(refusal)

    def teardown(self) -> None:
        self.loop.close()


QUICK = settings(max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(QUICK, max_examples=8, phases=[Phase.explicit, Phase.generate])


@pytest.mark.slow
def test_a_ledger_in_memory_does_what_the_model_does() -> None:
    run_state_machine_as_test(AgainstAModel, settings=QUICK)


@pytest.mark.slow
@pytest.mark.mongo
def test_a_ledger_on_mongo_does_what_the_model_does(mongo_url: str, database: str) -> None:
    class OnMongo(AgainstAModel):
        def a_store(self) -> LedgerStore:
            with MongoClient[dict[str, Any]](mongo_url) as client:
                client[database]["ledger"].delete_many({})
            self.mongo = Mongo(mongo_url)
            store = MongoLedgerStore(self.mongo, self.mongo.database(database))
            self.loop.run(store.prepare())
            return store

        def teardown(self) -> None:
            self.loop.run(self.mongo.close())
            super().teardown()

    run_state_machine_as_test(OnMongo, settings=FEW)
