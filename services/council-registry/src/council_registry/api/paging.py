"""How our lists are paged: by the value that orders them, and a key."""

from council_registry.application.records import After
from councilkit.web import CursorMalformed, Paging


def after_of(paging: Paging) -> After | None:
    """Read the cursor of a list of ours; raises `CursorMalformed`."""
    match paging.after:
        case None:
            return None
        case [str(value), str(key)]:
            return value, key
    raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
