"""Names of councils and units, asked for once and remembered for a while: they are the same for everybody."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from councilkit.clock import Clock
from councilkit.events.councils import Names
from portal.application.ports import Registry
from portal.application.refusals import Away, Refused
from portal.application.resources import Card, Case, CouncilName, UnitName

REMEMBERED: Final = timedelta(minutes=5)
MOST: Final = 2000

UNKNOWN_COUNCIL: Final = CouncilName(id="", short="?", names=Names(nb="Et utvalg", nn="Eit utval", en="A council"))


class Directory:
    """The names that one page needs."""

    def __init__(self, councils: dict[str, CouncilName], units: dict[str, UnitName]) -> None:
        self._councils = councils
        self._units = units

    def council(self, id: str | None) -> CouncilName:
        return self._councils.get(id or "", UNKNOWN_COUNCIL)

    def unit(self, number: str | None) -> UnitName:
        return self._units.get(number or "", UnitName(number=number or "", name=f"Nav {number or ''}".strip()))


class NameBook:
    def __init__(self, registry: Registry, *, clock: Clock) -> None:
        self._registry = registry
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[datetime, CouncilName | UnitName]] = {}

    async def of_cards(self, token: str, cards: Iterable[Card]) -> Directory:
        councils: set[str | None] = set()
        units: set[str | None] = set()
        for card in cards:
            councils |= {card.origin, card.holder, card.next.council if card.next else None}
            units |= {card.addressee_unit, card.next.unit if card.next else None}
        return await self.find(token, councils, units)

    async def of_case(self, token: str, case: Case, *more: str) -> Directory:
        """Find every council and unit that the page of a case names."""
        steps, waits = case.path, (case.next, *case.waits)
        away = case.turning_away.appealed_to if case.turning_away else None
        councils = {case.origin, case.holder, away, *case.joined, *case.received, *more}
        councils |= {id for step in steps for id in (step.council, step.to, step.suggested, *step.copies)}
        councils |= {one.council for one in waits if one}
        units = {case.addressee_unit, *(one.unit for one in waits if one)}
        units |= {id for step in steps for id in (step.unit, *(asked.unit for asked in step.also))}
        units |= {part.unit for question in case.questions for part in question.parts}
        parties = [party for one in case.follow_ups for party in (one.responsible, *one.involved, *one.informed)]
        councils, units = councils | {one.council for one in parties}, units | {one.unit for one in parties}
        return await self.find(token, councils, units)

    async def find(self, token: str, councils: Iterable[str | None], units: Iterable[str | None] = ()) -> Directory:
        wanted = [("council", id) for id in councils if id] + [("unit", number) for number in units if number]
        found = await asyncio.gather(*(self._one(token, kind, id) for kind, id in wanted))
        return Directory(
            {id: name for (_, id), name in zip(wanted, found, strict=True) if isinstance(name, CouncilName)},
            {id: name for (_, id), name in zip(wanted, found, strict=True) if isinstance(name, UnitName)},
        )

    async def _one(self, token: str, kind: str, id: str) -> CouncilName | UnitName | None:
        until, name = self._known.get((kind, id), (None, None))
        if until and until > self._clock():
            return name
        try:
            name = await (self._registry.council(token, id) if kind == "council" else self._registry.unit(token, id))
        except (Refused, Away):
            return name  # an old name, or none, is better than no page
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[kind, id] = (self._clock() + REMEMBERED, name)
        return name
