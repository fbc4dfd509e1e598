from collections.abc import Mapping

import httpx2
import pytest

from case_flow.testing.driver import Driver, furnish
from case_flow.testing.http import app_of
from case_flow.testing.places import HARBOUR, REGION, begun
from case_flow.testing.rounds import opened
from councilkit.testing.hostile import assert_survives_hostile_input
from councilkit.testing.tokens import TokenMaker

SCOPES = ("ledger:read", "house:operate", "cards:read", "cases:confirm")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_input_breaks_the_service() -> None:
    driver = Driver()
    tokens = TokenMaker(clock=driver.clock)
    app = app_of(driver, tokens)

    async def arrange(_: httpx2.AsyncClient) -> Mapping[str, str]:
        await driver.registry.start()
        await furnish(driver)
        await driver.tell(begun(HARBOUR.leader))
        return {"case": await driver.a_case(), "round": await opened(driver)}

    token = tokens.token(HARBOUR.leader, REGION.leader, scopes=SCOPES)
    assert assert_survives_hostile_input(app, token, acting=HARBOUR.leader.id, arrange=arrange, examples=12) > 500
