"""Views: documents made of events, to be read. One stream feeds a document, and the document carries its sequence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from councilkit.events import Event, Item

Doc = dict[str, Any]
"""A document of JSON-like values. When read it carries `_id`, its key, and `sequence`, its stream's."""

Fold = Callable[[Doc | None, Any, Item], Doc]
"""Takes the document so far (None before the first event), the event and its item; tells the new document."""


@dataclass(frozen=True, slots=True)
class View:
    """What a view is made of: `key` tells the document, or documents, that an event is about.

    `indexes` are the fields, each on its own, by which many documents are found or ordered.
    """

    name: str
    key: Callable[[Any], str | Sequence[str]]
    folds: Mapping[type[Event], Fold]
    indexes: Sequence[str] = ()


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

    async def put(self, collection: str, key: str, doc: Doc, *, sequence: int) -> None:
        """Store a document, unless the one there is of this sequence or a later one."""

    async def drop(self, collection: str) -> None:
        """Remove a whole collection."""
