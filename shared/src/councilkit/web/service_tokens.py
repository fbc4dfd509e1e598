"""Service tokens from the registry: what one service, or an operator, asks another with."""

from datetime import datetime, timedelta
from typing import Self

import httpx2

from councilkit.clock import Clock
from councilkit.settings import ServiceSettings

MARGIN = timedelta(minutes=1)
"""How long before its end a token is used no more."""


class ServiceTokens:
    """Asks the registry for a token by client credentials, and again a minute before it ends."""

    def __init__(
        self, url: str, http: httpx2.AsyncClient, *, client_id: str, client_secret: str, scope: str, clock: Clock
    ) -> None:
        self._url = f"{url}/token"
        self._http = http
        self._form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": client_secret,
            "scope": scope,
        }
        self._clock = clock
        self._token = ""
        self._good_until: datetime | None = None

    @classmethod
    def of(cls, settings: ServiceSettings, http: httpx2.AsyncClient, *, scope: str, clock: Clock) -> Self:
        """Ask the registry that the settings name, as the client that they name."""
        registry, secret = str(settings.registry_url).rstrip("/"), settings.client_secret.get_secret_value()
        return cls(registry, http, client_id=settings.client_id, client_secret=secret, scope=scope, clock=clock)

    async def __call__(self) -> str:
        """Tell a token that is good now.

        Raises:
            httpx2.HTTPError, KeyError, TypeError, ValueError: the registry does not give one.

        """
        now = self._clock()
        if self._good_until is None or now >= self._good_until:
            response = await self._http.post(self._url, data=self._form)
            response.raise_for_status()
            told = response.json()
            self._token = told["access_token"]
            self._good_until = now + timedelta(seconds=told["expires_in"]) - MARGIN
        return self._token
