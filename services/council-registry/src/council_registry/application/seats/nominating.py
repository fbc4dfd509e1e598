"""What requests for names have in common: whom they go to, and where they lie."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from council_registry.application.ports import Organisations
from council_registry.application.reading.directory import Directories
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.records import NOMINATIONS, After, Records
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.application.structure.places import place_on
from council_registry.application.structure.references import known
from council_registry.domain.nomination import Filed, Nomination
from council_registry.domain.people_refusals import NoSuchOrganisation
from council_registry.domain.policy import Place
from council_registry.domain.seat_refusals import NobodyToAsk, NoSuchNomination

AT_ONCE = 200


@dataclass(frozen=True)
class Request:
    """A request for names, with the council that asks, and the organisation that is asked."""

    found: CouncilOnDay
    nomination: Nomination
    filed: Filed
    organisation: str | None
    place: Place

    @property
    def key(self) -> tuple[str, str]:
        """What orders requests, the newest change last; as the view that orders them spells it."""
        return str(NOMINATIONS.doc(self.filed)["changed"]), self.filed.id


class Requests:
    """Tells requests as they stand on a day."""

    def __init__(
        self, records: Records, directories: Directories, organisations: Organisations, files: SeatFiles
    ) -> None:
        self._records = records
        self._directories = directories
        self._organisations = organisations
        self._files = files

    async def get(self, id: str, day: date) -> Request:
        """Tell a request; raises `NoSuchNomination`."""
        record = await self._records.get(NOMINATIONS, id)
        for request in await self.of([record.state], day):
            return request
        raise NoSuchNomination(f"There is no request with the id {id}.", field="path")

    async def every(self, council: str | None, day: date, *, after: After | None) -> AsyncIterator[Request]:
        """Tell a council's requests, or all; the newest change comes first."""
        where = {"council": council}
        while found := await self._records.find(
            NOMINATIONS, where, order="changed", descending=True, after=after, limit=AT_ONCE
        ):
            for request in await self.of([record.state for record in found], day):
                yield request
            last = found[-1].state
            after = str(NOMINATIONS.doc(last)["changed"]), last.id

    async def asking(self, organisation: str, day: date) -> list[Request]:
        """Tell the requests to an organisation; the newest change comes first."""
        found = await self._records.all_of(NOMINATIONS, await self._files.requests_to([organisation]))
        requests = await self.of(list(found.values()), day)
        return sorted(requests, key=lambda request: request.key, reverse=True)

    async def of(self, several: Sequence[Filed], day: date) -> list[Request]:
        standing = await self._directories.on(day)
        asked = await self._files.asked([filed.id for filed in several])
        lines = {one: await self.line_of(one) for one in set(asked.values())}
        # A council's directory may be a moment behind.
        return [
            _request(filed, standing, asked.get(filed.id), lines)
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

    async def answering(self, organisation: str, day: date) -> str:
        """Tell who answers for an organisation: itself if it has a contact, or else its umbrella."""
        await known(self._organisations, [organisation], field="/organisation")
        for one in await self.line_of(organisation):
            if (await self._organisations.get(one)).asked(day):
                return one
        raise NobodyToAsk("Neither the organisation nor its umbrella has a contact today.", field="/organisation")

    async def posts_asked(self, requests: Collection[str], day: date) -> Mapping[str, Collection[str]]:
        """Tell, by request, the posts of the organisation's contacts that day; ids of no request are left out."""
        asked = await self._files.asked(requests)
        posts = {one: (await self._organisations.get(one)).asked(day) for one in set(asked.values())}
        return {request: posts[organisation] for request, organisation in asked.items()}

    async def write_asked(self, request: str, organisation: str) -> None:
        await self._files.write_asked(request, organisation)


def _request(filed: Filed, standing: Standing, asked: str | None, lines: Mapping[str, Sequence[str]]) -> Request:
    found = standing.councils[filed.council]
    place = replace(place_on(standing, found), organisations=frozenset(lines[asked] if asked else ()))
    return Request(found, found.council.nominations[filed.id], filed, asked, place)
