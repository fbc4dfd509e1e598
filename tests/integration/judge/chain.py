"""The hash chain over a ledger's order, spelled once more."""

import hashlib
import struct


def chained(before: str, position: int, entry: str, type: str, data: bytes) -> str:
    """Tell the hash of an event: SHA-256 over five parts, each after its length in eight bytes, the high one first."""
    parts = [before.encode(), b"%d" % position, entry.encode(), type.encode(), data]
    return hashlib.sha256(b"".join(struct.pack(">Q", len(part)) + part for part in parts)).hexdigest()
