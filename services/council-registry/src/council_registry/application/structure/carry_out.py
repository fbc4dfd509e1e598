"""What the loop does with a unit or a council whose day may have come: tell, as done, what was agreed for that day."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from council_registry.application.ports import Councils, Units
from council_registry.domain import dated, structure, unit_structure
from council_registry.domain.structure_refusals import NothingAgreed
from councilkit.events import Event
from councilkit.ids import derived_id
from councilkit.ledger import Call, Streams
from councilkit.workdays import OSLO, oslo_day

ACTOR = "council-registry"

Way = tuple[Streams[Any], Callable[[Any, date], Event]]
"""Where a thing of a kind is, and what tells its plan as done."""


class CarryOut:
    """A `councilkit.due.Look`; its subjects are the streams of units and councils."""

    def __init__(self, councils: Councils, units: Units) -> None:
        self._ways: Mapping[str, Way] = {
            "council": (councils, structure.carried_out),
            "unit": (units, unit_structure.carried_out),
        }

    async def __call__(self, subject: str, now: datetime) -> datetime | None:
        kind, _, id = subject.partition("-")
        things, _tell = self._ways[kind]
        agreed = (await things.get(id)).agreed
        come = dated.due(agreed, oslo_day(now))
        for plan in come:
            await self._carry_out(kind, id, plan.on)
        return min((datetime.combine(plan.on, time(), OSLO) for plan in agreed if plan not in come), default=None)

    async def _carry_out(self, kind: str, id: str, on: date) -> None:
        things, tell = self._ways[kind]
        command_id = f"due/change/{things.stream(id)}/{on}"
        call = Call(ACTOR, command_id, command_id.encode(), correlation=derived_id("correlation", command_id))
        with suppress(NothingAgreed):  # it was dropped, or told, a moment ago
            await things.change(id, call, lambda thing, _: tell(thing, on))
