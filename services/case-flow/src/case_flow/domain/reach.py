"""Which councils and units a case reaches by an event: as a table, for whoever may have been closed meanwhile."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from councilkit.events import Event
from councilkit.events.case_life import CaseAppealed, CaseImported, CaseJoined, FollowUpAgreed
from councilkit.events.cases import AnswerPassedOn, CaseReported, CaseSent, CaseTakenOver, StatementMade


@dataclass(frozen=True)
class Reached:
    councils: Iterable[str | None] = ()
    units: Iterable[str | None] = ()


def _parties(event: FollowUpAgreed) -> Reached:
    parties = (event.responsible, *event.involved, *event.informed)
    return Reached([party.council for party in parties], [party.unit for party in parties])


REACHES: Mapping[type[Event], Callable[[Any], Reached]] = {
    CaseReported: lambda event: Reached([event.council]),
    CaseImported: lambda event: Reached([event.council, event.holder], [event.unit]),
    CaseSent: lambda event: Reached([event.to, *event.copies]),
    CaseTakenOver: lambda event: Reached([event.to]),
    CaseJoined: lambda event: Reached(event.origins),
    CaseAppealed: lambda event: Reached([event.to]),
    StatementMade: lambda event: Reached(units=[event.unit, *(also.unit for also in event.also)]),
    AnswerPassedOn: lambda event: Reached(units=[event.successor]),
    FollowUpAgreed: _parties,
}


def reached(event: Event) -> tuple[list[str], list[str]]:
    """Tell the councils, and the units, each once."""
    found = REACHES[type(event)](event)
    councils, units = (dict.fromkeys(one for one in several if one) for several in (found.councils, found.units))
    return list(councils), list(units)
