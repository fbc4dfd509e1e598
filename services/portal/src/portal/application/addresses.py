"""Addresses at the services."""

from urllib.parse import quote


def part(id: str) -> str:
    """Make an id safe as one part of a path."""
    return quote(id, safe="")
