"""The issuer's list of people, asked from the registry with a service token each time the page is opened."""

from collections.abc import Sequence
from typing import Any

import httpx2

from raadslag_local.issuer.people import Group, grouped, only_the_founder

SCOPE = "people:list"


class Directory:
    def __init__(
        self, http: httpx2.AsyncClient, registry: str, *, client_id: str, client_secret: str, founder: str
    ) -> None:
        self._http = http
        self._registry = registry
        self._client = {"client_id": client_id, "client_secret": client_secret}
        self._founder = founder

    async def people(self) -> Sequence[Group]:
        """Group everyone by council and unit; an empty registry knows only its founder."""
        return grouped(await self._listed()) or only_the_founder(self._founder)

    async def _listed(self) -> list[dict[str, Any]]:
        headers = {"Authorization": f"Bearer {await self._token()}"}
        listed: list[dict[str, Any]] = []
        cursor: str | None = ""
        while cursor is not None:
            query = {"limit": "100"} | ({"cursor": cursor} if cursor else {})
            answer = await self._http.get(f"{self._registry}/people", params=query, headers=headers)
            page = answer.raise_for_status().json()
            listed += page["items"]
            cursor = page["next"]
        return listed

    async def _token(self) -> str:
        form = {"grant_type": "client_credentials", "scope": SCOPE, **self._client}
        answer = await self._http.post(f"{self._registry}/token", data=form)
        return str(answer.raise_for_status().json()["access_token"])
