"""How a council's duties count follows from what the registry tells: it is kept here, one event for each word of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from councilkit.events import Item
from councilkit.events.notifications import CouncilDutiesClosed, CouncilDutiesSet
from councilkit.events.structure import CouncilClosed, CouncilCountingSet
from councilkit.ids import derived_id
from councilkit.inbox import Done, Fate
from councilkit.ledger import Call, Draft, Entry, Ledger
from notifier.domain.mandate import Owed

ACTOR = "notifier"


@dataclass(frozen=True)
class FollowCouncils:
    """The follow-ups of what the registry says about a council's duties."""

    ledger: Ledger

    async def at_counting(self, event: CouncilCountingSet, item: Item) -> Fate:
        """Count from that day, and be as quiet as that; how much is owed stays as it was."""
        said = {"counts_from": event.counts_from, "quiet": event.quiet}
        await _set(event.council, _call(item, "set-duties", event.council), said, self.ledger)
        return Done()

    async def at_closing(self, event: CouncilClosed, item: Item) -> Fate:
        """Alarm nobody any more; the first of those that come after it has what it held."""
        heir = next(iter(event.successors), None)
        closed = CouncilDutiesClosed(council=event.council, on=event.on, successor=heir)
        call = _call(item, "close-duties", event.council)
        await self.ledger.change(_sheet(event.council), call, lambda *_: Draft(closed))
        return Done()


async def set_by_mandate(council: str, owed: Owed, *, ledger: Ledger) -> None:
    """Owe what the mandates say whose day has come; from when, and how loud, stay as they were."""
    command_id = f"due/mandate/{council}/{owed.by}"
    call = Call(ACTOR, command_id, command_id.encode(), correlation=derived_id("correlation", command_id))
    await _set(council, call, {"agreed": owed.agreed, "meetings_a_year": owed.meetings_a_year}, ledger)


async def _set(council: str, call: Call, said: Mapping[str, object], ledger: Ledger) -> None:
    def decide(history: Sequence[Entry], _now: datetime) -> Draft:
        told = [event for entry in history if isinstance(event := entry.event(), CouncilDutiesSet)]
        before = told[-1] if told else CouncilDutiesSet(council=council)
        return Draft(before.model_copy(update=dict(said)))

    await ledger.change(_sheet(council), call, decide)


def _call(item: Item, handler: str, council: str) -> Call:
    return Call.following(item, handler, _sheet(council), actor=ACTOR)


def _sheet(council: str) -> str:
    return f"duties-{council}"
