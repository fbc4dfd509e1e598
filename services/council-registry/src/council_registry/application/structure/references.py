"""What a command refers to is loaded from our own ledger: it is there, or it never was."""

from collections.abc import Sequence
from typing import TypeVar

from councilkit.ledger import Streams
from councilkit.refusals import Kind, Refusal, UnknownReference

S = TypeVar("S")


async def known(streams: Streams[S], ids: Sequence[str], *, field: str) -> list[S]:
    try:
        return [await streams.get(id) for id in ids]
    except Refusal as missing:
        if missing.kind is not Kind.MISSING:
            raise
        raise UnknownReference(missing.detail, field=field) from missing
