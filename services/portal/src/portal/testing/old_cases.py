"""Tables of old cases in memory, for the case-flow of the tests."""

import base64
from collections.abc import Callable, Mapping

from councilkit.case_tables import read_cases
from councilkit.privacy import individual_case_hints
from councilkit.spreadsheets import write_csv
from portal.application.old_cases import COLUMNS, SECRETARIAT
from portal.application.old_cases_ports import CaseLook, CaseProblem, Hint, NewCase
from portal.application.ports import Order
from portal.application.refusals import Refused
from portal.testing.councils import holding

DIGEST = "d" * 64
RAISED = {
    "key": "2019-17",
    "council": "LBU-LAR",
    "title": "Skilt ved inngangen",
    "lines": "AT",
    "raised": "14.3.2019",
    "state": "reported",
}
OWN = RAISED | {
    "key": "2020-2",
    "title": "Stol i gangen",
    "description": "Vi mener at\njeg fikk avslag uten grunn.",
}
"""A row that reads like one person's own case."""


def table(*rows: Mapping[str, str]) -> bytes:
    return write_csv([column.name for column in COLUMNS], rows).encode()


class MemoryOldCases:
    """Keeps what is entered by what it was called before."""

    _reach: Callable[[], None]

    def __init__(self) -> None:
        self.old_cases: dict[str, dict[str, str]] = {}
        self.refuses_tables: Refused | None = None

    async def look_at_cases(self, sheet: str, order: Order) -> CaseLook:
        self._guard(order)
        rows = read_cases(base64.b64decode(sheet))
        wrong = [
            CaseProblem(line=line, column=column.name, rule="missing")
            for line, row in rows
            for column in COLUMNS
            if column.asked and not row.get(column.name)
        ]
        new = [(line, row) for line, row in rows if row.get("key") not in self.old_cases]
        hints = [
            Hint(line=line, column=name, start=hint.start, end=hint.end)
            for line, row in new
            for name in ("title", "short", "description", "answer")
            for hint in individual_case_hints(row.get(name, ""))
        ]
        return CaseLook(
            new=tuple(
                NewCase(line=line, council="lar", title=row["title"], state=row["state"])
                for line, row in new
                if line not in {one.line for one in wrong}
            ),
            same=tuple(line for line, row in rows if row.get("key") in self.old_cases),
            problems=tuple(wrong),
            hints=tuple(hints),
            digest=DIGEST,
        )

    async def enter_cases(self, sheet: str, digest: str, order: Order, *, hints_seen: bool) -> tuple[str, ...]:
        look = await self.look_at_cases(sheet, order)
        if look.hints and not hints_seen:
            raise Refused(422, "looks-like-an-individual-case")
        if digest != look.digest:
            raise Refused(409, "changed-since-preview")
        lines = {one.line for one in look.new}
        rows = [row for line, row in read_cases(base64.b64decode(sheet)) if line in lines]
        self.old_cases |= {row["key"]: row for row in rows}
        return tuple(row["key"] for row in rows)

    def _guard(self, order: Order) -> None:
        self._reach()
        if holding(order.token, order.acting).role not in (*SECRETARIAT, "directorate_contact"):
            raise Refused(403, "not-allowed")
        if self.refuses_tables:
            raise self.refuses_tables
