"""Curated examples: one story told in every event type there is. Producers and consumers test against the same ones."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from councilkit.events.base import encode
from councilkit.events.item import Item
from councilkit.events.story import LEADER, LOCAL, STORY
from councilkit.ledger.chain import GENESIS, link

__all__ = ["LEADER", "LOCAL", "example_items"]

_COUNCILS = "council-registry"
_CASES = "case-flow"


def example_items() -> Iterator[Item]:
    """Tell the whole story in order, each publisher with positions and a chain of its own."""
    heads = {_COUNCILS: GENESIS, _CASES: GENESIS}
    positions: Counter[str] = Counter()
    sequences: Counter[str] = Counter()
    for step, (day, stream, event) in enumerate(STORY):
        source = _CASES if stream.startswith("case-") else _COUNCILS
        positions[source] += 1
        sequences[stream] += 1
        entry, data = f"{stream}:{sequences[stream]:06d}", encode(event)
        heads[source] = link(heads[source], positions[source], entry, event.TYPE, data)
        yield Item(
            id=entry,
            source=source,
            type=event.TYPE,
            at=datetime.combine(day, time(9), UTC) + timedelta(minutes=step),
            stream=stream,
            position=positions[source],
            epoch=1,
            hash=heads[source],
            correlation=f"correlation{step:09d}",
            causation=None,
            trace="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            actor=LEADER,
            data=data,
        )
