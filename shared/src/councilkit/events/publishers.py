"""Which service tells which event types, and which services follow it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType, ModuleType

from councilkit.events import (
    case_life,
    cases,
    councils,
    first_case_versions,
    first_versions,
    meetings,
    newsletters,
    notifications,
    rounds,
    seating,
    structure,
    texts,
)
from councilkit.events.base import Event, event_types

TELLS: Mapping[str, Sequence[ModuleType]] = MappingProxyType(
    {
        "council-registry": (councils, structure, seating, meetings, first_versions),
        # only its ledger keeps texts that somebody may want erased
        "case-flow": (cases, case_life, rounds, texts, first_case_versions),
        "newsletter": (newsletters,),
        "notifier": (notifications,),
    }
)
"""The parts of the language that each publisher speaks."""

FOLLOWS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "council-registry": ("council-registry", "case-flow"),
        "case-flow": ("case-flow", "council-registry"),
        "newsletter": ("newsletter", "council-registry", "case-flow"),
        "notifier": ("notifier", "council-registry", "case-flow"),
    }
)
"""The publishers that each service follows, itself among them."""


def told_by(source: str) -> Mapping[str, type[Event]]:
    """Tell every event type that a publisher tells, by its name; LookupError if it is no publisher."""
    modules = {module.__name__ for module in TELLS[source]}
    return {name: event for name, event in event_types().items() if event.__module__ in modules}


def followers_of(source: str) -> list[str]:
    """Tell every service that follows a publisher."""
    return [service for service, sources in FOLLOWS.items() if source in sources]
