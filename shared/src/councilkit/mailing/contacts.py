"""The contact store of council-registry, over HTTP."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace

import httpx2
from pydantic import BaseModel

from councilkit.mailing.mail import Recipient
from councilkit.neighbours import asking

MOST = 500
"""Terms and posts that the registry takes in one question."""

ON_PAPER = "paper"


class _Person(BaseModel):
    key: str
    name: str
    email: str | None = None
    channel: str = "email"
    language: str
    optional_mail: bool = True
    holds: tuple[str, ...]

    def recipient(self) -> Recipient:
        email = self.email if self.channel != ON_PAPER else None
        return Recipient(self.key, self.name, email or "", self.language, self.holds, self.optional_mail)


class _Answer(BaseModel):
    people: tuple[_Person, ...]


class HttpContacts:
    """Implements `Contacts`. `token` tells a service token with the scope `contacts:resolve`."""

    def __init__(self, url: str, http: httpx2.AsyncClient, token: Callable[[], Awaitable[str]]) -> None:
        self._url = f"{url.rstrip('/')}/contacts/resolve"
        self._http = http
        self._token = token

    async def resolve(self, campaign: str, holds: Collection[str]) -> list[Recipient]:
        """Tell how to reach them, asking for as many at once as the registry takes."""
        asked = sorted(set(holds))
        people: dict[str, Recipient] = {}
        for begin in range(0, len(asked), MOST):
            for person in await self._resolve(campaign, asked[begin : begin + MOST]):
                known = people.get(person.key, person)
                people[person.key] = replace(person, holds=tuple(dict.fromkeys((*known.holds, *person.holds))))
        return list(people.values())

    async def _resolve(self, campaign: str, holds: list[str]) -> list[Recipient]:
        # The registry looks for each id among terms and posts alike.
        body = {"campaign": campaign, "terms": holds, "posts": []}
        with asking("council-registry", "a token"):
            headers = {"Authorization": f"Bearer {await self._token()}"}
        with asking("council-registry", "contacts"):
            answer = await self._http.post(self._url, json=body, headers=headers)
            answer.raise_for_status()
            return [person.recipient() for person in _Answer.model_validate_json(answer.content).people]
