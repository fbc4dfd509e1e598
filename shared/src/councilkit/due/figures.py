"""What an operator sees of what is due: how much waits, for how long, and how many looks have failed."""

import asyncio
from collections.abc import Callable, Sequence

from opentelemetry.metrics import CallbackOptions, Meter, Observation

from councilkit.clock import Clock
from councilkit.due import Backlog, DueStore
from councilkit.figures import EVERY
from councilkit.refusals import Unavailable


class DueFigures:
    """Two gauges and a counter on a service's `/metrics`; the gauges tell nothing where the loop does not run."""

    def __init__(self, meter: Meter, store: DueStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._found: Backlog | None = None
        meter.create_observable_gauge(
            "raadslag_due_subjects",
            [self._told(self._subjects)],
            description="subjects that are due to be looked at",
        )
        meter.create_observable_gauge(
            "raadslag_due_oldest_seconds",
            [self._told(self._oldest)],
            description="since when the first of them is",
        )
        self._failed = meter.create_counter(
            "raadslag_due_looks_failed", description="looks that failed, by cause: a neighbour away, or an error"
        )

    async def run(self) -> None:
        """Look again and again."""
        try:
            while True:
                await self.look()
                await asyncio.sleep(EVERY)
        finally:
            self._found = None

    async def look(self) -> None:
        """Count once; what was counted before stays while the database is away."""
        try:
            self._found = await self._store.backlog(self._clock())
        except Unavailable:
            return

    def a_look_failed(self, cause: str) -> None:
        """Count one more."""
        self._failed.add(1, {"cause": cause})

    def _told(self, figure: Callable[[Backlog], float]) -> Callable[[CallbackOptions], Sequence[Observation]]:
        return lambda _: () if self._found is None else [Observation(figure(self._found))]

    def _subjects(self, found: Backlog) -> float:
        return found.subjects

    def _oldest(self, found: Backlog) -> float:
        return max(0.0, (self._clock() - found.since).total_seconds()) if found.since else 0.0
