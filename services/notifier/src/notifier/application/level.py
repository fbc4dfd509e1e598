"""How a use case makes sure that it has heard what others told before it tells anybody anything."""

from collections.abc import Awaitable, Callable

Level = Callable[[], Awaitable[bool]]
"""Waits until we have heard all that was told of what it asks about; tells whether we have."""
