"""What the tests of notifier share: the service in memory, and the same behind its API."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from councilkit.mailing import dispatcher
from notifier.testing.driver import Driver, driving

if TYPE_CHECKING:
    from notifier.testing.http import Http


@pytest.fixture
async def notifier(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Driver]:
    monkeypatch.setattr(dispatcher, "EVERY", 0.005)  # a test moves the clock, and nobody nudges
    async with driving() as driver:
        yield driver


@pytest.fixture
async def http(notifier: Driver) -> AsyncIterator["Http"]:
    from notifier.testing.http import Http  # noqa: PLC0415 - loads the web, which fast tests do without

    async with Http(notifier) as http:
        yield http
