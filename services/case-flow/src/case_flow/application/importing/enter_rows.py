"""Entering a table of old cases: all that somebody has looked at, or nothing."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from case_flow.application.cases import Cases
from case_flow.application.importing.look_at_rows import Entering, look_at_rows
from case_flow.application.importing.rows import Rows
from case_flow.application.known import Known
from case_flow.application.records import Records
from case_flow.domain.old_case import ChangedSincePreview, RowsRefused, enter
from case_flow.domain.policy import Acting
from case_flow.domain.reference import proposed_references
from case_flow.domain.refusals import LooksIndividual
from councilkit.clock import Clock
from councilkit.ledger import Call, ClaimTaken, Receipt


@dataclass(frozen=True)
class EnterRows:
    """`digest` is that of the look which the asker has had; `hints_seen`: it is about more than one person."""

    rows: Rows
    digest: str
    hints_seen: bool = False


async def enter_rows(
    command: EnterRows, by: Acting, call: Call, *, cases: Cases, known: Known, records: Records, clock: Clock
) -> Sequence[Receipt]:
    """Enter what is new, a case at a time. Whoever was cut off looks again and goes on; what is here is left as it is.

    Raises:
        RowsRefused: something is in the way; nothing was entered.
        LooksIndividual: some texts look as if they were one person's own.
        ChangedSincePreview: what would be done is not what was looked at.

    """
    look = await look_at_rows(command.rows, by, known=known, records=records, clock=clock)
    if look.problems:
        raise RowsRefused(f"{len(look.problems)} things are in the way; look at the preview.", field="/rows")
    if look.hints and not command.hints_seen:
        raise LooksIndividual(
            [{"field": f"/{at.line}/{at.column}", "start": at.hint.start, "end": at.hint.end} for at in look.hints]
        )
    if look.new and look.digest != command.digest:
        raise ChangedSincePreview("What would be done is not what you looked at; look again.", field="/digest")
    return [await _enter(one, by, call, cases=cases) for one in look.new]


async def _enter(one: Entering, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    own = replace(call, command_id=f"{call.command_id}/{one.case}", expected=None)
    for reference in proposed_references(one.case, one.old.raised):
        with suppress(ReferenceTaken):
            return await _open(one, by, own, reference, cases=cases)
    raise AssertionError("References have no end.")


class ReferenceTaken(Exception):
    """Another case is called so."""


async def _open(one: Entering, by: Acting, call: Call, reference: str, *, cases: Cases) -> Receipt:
    try:
        return await cases.open(
            one.case,
            call,
            lambda now: enter(by, one.old, case=one.case, reference=reference, now=now),
            texts=one.row.texts,
            claims=[reference, *one.row.numbers],
        )
    except ClaimTaken as taken:
        if taken.claim != reference:  # somebody gave this number a moment ago
            raise
        raise ReferenceTaken from None
