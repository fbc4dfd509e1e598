"""The driven service behind its own API."""

from types import TracebackType
from typing import Self

from fastapi import FastAPI

from case_flow.bootstrap import assemble
from case_flow.subscriptions import NAME
from case_flow.testing.driver import Driver
from councilkit.callers import Holding
from councilkit.telemetry import Telemetry
from councilkit.testing.client import Asker, client_of
from councilkit.testing.tokens import TokenMaker


class Http:
    """An app on the driver's house, which runs already, and askers with tokens for it."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.tokens = TokenMaker(clock=driver.clock)
        self.app = app_of(driver, self.tokens)
        self.client = client_of(self.app)

    def by(self, *holdings: Holding, acting: str | None = None, scopes: tuple[str, ...] = ()) -> Asker:
        """Somebody with these terms and posts, who acts for the first one or for `acting`."""
        token = self.tokens.token(*holdings, scopes=scopes)
        return Asker(self.client, token, acting or (holdings[0].id if holdings else None))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.client.aclose()


def app_of(driver: Driver, tokens: TokenMaker) -> FastAPI:
    async def close() -> None:
        return

    return assemble(driver.house, driver.service, verifier=tokens.verifier, telemetry=Telemetry(NAME), close=close)
