"""An inbox's memory, and views, in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from councilkit.inbox.port import Generations, Parked, Place
from councilkit.inbox.view import Doc, In, Where, as_stored


class MemoryInboxStore:
    """Implements `InboxStore` on dictionaries."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._halted: dict[str, str | None] = {}
        self._parked: dict[tuple[str, str], Parked] = {}
        self._generations: dict[str, Generations] = {}

    async def place(self, consumer: str) -> Place:
        """Tell where the consumer is."""
        return self._places.get(consumer, Place())

    async def move(self, consumer: str, place: Place) -> None:
        """Put the consumer's place forward."""
        here = await self.place(consumer)
        if here.epoch == place.epoch and here.position < place.position:
            self._put_place(consumer, place)

    async def restart(self, consumer: str, epoch: int) -> None:
        """Put the consumer at the beginning of a later epoch."""
        if (await self.place(consumer)).epoch < epoch:
            self._put_place(consumer, Place(epoch))

    def _put_place(self, consumer: str, place: Place) -> None:
        self._places[consumer] = place
        self._halted.pop(consumer, None)

    async def halt(self, consumer: str, sentence: str | None) -> None:
        """Remember why the consumer takes in nothing more."""
        self._halted[consumer] = sentence

    async def halted(self, consumer: str) -> str | None:
        """Tell why the consumer takes in nothing more."""
        return self._halted.get(consumer)

    async def parked(self, consumer: str) -> dict[str, Parked]:
        """Tell the streams that are set aside."""
        return {stream: parked for (name, stream), parked in self._parked.items() if name == consumer}

    async def park(self, parked: Parked) -> None:
        """Set a stream aside, or tell a new cause."""
        self._parked[parked.consumer, parked.stream] = parked

    async def unpark(self, consumer: str, stream: str) -> None:
        """The stream is taken in again."""
        self._parked.pop((consumer, stream), None)

    async def ask_redrive(self, consumer: str, stream: str) -> None:
        """Ask that a stream that is set aside be read again."""
        if parked := self._parked.get((consumer, stream)):
            self._parked[consumer, stream] = replace(parked, redrive=True)

    async def generations(self, source: str) -> Generations:
        """Tell which generation is in use."""
        return self._generations.get(source, Generations())

    async def ask_rebuild(self, source: str, *, instead_of: int | None = None) -> None:
        """Ask for the next generation, or for another one than that."""
        now = await self.generations(source)
        if now.following == instead_of:
            self._generations[source] = replace(now, following=(instead_of or now.current) + 1)

    async def note(self, source: str, generation: int, made_of: str) -> None:
        """Note what a generation is made of."""
        now = await self.generations(source)
        self._generations[source] = replace(now, made_of={**now.made_of, generation: made_of})

    async def switch(self, source: str, generation: int) -> None:
        """Let this generation be the one that is read, if it is the one that is being built."""
        now = await self.generations(source)
        if now.following == generation:
            self._generations[source] = replace(now, current=generation, following=None)


class MemoryViewStore:
    """Implements `ViewStore` on dictionaries."""

    def __init__(self) -> None:
        self._collections: dict[str, dict[str, Doc]] = defaultdict(dict)

    async def prepare(self, collection: str, indexes: Sequence[str]) -> None:
        """Nothing to make."""

    async def get(self, collection: str, key: str) -> Doc | None:
        """Tell one document."""
        return deepcopy(self._collections[collection].get(key))

    async def get_many(self, collection: str, keys: Sequence[str]) -> dict[str, Doc]:
        """Tell those of the documents that exist, by key."""
        found = {key: await self.get(collection, key) for key in keys}
        return {key: doc for key, doc in found.items() if doc is not None}

    async def find(
        self,
        collection: str,
        where: Where,
        *,
        order: str,
        descending: bool,
        after: tuple[object, str] | None,
        limit: int,
    ) -> list[Doc]:
        """Tell documents in order of a field, then key."""
        found = sorted(self._matching(collection, where), key=lambda doc: _place(doc, order), reverse=descending)
        if after is not None:
            edge = (_comparable(after[0]), after[1])
            found = [doc for doc in found if (_place(doc, order) < edge if descending else _place(doc, order) > edge)]
        return deepcopy(found[:limit])

    async def count(self, collection: str, where: Where) -> int:
        """Count documents."""
        return len(list(self._matching(collection, where)))

    async def put_many(self, collection: str, docs: Mapping[str, Doc]) -> None:
        """Store documents by key, each unless the one there is of its `sequence` or a later one."""
        for key, doc in docs.items():
            old = self._collections[collection].get(key)
            if old is None or old["sequence"] < doc["sequence"]:
                self._collections[collection][key] = as_stored(doc | {"_id": key})

    async def drop(self, collection: str) -> None:
        """Remove a whole collection."""
        self._collections.pop(collection, None)

    def _matching(self, collection: str, where: Where) -> Iterable[Doc]:
        for doc in self._collections[collection].values():
            if all(_matches(_values(doc, field.split(".")), wanted) for field, wanted in where.items()):
                yield doc


def _values(value: Any, path: list[str]) -> list[Any]:  # noqa: ANN401 - JSON-like
    # As MongoDB reads a dotted field: through lists of documents, and a list at the end counts as each of its members.
    if isinstance(value, list | tuple) and path:
        return [found for one in value for found in _values(one, path)]
    if not path:
        return [*value, value] if isinstance(value, list | tuple) else [value]
    return _values(value.get(path[0]), path[1:]) if isinstance(value, dict) else [None]


def _matches(values: list[Any], wanted: object) -> bool:
    return any(_same(one, value) for one in (wanted.values if isinstance(wanted, In) else [wanted]) for value in values)


def _same(one: object, other: object) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _place(doc: Doc, order: str) -> tuple[Any, str]:
    return _comparable(_values(doc, order.split("."))[-1]), doc["_id"]


def _comparable(value: Any) -> tuple[bool, Any]:  # noqa: ANN401
    return value is not None, value  # MongoDB puts what is missing first
