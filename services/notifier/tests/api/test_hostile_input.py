from collections.abc import Mapping

import httpx2
import pytest

from councilkit.testing.hostile import assert_survives_hostile_input
from councilkit.testing.tokens import TokenMaker
from notifier.domain.rules import ANNUAL_MEETING
from notifier.testing.driver import Driver, furnish_places
from notifier.testing.http import app_of
from notifier.testing.places import CONTACT, HARBOUR


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_no_input_breaks_the_service() -> None:
    driver = Driver()
    tokens = TokenMaker(clock=driver.clock)
    app = app_of(driver, tokens)

    async def arrange(_: httpx2.AsyncClient) -> Mapping[str, str]:
        for neighbour in (driver.registry, driver.case_flow):
            await neighbour.start()
        await furnish_places(driver)
        return {"council": HARBOUR.id, "rule": ANNUAL_MEETING.id}

    token = tokens.token(CONTACT, HARBOUR.leader, scopes=("ledger:read", "house:operate"))
    assert assert_survives_hostile_input(app, token, acting=HARBOUR.leader.id, arrange=arrange) > 500
