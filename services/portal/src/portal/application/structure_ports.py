"""What the pages of units and councils need from the registry."""

from datetime import date
from typing import Protocol

from portal.application.mandate import Mandate
from portal.application.organisations import Organisation, Organisations
from portal.application.overview import Chart, Gaps, RegionCard, RegionPage
from portal.application.public import PublicCard, PublicCouncil
from portal.application.resources import Page
from portal.application.structure import CouncilCard, CouncilPage, Unit


class Structure(Protocol):
    async def council_page(
        self, token: str, id: str, *, since: str | None = None, on: date | None = None
    ) -> CouncilPage:
        """Give the council with all that its page tells, as it is or as it was on a day."""
        ...

    async def find_councils(self, token: str, *, cursor: str | None = None, **where: str | None) -> Page[CouncilCard]:
        """Give the councils that these filters leave, by the names that the registry has for them."""
        ...

    async def find_units(self, token: str, *, cursor: str | None = None, **where: str | None) -> Page[Unit]: ...

    async def unit_page(self, token: str, number: str, *, since: str | None = None) -> Unit: ...

    async def chart(self, token: str, *, on: date | None = None) -> Chart: ...

    async def gaps(self, token: str, *, region: str | None = None) -> Gaps: ...

    async def regions(self, token: str) -> tuple[RegionCard, ...]: ...

    async def region(self, token: str, number: str) -> RegionPage: ...

    async def mandate(
        self, token: str, council: str, *, since: str | None = None, on: date | None = None
    ) -> Mandate: ...

    async def organisations(self, token: str) -> Organisations: ...

    async def organisation(self, token: str, id: str, *, since: str | None = None) -> Organisation: ...

    async def public_councils(self, *, q: str | None = None, cursor: str | None = None) -> Page[PublicCard]:
        """Give what everybody may see: nobody's token is needed."""
        ...

    async def public_council(self, short: str) -> PublicCouncil: ...
