"""Units, councils over time, mandates and organisations of council-registry over HTTP."""

from datetime import date

from portal.adapters.service import Service, read
from portal.application.addresses import part
from portal.application.mandate import Mandate
from portal.application.organisations import Organisation, Organisations
from portal.application.overview import Chart, Gaps, RegionCard, RegionPage
from portal.application.public import PublicCard, PublicCouncil
from portal.application.resources import Page
from portal.application.structure import CouncilCard, CouncilPage, Unit


class HttpStructure(Service):
    async def council_page(
        self, token: str, id: str, *, since: str | None = None, on: date | None = None
    ) -> CouncilPage:
        return await self.get(CouncilPage, f"/councils/{part(id)}", token, since=since, on=_day(on))

    async def find_councils(self, token: str, *, cursor: str | None = None, **where: str | None) -> Page[CouncilCard]:
        return await self.get(Page[CouncilCard], "/councils", token, cursor=cursor, **where)

    async def find_units(self, token: str, *, cursor: str | None = None, **where: str | None) -> Page[Unit]:
        return await self.get(Page[Unit], "/units", token, cursor=cursor, **where)

    async def unit_page(self, token: str, number: str, *, since: str | None = None) -> Unit:
        return await self.get(Unit, f"/units/{part(number)}", token, since=since)

    async def chart(self, token: str, *, on: date | None = None) -> Chart:
        return await self.get(Chart, "/chart", token, on=_day(on))

    async def gaps(self, token: str, *, region: str | None = None) -> Gaps:
        return await self.get(Gaps, "/gaps", token, region=region)

    async def regions(self, token: str) -> tuple[RegionCard, ...]:
        return (await self.get(Page[RegionCard], "/regions", token)).items

    async def region(self, token: str, number: str) -> RegionPage:
        return await self.get(RegionPage, f"/regions/{part(number)}", token)

    async def mandate(self, token: str, council: str, *, since: str | None = None, on: date | None = None) -> Mandate:
        return await self.get(Mandate, f"/councils/{part(council)}/mandate", token, since=since, on=_day(on))

    async def organisations(self, token: str) -> Organisations:
        return await self.get(Organisations, "/organisations", token)

    async def organisation(self, token: str, id: str, *, since: str | None = None) -> Organisation:
        return await self.get(Organisation, f"/organisations/{part(id)}", token, since=since)

    async def public_councils(self, *, q: str | None = None, cursor: str | None = None) -> Page[PublicCard]:
        given = {name: value for name, value in (("q", q), ("cursor", cursor)) if value}
        return read(Page[PublicCard], await self.ask("GET", "/public/councils", headers={}, params=given))

    async def public_council(self, short: str) -> PublicCouncil:
        return read(PublicCouncil, await self.ask("GET", f"/public/councils/{part(short)}", headers={}))


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
