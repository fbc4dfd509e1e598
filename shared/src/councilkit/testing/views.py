"""What a view becomes of events, without a store."""

from collections.abc import Iterable

from councilkit.events import Item
from councilkit.inbox import Doc, View


def folded(view: View, items: Iterable[Item]) -> dict[str, Doc]:
    """Tell the documents, by key, that the view's folds make of these items; an event is about one, or about none."""
    docs: dict[str, Doc] = {}
    for item in items:
        event = item.event()
        fold = view.folds.get(type(event))  # type: ignore[arg-type]  # None is of no type that we follow
        if fold and (key := view.key(event)):
            docs[str(key)] = fold(docs.get(str(key)), event, item) | {"_id": key, "sequence": item.sequence}
    return docs
