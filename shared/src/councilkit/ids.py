"""Opaque ids: 20 characters a-z and 2-7, 100 bits, safe in addresses and easy to select with a double click."""

import base64
import hashlib
import secrets
from collections.abc import Callable

Ids = Callable[[], str]
"""Makes one new id at each call."""

_BYTES = 13
LENGTH = 20


def random_id() -> str:
    """Make an id that nobody can guess."""
    return _spell(secrets.token_bytes(_BYTES))


def derived_id(*parts: str) -> str:
    """Make the one id that belongs to these parts, so that a repeated command finds what its first try made."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _spell(digest[:_BYTES])


def _spell(raw: bytes) -> str:
    return base64.b32encode(raw).decode().lower()[:LENGTH]
