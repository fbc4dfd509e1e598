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
    """Every command asks, and mandates seldom change: what was read is kept while the registry tells nothing new.

    A redrive changes documents without that, so it is kept for a minute at most.
    """

    def __init__(self, views: Views) -> None:
        self._views = views
        self._kept: dict[str, tuple[object, Sequence[Mandate]]] = {}

    async def numbers(self, council: str, now: datetime) -> Numbers:
        """Tell the numbers that the council's mandate, and those above it, say of this day."""
        return numbers_said(await self._line(council, now))

    async def numbering(self, council: str, now: datetime) -> Numbering:
        """Tell how the council numbers what it treats."""
        return numbering_said(await self._line(council, now))

    async def _line(self, council: str, now: datetime) -> Sequence[Mandate]:
        at = (await self._views.place(VIEW), now.replace(second=0, microsecond=0))
        kept = self._kept.get(council)
        if kept is None or kept[0] != at:
            kept = self._kept[council] = (at, await self._read_line(council, oslo_day(now)))
        return kept[1]

    async def _read_line(self, council: str, day: date) -> Sequence[Mandate]:
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
