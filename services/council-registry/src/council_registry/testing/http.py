"""The driven service behind its own API."""

from fastapi import FastAPI

from council_registry.bootstrap import assemble
from council_registry.subscriptions import NAME
from council_registry.testing.driver import Driver
from councilkit.telemetry import Telemetry
from councilkit.testing.client import AskedApp
from councilkit.testing.tokens import TokenMaker


class Http(AskedApp):
    """An app on the driver's house, which runs already."""

    def __init__(self, driver: Driver) -> None:
        tokens = TokenMaker(clock=driver.clock)
        super().__init__(app_of(driver, tokens), tokens)


def app_of(driver: Driver, tokens: TokenMaker) -> FastAPI:
    async def close() -> None:
        return

    return assemble(
        driver.house,
        driver.service,
        driver.importing,
        access_tokens=tokens.tokens,
        verifier=tokens.verifier,
        telemetry=Telemetry(NAME),
        close=close,
    )
