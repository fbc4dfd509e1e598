"""What we know of a case: who raised it, who has it in hand, and the latest that was told of each matter of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from councilkit.events import Event
from councilkit.events.case_life import CaseDue
from councilkit.events.case_words import Party
from councilkit.events.councils import Language


@dataclass(frozen=True)
class Told:
    """Something that was told of a case, by its entry in case-flow's ledger."""

    entry: str
    event: Event


@dataclass(frozen=True)
class CaseStory:
    id: str
    reference: str
    language: Language
    home: str  # the council that raised it, or who came after that
    homes: tuple[str, ...]  # all councils that are to be answered, `home` first
    holder: str
    path: tuple[str, ...]
    hands: Party  # the council or the unit that is to do something with it
    unit: str | None  # that was asked last
    restricted: bool
    personal: bool  # it is, or may be, one person's own case
    told: Mapping[str, Told] = field(default_factory=dict)
    late: Mapping[str, Told] = field(default_factory=dict)
    reporters: Mapping[str, str] = field(default_factory=dict)  # by council that raised it, the term that did

    @property
    def is_hidden(self) -> bool:
        """Tell whether no mail may hold any of its texts."""
        return self.restricted or self.personal

    def latest(self, entry: str) -> Told | None:
        """Tell what this entry tells, if it still is the latest of its matter."""
        return next((told for told in self.told.values() if told.entry == entry), None)

    def is_late(self, entry: str) -> CaseDue | None:
        """Tell what was late by this entry, if it still is and nothing later tells of it."""
        found = (told.event for told in self.late.values() if told.entry == entry)
        return next((event for event in found if isinstance(event, CaseDue)), None)
