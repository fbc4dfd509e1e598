"""What brings a unit or a council to the loop's attention: handlers of our own events."""

from collections.abc import Callable

from councilkit.due import DueStore
from councilkit.events import Event, Item
from councilkit.inbox import Done, Fate


class LookAgain:
    def __init__(self, due: DueStore, nudge: Callable[[], None]) -> None:
        self._due = due
        self._nudge = nudge

    async def __call__(self, _event: Event, item: Item) -> Fate:
        await self._due.look_again([item.stream])
        self._nudge()
        return Done()
