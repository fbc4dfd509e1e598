"""What the rows of the authorization matrix act on that change units and councils: made anew where it is used up."""

from datetime import timedelta
from typing import Any

from council_registry.application.structure.change_unit import ChangeUnit
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.list_unit import ListUnit
from council_registry.application.structure.rest_council import RestCouncil
from council_registry.domain.unit import Unit
from council_registry.testing.driver import Driver
from council_registry.testing.people import DIRECTORATE, TODAY
from councilkit.events.councils import Level, UnitKind
from councilkit.events.structure import CouncilClosed, UnitChanged
from councilkit.ids import random_id

TO_COME = TODAY + timedelta(days=30)

Arranged = tuple[dict[str, str], dict[str, Any]]


class StructureScene:
    """Tells the path's parts and the body of an action that would be accepted, by the action's name."""

    def __init__(self, registry: Driver) -> None:
        self._of_structure = registry
        self._numbers = 7000

    async def list_unit(self) -> Arranged:
        unit = {"number": self._number(), "name": "Nav Holmestrand", "kind": "local_office", "parent": "0800"}
        return {}, unit

    async def change_unit(self) -> Arranged:
        return {}, {"on": TODAY.isoformat(), "name": "Nav Horten", "parent": "0800"}

    async def close_unit(self) -> Arranged:
        return {"number": await self._a_unit()}, {"on": TODAY.isoformat(), "successors": ["0704"]}

    async def drop_unit_plan(self) -> Arranged:
        number = await self._a_unit()
        wanted = UnitChanged(unit=number, on=TO_COME, name="Nav Holmestrand", parent="0800")
        await self._of_structure.do(ChangeUnit(wanted), DIRECTORATE)
        return {"number": number}, {"on": TO_COME.isoformat()}

    async def change_council(self) -> Arranged:
        id = await self._a_council()
        charter = (await self._of_structure.service.councils.get(id)).charter
        body = {"units": ["0701"], "parent": charter.parent, "names": dict(charter.names)}
        return {"id": id}, {**body, "on": TODAY.isoformat(), "language": "nn", "led_by": "nav"}

    async def close_council(self) -> Arranged:
        return {"id": await self._a_council()}, {"on": TODAY.isoformat()}

    async def drop_plan(self) -> Arranged:
        id = await self._a_council()
        await self._of_structure.do(CloseCouncil(CouncilClosed(council=id, on=TO_COME)), DIRECTORATE)
        return {"id": id}, {"on": TO_COME.isoformat()}

    async def rest_council(self) -> Arranged:
        return {"id": await self._a_council()}, {"on": TODAY.isoformat()}

    async def wake_council(self) -> Arranged:
        id = await self._a_council()
        await self._of_structure.do(RestCouncil(id, TODAY), DIRECTORATE)
        return {"id": id}, {"on": TODAY.isoformat()}

    async def set_counting(self) -> Arranged:
        return {"id": await self._a_council()}, {"counts_from": TO_COME.isoformat(), "quiet": True}

    def _number(self) -> str:
        self._numbers += 1
        return str(self._numbers)

    async def _a_unit(self) -> str:
        number = self._number()
        await self._of_structure.do(ListUnit(Unit(number, "Nav Sande", UnitKind.LOCAL_OFFICE, "0800")), DIRECTORATE)
        return number

    async def _a_council(self) -> str:
        councils = self._of_structure.service.directories
        [region] = [
            id for id, one in (await councils.now()).councils.items() if one.state.charter.level is Level.REGIONAL
        ]
        return await self._of_structure.a_council(f"LBU-{random_id()[:8].upper()}", Level.LOCAL, "0701", parent=region)
