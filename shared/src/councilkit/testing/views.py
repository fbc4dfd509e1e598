"""What a view becomes of events, without a store."""

from collections.abc import Iterable

from councilkit.events import Item
from councilkit.inbox import Doc, View


def folded(view: View, items: Iterable[Item]) -> dict[str, Doc]:
    """Tell the documents, by key, that the view's folds make of these items; each event is about one document."""
    docs: dict[str, Doc] = {}
    for item in items:
        event = item.event()
        if fold := view.folds.get(type(event)):  # type: ignore[arg-type]  # None is of no type that we follow
            key = str(view.key(event))
            docs[key] = fold(docs.get(key), event, item) | {"_id": key, "sequence": item.sequence}
    return docs
