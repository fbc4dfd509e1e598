"""Curated examples: one story told in every event type there is. Producers and consumers test against the same ones."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from councilkit.events.base import encode
from councilkit.events.item import Item
from councilkit.events.story import LEADER, LOCAL, STORY
from councilkit.ledger.chain import GENESIS, link

__all__ = ["LEADER", "LOCAL", "example_items"]

_SOURCES = {
    "case": "case-flow",
    "round": "case-flow",
    "edition": "newsletter",
    "reader": "newsletter",
    "rule": "notifier",
    "duties": "notifier",
}
"""Who keeps the streams of a kind; every other kind is council-registry's."""


def example_items() -> Iterator[Item]:
    """Tell the whole story in order, each publisher with positions and a chain of its own."""
    heads: defaultdict[str, str] = defaultdict(lambda: GENESIS)
    positions: Counter[str] = Counter()
    sequences: Counter[str] = Counter()
    days: Counter[date] = Counter()
    for step, (day, stream, event) in enumerate(STORY):
        source = _SOURCES.get(stream.partition("-")[0], "council-registry")
        positions[source] += 1
        sequences[stream] += 1
        entry, data = f"{stream}:{sequences[stream]:06d}", encode(event)
        heads[source] = link(heads[source], positions[source], entry, event.TYPE, data)
        yield Item(
            id=entry,
            source=source,
            type=event.TYPE,
            at=datetime.combine(day, time(9), UTC) + timedelta(minutes=days[day]),
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
        days[day] += 1
