"""What brings a council's duties to the loop's attention: each is a handler of the registry's events, or of our own."""

from collections.abc import Callable
from typing import Any

from councilkit.due import DueStore
from councilkit.events import Event, Item
from councilkit.events.notifications import CouncilDutiesClosed
from councilkit.events.seating import MandateSet
from councilkit.inbox import Done, Fate
from notifier.application.known import Known


class LookAgain:
    def __init__(self, due: DueStore, known: Known, nudge: Callable[[], None]) -> None:
        self._due = due
        self._known = known
        self._nudge = nudge

    async def at_council(self, event: Any, _item: Item) -> Fate:  # noqa: ANN401 - any event that names its council
        await self._due.look_again([event.council])
        self._nudge()
        return Done()

    async def at_councils(self, event: Any, _item: Item) -> Fate:  # noqa: ANN401 - any event that names several
        await self._due.look_again(list(event.councils))
        self._nudge()
        return Done()

    async def at_line(self, event: MandateSet, _item: Item) -> Fate:
        """Look at a council and at those below: what its mandate says may be said for them too."""
        await self._due.look_again([event.council, *sorted(await self._known.all_below(event.council))])
        self._nudge()
        return Done()

    async def at_heir(self, event: CouncilDutiesClosed, _item: Item) -> Fate:
        """Look at what comes after a council that closed: it has what that one held."""
        if event.successor:
            await self._due.look_again([event.successor])
            self._nudge()
        return Done()

    async def at_all(self, _event: Event, _item: Item) -> Fate:
        """Look at every council we know; one we have yet to hear of is looked at when it comes."""
        await self._due.look_again(await self._known.councils())
        self._nudge()
        return Done()
