"""What entering a table of old cases would do, and all that is in the way."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from case_flow.application.cases import KIND
from case_flow.application.importing.rows import Problem, Row, Rows, problem_of, read_row
from case_flow.application.known import Known
from case_flow.application.records import Records
from case_flow.domain.old_case import EnteredOtherwise, NumberTaken, OldCase, enter
from case_flow.domain.policy import IMPORT, POLICY, Acting, Relation
from case_flow.domain.refusals import NoSuchCase
from councilkit.clock import Clock
from councilkit.events.case_life import CaseImported
from councilkit.ids import derived_id
from councilkit.privacy import Hint, individual_case_hints
from councilkit.refusals import Refusal


@dataclass(frozen=True)
class Entering:
    """An old case that would be new here."""

    line: int
    case: str
    row: Row
    old: OldCase


@dataclass(frozen=True)
class HintAt:
    """Words that hint at one person's own case."""

    line: int
    column: str
    hint: Hint


@dataclass
class Look:
    new: list[Entering] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    """The lines of cases that are here already."""

    problems: list[Problem] = field(default_factory=list)
    hints: list[HintAt] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Name what would be done: the same name, the same deeds."""
        told = "\n".join(f"{one.case} {one.row.model_dump_json()}" for one in self.new)
        return hashlib.sha256(told.encode()).hexdigest()


async def look_at_rows(rows: Rows, by: Acting, *, known: Known, records: Records, clock: Clock) -> Look:
    """Tell what would be entered; nothing comes of it. Raises `NotAllowed` for who may enter no case at all."""
    POLICY.require(IMPORT, by, {Relation.ORIGIN})
    look, now = Look(), clock()
    looking = _Looking(by, known, records, now)
    for line, cells in rows:
        row = read_row(line, cells)
        if not isinstance(row, Row):
            look.problems += row
            continue
        try:
            entering = await looking.at(line, row)
        except Refusal as no:
            look.problems.append(problem_of(line, no))
            continue
        if entering is None:
            look.same.append(line)
            continue
        look.new.append(entering)
        look.hints += [
            HintAt(line, name, hint) for name, text in row.texts.items() for hint in individual_case_hints(text)
        ]
    return look


class _Looking:
    """Looks at one row after the other; what the rows before claim is remembered."""

    def __init__(self, by: Acting, known: Known, records: Records, now: datetime) -> None:
        self._by = by
        self._known = known
        self._records = records
        self._now = now
        self._met: set[str] = set()

    async def at(self, line: int, row: Row) -> Entering | None:
        """Tell what comes of a row: a new case, or nothing, as it is here. Raises `Refusal`, with the column."""
        council = await self._known.council_called(row.council, field="/council")
        holder = await self._known.council_called(row.holder, field="/holder") if row.holder else council
        unit = await self._known.listed_unit(row.unit, field="/unit") if row.unit else None
        told = row.model_dump(include={"lines", "raised", "state", "phase", "theme", "numbers", "due", "outcome"})
        old, case = OldCase(council, holder, unit=unit, **told), derived_id(KIND, "old", council.id, row.key)
        event = enter(self._by, old, case=case, reference="", now=self._now)
        self._claim(f"key {case}", field="/key")
        with suppress(NoSuchCase):
            first = (await self._records.get(case)).steps[0].event
            _require_same(first, event, old)
            return None
        for number in row.numbers:
            self._claim(number, field="/numbers")
        if await self._known.treatments.given(row.numbers):
            raise NumberTaken("Another case has this number.", field="/numbers")
        return Entering(line, case, row, old)

    def _claim(self, name: str, *, field: str) -> None:
        if name in self._met:
            raise NumberTaken("Another row says the same.", field=field)
        self._met.add(name)


def _require_same(known: object, told: CaseImported, old: OldCase) -> None:
    """Refuse what was entered with other facts: the house does not forget what has happened to it since."""
    if not isinstance(known, CaseImported) or _but_for_the_day(known, told, old) != told:
        raise EnteredOtherwise(
            "This case was entered before, and something was other then. Change it there.", field="/key"
        )


def _but_for_the_day(known: CaseImported, told: CaseImported, old: OldCase) -> CaseImported:
    """Leave out what another day makes other: the reference, and a day for the answer that no row tells."""
    return known.model_copy(update={"reference": told.reference, **({} if old.due else {"due": told.due})})
