"""Seeing a canary in bytes, however it is spelt there.

Each of a canary's words begins with letters that are nobody else's, and its number. These are the same in small and
capital letters, between quotes, in a URL and in JSON; what is written in base64 is seen wherever in it the word begins.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping

from raadslag_local.canaries.flock import MOST, Canary

WORD = re.compile(rb"kanari(\d{3})", re.IGNORECASE)
PHONE = re.compile(rb"99(?:%20|\W){0,6}3141590(?:%20|\W){0,6}(\d{3})")
STEM = b"kanari"


def spotted(data: bytes) -> set[int]:
    """Tell the numbers of all canaries in it."""
    plain = (int(found.group(1)) for pattern in (WORD, PHONE) for found in pattern.finditer(data))
    return {*plain, *_in_base64(data)}


def _in_base64(data: bytes) -> Iterator[int]:
    for before, stem in _STEMS.items():
        start = data.find(stem)
        while start >= 0:
            known = _SPELT[before]
            if (number := known.get(data[start : start + len(next(iter(known)))])) is not None:
                yield number
            start = data.find(stem, start + 1)


def _of(word: bytes, before: int) -> bytes:
    """Spell a word in base64 as it is after so many other bytes: only what those around it do not change."""
    whole = b64encode(bytes(before) + word + bytes(3))
    return whole[-(-before * 8 // 6) : (before + len(word)) * 8 // 6]


_STEMS: Mapping[int, bytes] = {before: _of(STEM, before) for before in range(3)}
_SPELT: Mapping[int, Mapping[bytes, int]] = {
    before: {_of(STEM + Canary(number).tag.encode() + b"@", before): number for number in range(MOST)}
    for before in range(3)
}
