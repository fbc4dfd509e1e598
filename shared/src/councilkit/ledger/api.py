"""The published ledger over HTTP: the one path for gaps, rebuilt views, and neighbours without Kafka."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from councilkit.events import to_cloudevent
from councilkit.ledger.entry import as_item
from councilkit.ledger.port import PAGE, Head, LedgerStore
from councilkit.web.callers import Caller, scope
from councilkit.web.routes import action

HEAD = "Ledger-Head"
STREAM_PATTERN = r"^[a-z0-9-]{1,100}$"


def ledger_router(source: str, store: Callable[[], LedgerStore]) -> APIRouter:
    """Make the route `GET /ledger` of the service `source`."""
    router = APIRouter(tags=["ledger"])

    @router.get("/ledger", **action("read_ledger"))
    async def read_ledger(
        response: Response,
        _: Annotated[Caller, Depends(scope("ledger:read"))],
        after: Annotated[int, Query(ge=0, le=2**53)] = 0,
        limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
        stream: Annotated[str | None, Query(pattern=STREAM_PATTERN)] = None,
    ) -> list[dict[str, Any]]:
        """Tell numbered events above a position, as CloudEvents; the header Ledger-Head tells the last there is."""
        head = await store().head()  # before the page: what is told beyond it is simply read again
        response.headers[HEAD] = spell_head(head)
        entries = await store().page(after, limit, stream)
        return [to_cloudevent(as_item(entry, source=source, epoch=head.epoch)) for entry in entries]

    return router


def spell_head(head: Head) -> str:
    """Spell a head as `epoch.position.hash`."""
    return f"{head.epoch}.{head.position}.{head.hash}"


def read_head(spelt: str) -> Head:
    """Read what `spell_head` wrote; raises ValueError."""
    epoch, position, hash_ = spelt.split(".")
    return Head(int(epoch), int(position), hash_)
