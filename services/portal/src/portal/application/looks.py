"""A file that a page is dressed in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asset:
    content: bytes
    media_type: str
    version: str
