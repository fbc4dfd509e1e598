"""What requests for names have in common: whom they go to, and where they lie."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from council_registry.application.ports import Organisations
from council_registry.application.reading.directory import Directories
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.records import HOLDINGS, NOMINATIONS, Records
from council_registry.application.structure.places import place_on
from council_registry.application.structure.references import known
from council_registry.domain.nomination import Filed, Nomination
from council_registry.domain.people_refusals import NoSuchOrganisation
from council_registry.domain.policy import Place
from council_registry.domain.seat_refusals import NobodyToAsk, NoSuchNomination
from councilkit.inbox import In

MOST_POSTS = 1000


@dataclass(frozen=True)
class Request:
    """A request for names, with the council that asks, and the organisations that are asked."""

    found: CouncilOnDay
    nomination: Nomination
    filed: Filed
    organisations: tuple[str, ...]
    place: Place


class Requests:
    """Tells requests as they stand on a day."""

    def __init__(self, records: Records, directories: Directories, organisations: Organisations) -> None:
        self._records = records
        self._directories = directories
        self._organisations = organisations

    async def get(self, id: str, day: date) -> Request:
        """Tell a request; raises `NoSuchNomination`."""
        record = await self._records.get(NOMINATIONS, id)
        for request in await self.of([record.state], day):
            return request
        raise NoSuchNomination(f"There is no request with the id {id}.", field="path")

    async def find(self, where: dict[str, object], day: date, *, limit: int) -> list[Request]:
        found = await self._records.find(NOMINATIONS, where, order="changed", descending=True, limit=limit)
        return await self.of([record.state for record in found], day)

    async def of(self, several: Sequence[Filed], day: date) -> list[Request]:
        standing = await self._directories.on(day)
        posts = await self._records.all_of(HOLDINGS, {post for filed in several for post in filed.to})
        asked = {id: post.organisation for id, post in posts.items() if post.organisation}
        lines = {one: await self.line_of(one) for one in set(asked.values())}
        # A council's directory may be a moment behind.
        return [
            _request(filed, standing, sorted({asked[post] for post in filed.to if post in asked}), lines)
            for filed in several
            if filed.council in standing.councils and filed.id in standing.councils[filed.council].council.nominations
        ]

    async def line_of(self, organisation: str) -> list[str]:
        """Tell an organisation with its umbrella."""
        try:
            umbrella = (await self._organisations.get(organisation)).umbrella
        except NoSuchOrganisation:
            umbrella = None
        return [organisation, umbrella] if umbrella else [organisation]

    async def contacts_of(self, organisation: str, day: date) -> list[str]:
        """Tell the posts of those who answer for an organisation, or else of those who do for its umbrella."""
        await known(self._organisations, [organisation], field="/organisation")
        for one in await self.line_of(organisation):
            if posts := (await self._organisations.get(one)).asked(day):
                return posts
        raise NobodyToAsk("Neither the organisation nor its umbrella has a contact today.", field="/organisation")

    async def posts_at(self, organisations: Collection[str]) -> list[str]:
        """Tell the posts of all times at these organisations."""
        where = {"organisation": In(sorted(organisations))}
        return [one.state.id for one in await self._records.find(HOLDINGS, where, limit=MOST_POSTS)]


def _request(filed: Filed, standing: Standing, asked: Sequence[str], lines: dict[str, list[str]]) -> Request:
    found = standing.councils[filed.council]
    answering = frozenset(one for organisation in asked for one in lines[organisation])
    place = replace(place_on(standing, found), organisations=answering)
    return Request(found, found.council.nominations[filed.id], filed, tuple(asked), place)
