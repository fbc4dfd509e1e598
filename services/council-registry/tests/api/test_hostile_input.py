from collections.abc import Mapping

import httpx2
import pytest

from council_registry.testing.driver import Driver
from council_registry.testing.http import app_of
from council_registry.testing.people import DIRECTORATE, OFFICER
from councilkit.testing.hostile import assert_survives_hostile_input
from councilkit.testing.tokens import TokenMaker


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_no_input_breaks_the_service() -> None:
    driver = Driver()
    tokens = TokenMaker(clock=driver.clock)

    async def arrange(_: httpx2.AsyncClient) -> Mapping[str, str]:
        seated = await driver.a_seated_council()
        return {"id": seated.id, "number": "0800", "short": "LBU-HOR", "term": seated.leader.id, "seat": seated.chair}

    scopes = ("ledger:read", "people:list", "contacts:resolve", "invitations:send", "house:operate")
    token = tokens.token(DIRECTORATE, OFFICER, scopes=scopes)
    app = app_of(driver, tokens)
    assert assert_survives_hostile_input(app, token, acting=DIRECTORATE.id, arrange=arrange, examples=12) > 1000
