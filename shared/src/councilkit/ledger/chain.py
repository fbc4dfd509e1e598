"""The hash chain over a ledger's order: one changed, lost or moved event breaks it from there on."""

import hashlib

GENESIS = "0" * 64
"""What comes before position 1."""


def link(previous: str, position: int, entry_id: str, type: str, data: bytes) -> str:
    """Tell the hash, 64 hex digits, of the event at `position` that follows the event with hash `previous`.

    Each part is preceded by its length, so that no two different events spell the same bytes.
    """
    digest = hashlib.sha256()
    for part in (previous.encode(), str(position).encode(), entry_id.encode(), type.encode(), data):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
