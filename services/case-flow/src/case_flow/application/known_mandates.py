"""What we know of the mandates that councils work under."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import TypeAdapter

from case_flow.domain.deadlines import Numbers
from case_flow.domain.mandate import Mandate, in_force, numbering_said, numbers_said
from councilkit.events.seating import Numbering
from councilkit.inbox import Doc, Views
from councilkit.workdays import oslo_day

VIEW = "mandates"
_VERSIONS = TypeAdapter(tuple[Mandate, ...])


class KnownMandates:
    def __init__(self, views: Views) -> None:
        self._views = views

    async def numbers(self, council: str, now: datetime) -> Numbers:
        """Tell the numbers that the council's mandate, and those above it, say of this day."""
        return numbers_said(await self._line(council, oslo_day(now)))

    async def numbering(self, council: str, now: datetime) -> Numbering:
        """Tell how the council numbers what it treats."""
        return numbering_said(await self._line(council, oslo_day(now)))

    async def _line(self, council: str, day: date) -> Sequence[Mandate]:
        line = await self._upwards(council)
        found = await self._views.get_many(VIEW, line)
        versions = [_versions(one, found[one]) for one in line if one in found]
        return [mandate for several in versions if (mandate := in_force(several, day))]

    async def _upwards(self, council: str) -> list[str]:
        """Tell a council and those above it, the nearest first."""
        line: list[str] = []
        following: str | None = council
        while following and following not in line:  # two changes in one moment may make a circle
            line.append(following)
            doc = await self._views.get("councils", following)
            following = doc["parent"] if doc else None
        return line


def _versions(council: str, doc: Doc) -> tuple[Mandate, ...]:
    return _VERSIONS.validate_python([{"council": council, **version} for version in doc["versions"]])
