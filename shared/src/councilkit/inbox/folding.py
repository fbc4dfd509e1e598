"""Folds a page of events at a time into the documents of views: read at once, folded in memory, written at once."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress

from pydantic import ValidationError

from councilkit.crashpoints import passing
from councilkit.events import Event, Item, UnknownVersion, newest
from councilkit.inbox.fate import Done, Fate
from councilkit.inbox.handlers import Handler
from councilkit.inbox.view import Doc, View, ViewStore, as_stored

_Place = tuple[str, str]  # a collection, and a key in it


class Folding:
    """The views on one publisher, each with the collection that it is kept in.

    Its handlers work within a `batch`; their effect is durable when that has ended.
    """

    def __init__(self, views: Iterable[tuple[View, str]], store: ViewStore) -> None:
        self._store = store
        self._views = list(views)
        self._docs: dict[_Place, Doc] = {}
        self._changed: set[_Place] = set()
        self.handlers: dict[type[Event], list[Handler]] = defaultdict(list)
        for view, collection in self._views:
            for event in view.folds:
                self.handlers[event].append(self._handler(view, collection))

    @asynccontextmanager
    async def batch(self, items: Sequence[Item]) -> AsyncIterator[None]:
        """Read what the items are about, let them be folded, and write what has changed, unless that failed."""
        await self._load(items)
        yield
        await self._flush()

    async def _load(self, items: Sequence[Item]) -> None:
        self._docs.clear()
        self._changed.clear()
        wanted: dict[str, set[str]] = defaultdict(set)
        for collection, key in self._about(items):
            wanted[collection].add(key)
        found = await asyncio.gather(*(self._store.get_many(name, sorted(keys)) for name, keys in wanted.items()))
        for collection, docs in zip(wanted, found, strict=True):
            self._docs |= {(collection, key): doc for key, doc in docs.items()}

    async def _flush(self) -> None:
        changed: dict[str, dict[str, Doc]] = defaultdict(dict)
        for collection, key in self._changed:
            changed[collection][key] = self._docs[collection, key]
        await asyncio.gather(*(self._put(collection, docs) for collection, docs in changed.items()))

    async def _put(self, collection: str, docs: dict[str, Doc]) -> None:
        passing("inbox.before-effect")
        await self._store.put_many(collection, docs)
        passing("inbox.after-effect")

    def _about(self, items: Sequence[Item]) -> Iterator[_Place]:
        kinds = {event.TYPE for event in self.handlers}
        for item in items:
            if newest(item.type) in kinds and (event := _readable(item)):
                for view, collection in self._views:
                    if type(event) in view.folds:
                        with suppress(Exception):  # what its key cannot be told of is set aside when its turn comes
                            yield from [(collection, key) for key in _keys(view, event)]

    def _handler(self, view: View, collection: str) -> Handler:
        async def fold(event: Event, item: Item) -> Fate:
            for key in _keys(view, event):
                old = self._docs.get((collection, key))
                if old is None or old["sequence"] < item.sequence:
                    new = view.folds[type(event)](old, event, item) | {"_id": key, "sequence": item.sequence}
                    self._docs[collection, key] = as_stored(new)
                    self._changed.add((collection, key))
            return Done()

        return fold


def _keys(view: View, event: Event) -> Sequence[str]:
    keys = view.key(event)
    return [keys] if isinstance(keys, str) else keys


def _readable(item: Item) -> Event | None:
    try:
        return item.event()
    except (UnknownVersion, ValidationError):
        return None  # its fate is decided when its turn comes
