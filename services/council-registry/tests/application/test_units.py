from functools import partial

import pytest

from council_registry.application.people.end_post import EndPost
from council_registry.application.people.start_post import StartPost
from council_registry.application.structure.load_units import Loaded, LoadUnits, load_units
from council_registry.domain.refusals import NoSuchUnit
from council_registry.testing.driver import EDITION, Driver
from council_registry.testing.people import (
    DIRECTORATE,
    MANAGER,
    OFFICER,
    OFFICER_ELSEWHERE,
    THIS_YEAR,
    TODAY,
    UNITS,
    newcomer,
)
from councilkit.callers import Holding
from councilkit.events.councils import PostRole
from councilkit.ledger import Call
from councilkit.policy import NotAllowed


async def test_the_list_of_units_is_loaded_once(registry: Driver) -> None:
    assert await registry.do(LoadUnits(EDITION), DIRECTORATE) == Loaded(listed=len(UNITS), known=0)
    assert await registry.do(LoadUnits(EDITION), DIRECTORATE) == Loaded(listed=0, known=len(UNITS))
    assert len(await registry.published()) == len(UNITS)


async def test_the_same_command_again_gets_the_same_answer(registry: Driver) -> None:
    first = await registry.do(LoadUnits(EDITION), DIRECTORATE, key="load")
    assert await registry.do(LoadUnits(EDITION), DIRECTORATE, key="load") == first


async def test_a_load_that_was_cut_off_is_finished_by_the_same_command(registry: Driver) -> None:
    call = Call(DIRECTORATE.id, "http/cut-off", b"load", correlation="load")
    load = partial(load_units, LoadUnits(EDITION), DIRECTORATE, call, units=registry.service.units)
    await load(unit_list=lambda _: UNITS[:3])
    assert await load(unit_list=lambda _: UNITS) == Loaded(listed=len(UNITS), known=0)


async def test_a_regional_officer_loads_no_units(registry: Driver) -> None:
    with pytest.raises(NotAllowed):
        await registry.do(LoadUnits(EDITION), OFFICER)


async def test_an_answering_manager_is_entered_by_the_region(registry: Driver) -> None:
    await registry.a_chain()
    command = StartPost("0701", PostRole.ANSWERING_MANAGER, THIS_YEAR, newcomer())
    made = await registry.do(command, OFFICER)
    assert (await registry.service.units.get("0701")).posts[made.id].period == THIS_YEAR

    await registry.do(EndPost("0701", made.id, TODAY), OFFICER)
    assert (await registry.service.units.get("0701")).posts[made.id].period.ends == TODAY


@pytest.mark.parametrize("by", [OFFICER_ELSEWHERE, MANAGER])
async def test_nobody_else_enters_one(registry: Driver, by: Holding) -> None:
    await registry.a_chain()
    command = StartPost("0701", PostRole.ANSWERING_MANAGER, THIS_YEAR, newcomer())
    with pytest.raises(NotAllowed):
        await registry.do(command, by)


async def test_a_unit_that_is_not_listed_has_no_posts(registry: Driver) -> None:
    command = StartPost("0001", PostRole.DELEGATE, THIS_YEAR, newcomer())
    with pytest.raises(NoSuchUnit):
        await registry.do(command, DIRECTORATE)
