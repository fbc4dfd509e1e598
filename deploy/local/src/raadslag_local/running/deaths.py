"""When starting again helps nothing."""

import time
from collections.abc import Callable

MANY, SOON = 5, 60.0


class Deaths:
    """Counts how often something has died lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lately: list[float] = []

    def too_many(self) -> bool:
        """Note one more, and tell whether it dies again and again."""
        now = self._clock()
        self._lately = [death for death in [*self._lately, now] if death > now - SOON]
        return len(self._lately) > MANY
