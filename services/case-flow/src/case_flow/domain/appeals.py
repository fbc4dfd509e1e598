"""What was asked of the level above about turning cases away, and what it said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from councilkit.events import Event
from councilkit.events.case_life import AppealDecided, CaseAppealed
from councilkit.events.cases import CaseTakenOver


@dataclass(frozen=True)
class Asked:
    """A council that was asked, or who came after it before it could say so; `stands` is None until then."""

    council: str
    stands: bool | None = None


def appeals(events: Iterable[Event]) -> list[Asked]:
    """Tell the appeals of a case, in their order."""
    found: list[Asked] = []
    for event in events:
        match event:
            case CaseAppealed():
                found.append(Asked(event.to))
            case AppealDecided():
                found[-1] = replace(found[-1], stands=event.stands)
            case CaseTakenOver():
                found = [_passed_on(one, event) for one in found]
    return found


def _passed_on(one: Asked, event: CaseTakenOver) -> Asked:
    waits = one.council == event.council and one.stands is None
    return replace(one, council=event.to) if waits else one
