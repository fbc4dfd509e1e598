"""Does all that changes the structure, once."""

from datetime import timedelta

from council_registry.application.structure.change_council import ChangeCouncil
from council_registry.application.structure.change_unit import ChangeUnit
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.close_unit import CloseUnit
from council_registry.application.structure.drop_plan import DropPlan, DropUnitPlan
from council_registry.application.structure.rest_council import RestCouncil
from council_registry.application.structure.set_counting import SetCounting
from council_registry.application.structure.wake_council import WakeCouncil
from council_registry.testing.driver import Driver
from council_registry.testing.people import DIRECTORATE, TODAY
from councilkit.events.councils import Level, Side
from councilkit.events.structure import CouncilChanged, CouncilClosed, CouncilCountingSet, UnitChanged, UnitClosed

TO_COME = TODAY + timedelta(days=30)


async def every_change_of_structure(registry: Driver, into: str) -> None:
    """Rename and close an office, and let a council change, rest, wake, and go into another one."""
    parent = (await registry.service.councils.get(into)).charter.parent
    council = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    charter = (await registry.service.councils.get(council)).charter
    kept = {name: getattr(charter, name) for name in ("names", "parent", "units", "line", "language")}
    change = CouncilChanged(council=council, on=TO_COME, led_by=Side.NAV, **kept)
    renamed = UnitChanged(unit="0811", on=TO_COME, name="Nav Siljan og Skien", parent="0800", line="AT")
    of_council = (
        RestCouncil(council, TODAY),
        WakeCouncil(council, TODAY),
        SetCounting(CouncilCountingSet(council=council, counts_from=TO_COME, quiet=True)),
        ChangeCouncil(change),
        DropPlan(council, TO_COME),
        ChangeCouncil(change.model_copy(update={"on": TODAY})),
        CloseCouncil(CouncilClosed(council=council, on=TODAY, successors=(into,))),
    )
    of_unit = (
        ChangeUnit(renamed),
        DropUnitPlan("0811", TO_COME),
        ChangeUnit(renamed.model_copy(update={"on": TODAY})),
        CloseUnit(UnitClosed(unit="0811", on=TODAY, successors=("0806",))),
    )
    for command in (*of_council, *of_unit):
        await registry.do(command, DIRECTORATE)
