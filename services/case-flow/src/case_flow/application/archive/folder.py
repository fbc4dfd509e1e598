"""What goes into the archive of a case."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from case_flow.application.known import Known
from case_flow.application.reading.read_case import Reading
from case_flow.application.records import Record, Step, Texts
from case_flow.domain.policy import A

COUNCILS = ("council", "sender", "to", "suggested", "above")


@dataclass(frozen=True)
class Folder:
    """A case with the texts that whoever asks may read, and what its councils and units are called today."""

    record: Record
    texts: Texts
    names: Mapping[str, str]
    made: datetime

    def beside(self, step: Step) -> dict[str, str | None]:
        """Tell the texts of a step, by their names; None where one was erased."""
        return {name: text for (entry, name), text in self.texts.items() if entry == step.entry}

    def named(self, id: str | None) -> str:
        """Tell what a council or a unit is called; one that was never heard of is told by its id."""
        return self.names.get(id or "", id or "")


SetPages = Callable[[Folder], Awaitable[bytes]]
"""Sets what people read, as PDF/A."""


async def folder_of(reading: Reading[A], *, known: Known, now: datetime) -> Folder:
    record = reading.record
    events = [step.event for step in record.steps]
    councils = {told for event in events for field in COUNCILS if (told := getattr(event, field, None))}
    units = {told for event in events if (told := getattr(event, "unit", None))}
    # What took over from a unit is a unit too, and stands where a council stands in other events.
    both = {*councils, *record.case.councils}, {*units, *councils, *record.case.units}
    names = await known.names(*both, record.case.language)
    return Folder(record, reading.texts, names, now)
