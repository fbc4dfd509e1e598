"""What the registry of the tests tells of all councils at once: the chart, what is missing, regions, public pages."""

from datetime import UTC, date, datetime
from typing import Any, Final

from portal.application.mandate import NUMBERS, OWN, PARENT, RULE_SET, Mandate, Number, Numbering, Version
from portal.application.overview import (
    Asleep,
    Chart,
    ChartUnit,
    GapCouncil,
    Gaps,
    GapUnit,
    Leaderless,
    RegionCard,
    RegionPage,
    Sums,
    Watched,
)
from portal.application.public import PublicCard, PublicCouncil, PublicMeeting, PublicName, PublicSuccession
from portal.application.refusals import Refused
from portal.application.resources import Page
from portal.application.structure import CouncilCard, CouncilPage, Signal, Unit
from portal.testing.councils import BOARD, may
from portal.testing.structure import MemoryStructure, page

TODAY: Final = date(2026, 11, 22)
SOON: Final = datetime(2026, 12, 3, 13, tzinfo=UTC)
SUMS: Final = Sums(
    offices=2, without_council=1, councils=2, leaders_vacant=1, meetings=6, raised=4, waiting=2, answered=1
)


class MemoryOverview(MemoryStructure):
    """Counts nothing: every council met lately, and has raised four cases."""

    async def chart(self, token: str, *, on: date | None = None) -> Chart:  # noqa: ARG002 - everybody sees it
        self.reached()
        return Chart(on=on or TODAY, units=(self._branch(self.units["9000"]),))

    async def gaps(self, token: str, *, region: str | None = None) -> Gaps:  # noqa: ARG002 - everybody sees them
        self.reached()
        units = [unit for unit in self.units.values() if unit.without_council and region in (None, unit.region)]
        council = GapCouncil.model_validate(dict(self.shaped["lar"]))
        return Gaps(
            without_council=tuple(GapUnit.model_validate(dict(unit)) for unit in units),
            asleep=(Asleep(council=council, last_meeting=date(2025, 6, 3)), Asleep(council=council)),
            leader_vacant=(Leaderless(council=council, since=date(2026, 8, 1)), Leaderless(council=council)),
        )

    async def regions(self, token: str) -> tuple[RegionCard, ...]:  # noqa: ARG002 - everybody sees them
        self.reached()
        found = (unit for unit in self.units.values() if unit.kind == "region")
        return tuple(RegionCard(number=unit.number, name=unit.name, sums=SUMS) for unit in found)

    async def region(self, token: str, number: str) -> RegionPage:
        self.reached()
        found = next((one for one in await self.regions(token) if one.number == number), None)
        if found is None:
            raise Refused(404, "no-such-unit")
        councils = tuple(_watched(self.shaped[id], vacant=id == "rbu") for id in ("lar", "rbu"))
        bare = tuple(unit for unit in self.units.values() if unit.without_council and unit.region == number)
        return RegionPage.model_validate({**dict(found), "councils": councils, "without_council": bare})

    async def public_councils(self, *, q: str | None = None, cursor: str | None = None) -> Page[PublicCard]:
        self.reached()
        words = (q or "").casefold()
        found = [one for one in self.shaped.values() if words in f"{one.names.nb} {one.short}".casefold()]
        return page([PublicCard.model_validate(dict(one)) for one in found], cursor, self.at_once)

    async def public_council(self, short: str) -> PublicCouncil:
        self.reached()
        found = next((one for one in self.shaped.values() if one.short == short.upper()), None)
        if found is None:
            raise Refused(404, "no-such-council")
        before = PublicSuccession(short="LBU-STV", names=found.names, on=date(2020, 1, 1))
        told: dict[str, Any] = {
            **dict(found),
            "parent": PublicName.model_validate(dict(self.shaped[found.parent])) if found.parent else None,
            "meetings": (PublicMeeting(on=SOON.date(), type="council_meeting", form="hybrid"),),
            "raised": 4,
            "answered": 1,
            "seats": 4,
            "vacant": 1,
            "predecessors": (before,),
            "successors": (),
        }
        return PublicCouncil.model_validate(told)

    async def mandate(
        self,
        token: str,
        council: str,
        *,
        since: str | None = None,  # noqa: ARG002 - at once
        on: date | None = None,  # noqa: ARG002 - as it is
    ) -> Mandate:
        self.reached()
        if council not in self.shaped:
            raise Refused(404, "no-such-council")
        body = self.mandates.get(council, {})
        own, parent = body.get("numbers", {}), self.shaped[council].parent
        return Mandate.model_validate(
            {
                **body,
                "numbers": [_number(name, own.get(name), parent) for name in NUMBERS],
                "numbering": _numbering(body.get("numbering")),
                "version": 1 if body else None,
                "history": [Version(version=1, starts=body["starts"], status=body["status"])] if body else [],
                "actions": [one for one in may(token, BOARD, ("set_mandate",)) if one.acting.startswith(council)],
            }
        )

    def _branch(self, unit: Unit) -> ChartUnit:
        below = (one for one in self.units.values() if one.parent == unit.number)
        councils = (one for one in self.shaped.values() if unit.number in {own.number for own in one.units})
        return ChartUnit(
            number=unit.number,
            name=unit.name,
            kind=unit.kind,
            councils=tuple(CouncilCard.model_validate(dict(one)) for one in councils),
            without_council=unit.without_council,
            units=tuple(self._branch(one) for one in below),
        )


def _watched(council: CouncilPage, *, vacant: bool) -> Watched:
    return Watched.model_validate(
        {
            **dict(council),
            "last_meeting": {"id": "old", "starts_at": "2026-11-19T13:00:00Z"},
            "next_meeting": None if vacant else {"id": "coming", "starts_at": SOON},
            "cases": {"raised": 4, "waiting": 2, "answered": 1},
            "leader_vacant": vacant,
            "ring": [{"term": f"{council.id}secretary", "role": "secretary"}],
            "signal": Signal(word="quiet" if vacant else "lively", meetings=3, raised=4, answers=1, minutes_days=12),
        }
    )


def _numbering(own: str | None) -> Numbering:
    if own:
        return Numbering(value=own, status="agreed", source=OWN, version=1)
    return Numbering(value="per_treatment", status="proposed", source=RULE_SET, rule_set="S1-2018")


def _number(name: str, own: int | None, parent: str | None) -> Number:
    within = {"name": name, "least": 1, "most": 60}
    if own is not None:
        return Number.model_validate({**within, "value": own, "status": "agreed", "source": OWN, "version": 1})
    if parent and name == "notice_days":
        said = {"value": 14, "status": "agreed", "source": PARENT, "council": parent, "short": "?", "version": 3}
        return Number.model_validate({**within, **said})
    return Number.model_validate(
        {**within, "value": 4, "status": "proposed", "source": RULE_SET, "rule_set": "S1-2018"}
    )
