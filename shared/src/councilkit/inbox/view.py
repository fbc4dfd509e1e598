"""Views: documents made of events, to be read. One stream feeds a document, and the document carries its sequence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import bson
from bson.codec_options import CodecOptions

from councilkit.events import Event, Item

Doc = dict[str, Any]
"""A document of JSON-like values. When read it carries `_id`, its key, and `sequence`, its stream's."""

_AWARE = CodecOptions[Doc](tz_aware=True)

Fold = Callable[[Doc | None, Any, Item], Doc]
"""Takes the document so far (None before the first event), the event and its item; tells the new document."""


@dataclass(frozen=True, slots=True)
class View:
    """What a view is made of: `key` tells the document, or documents, that an event is about.

    `indexes` are the fields, each on its own, by which many documents are found or ordered. `shape` is raised when a
    fold begins to make something else of the same events: the view is then built anew by itself.
    """

    name: str
    key: Callable[[Any], str | Sequence[str]]
    folds: Mapping[type[Event], Fold]
    indexes: Sequence[str] = ()
    shape: int = 1


@dataclass(frozen=True, slots=True)
class In:
    """A condition of `ViewStore.find`: any of these values."""

    values: Sequence[object]


Where = Mapping[str, object]
"""Conditions that all hold: a field, dotted into nested documents, equals the value, contains it if the field is a
list, or is any of the values of an `In`."""


class ViewStore(Protocol):
    """Documents by collection. A collection is a view in one generation. All methods may raise `Unavailable`."""

    async def prepare(self, collection: str, indexes: Sequence[str]) -> None:
        """Make the indexes of a collection; safe to repeat."""

    async def get(self, collection: str, key: str) -> Doc | None:
        """Tell one document."""
        ...

    async def get_many(self, collection: str, keys: Sequence[str]) -> dict[str, Doc]:
        """Tell those of the documents that exist, by key."""
        ...

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
        """Tell documents in order of a field, then `_id`; those beyond `after`, a pair of both, when it is given."""
        ...

    async def count(self, collection: str, where: Where) -> int:
        """Count documents."""
        ...

    async def put_many(self, collection: str, docs: Mapping[str, Doc]) -> None:
        """Store documents by key, each unless the one there is of its `sequence` or a later one."""

    async def drop(self, collection: str) -> None:
        """Remove a whole collection."""


def as_stored(doc: Doc) -> Doc:
    """Tell a document as it will be read back: the database's own format changes or refuses some values."""
    stored: Doc = bson.decode(bson.encode(doc), _AWARE)
    return stored


def made_of(views: Sequence[View]) -> str:
    """Spell what documents are folded by: the views with their shapes, and the types of events that they take in."""
    return "; ".join(
        f"{view.name} {view.shape}: {', '.join(sorted(event.TYPE for event in view.folds))}"
        for view in sorted(views, key=lambda view: view.name)
    )
