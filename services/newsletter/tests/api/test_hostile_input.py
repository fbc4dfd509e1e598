from collections.abc import Mapping

import httpx2
import pytest

from councilkit.testing.hostile import assert_survives_hostile_input
from councilkit.testing.tokens import TokenMaker
from newsletter.testing.driver import Driver, people
from newsletter.testing.http import app_of
from newsletter.testing.places import EDITOR, HARBOUR


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_no_input_breaks_the_service() -> None:
    driver = Driver()
    tokens = TokenMaker(clock=driver.clock)
    app = app_of(driver, tokens)

    async def arrange(_: httpx2.AsyncClient) -> Mapping[str, str]:
        for neighbour in (driver.registry, driver.case_flow):
            await neighbour.start()
        await people(driver)
        await driver.a_case("tolk")
        return {"edition": await driver.greeted()}

    token = tokens.token(EDITOR, HARBOUR.leader, scopes=("ledger:read", "house:operate"))
    assert assert_survives_hostile_input(app, token, acting=EDITOR.id, arrange=arrange) > 500
