"""What somebody is told of that one's own, and tables that are entered, in memory, for the registry of the tests."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from councilkit.clock import Clock
from councilkit.events.seating import HandoverItem
from portal.application.importing import Difference, ImportPreview, ImportState, RowProblem
from portal.application.people import Certificate, Contact, Look, MyHandover, MySeat, Training
from portal.application.ports import Order
from portal.application.refusals import Away, Refused
from portal.application.resources import CouncilName, Holding, Page, Term
from portal.testing.councils import COUNCILS, PEOPLE, STARTED
from portal.testing.telling import MemoryTelling

DUE: Final = date(2026, 12, 20)


class MemoryMyself(MemoryTelling):
    """Keeps one contact, and does with it what it is told."""

    def __init__(self, clock: Clock) -> None:
        self.contact = Contact(name="Modig Lykt", email="modig.lykt@example.no", language="nb", phone="900 00 000")
        self.forgotten: list[str] = []
        self.entered: dict[str, Mapping[str, str]] = {}
        self.no: Refused | None = None
        self._clock = clock

    async def my_seats(self, token: str) -> tuple[MySeat, ...]:
        self._reached()
        return tuple(_mine(held.council, held) for held in PEOPLE[token][1] if held.council)

    async def my_certificates(self, token: str) -> tuple[Certificate, ...]:  # noqa: ARG002 - always the same
        return (Certificate(meeting="course", on=date(2026, 3, 4), councils=(name_of("lar"),)),)

    async def certificate(self, token: str, meeting: str, *, language: str) -> bytes:  # noqa: ARG002 - always the same
        if meeting != "course":
            raise Refused(404, "no-such-certificate")
        return f"%PDF-1.7 {language}".encode()

    async def my_contact(self, token: str) -> Contact:  # noqa: ARG002 - the one contact here
        self._reached()
        return self.contact

    async def change_my_contact(self, token: str, body: Mapping[str, Any]) -> Contact:  # noqa: ARG002 - the one contact here
        if self.no:
            raise self.no
        self.contact = Contact.model_validate(body)
        return self.contact

    async def my_data(self, token: str) -> bytes:
        return f'{{"person": "{token}"}}'.encode()

    async def my_looks(self, token: str, *, cursor: str | None = None) -> Page[Look]:  # noqa: ARG002 - one page
        held = Holding(id="larsecretary", kind="term", role="secretary", side="nav", council=name_of("lar"))
        looks = (
            Look(at=self._clock() - timedelta(days=1), why="read_people", held=held),
            Look(at=self._clock() - timedelta(days=2), why="resolve_contacts", service="notifier"),
        )
        return Page[Look](items=looks)

    async def forget_me(self, token: str) -> None:
        if self.no:
            raise self.no
        self.forgotten.append(token)

    async def look_through(self, token: str, sheets: Mapping[str, str]) -> ImportPreview:
        self._require_directorate(token)
        if self.no:
            raise self.no
        new = Difference(sheet="units", line=2, name="0705 Nav Sandefjord", change="new")
        wrong = RowProblem(sheet="seats", line=7, column="role", rule="wrong-side", detail="A secretary does not.")
        bare = RowProblem(sheet="seats", line=8, column="short", rule="missing", detail="Field required")
        problems = (wrong, bare) if "seats" in sheets else ()
        return ImportPreview(digest="d" * 64, same=3, commands=1, differences=(new,), problems=problems)

    async def enter_tables(self, sheets: Mapping[str, str], digest: str, order: Order) -> ImportState:  # noqa: ARG002 - taken
        self._require_directorate(order.token)
        if self.no:
            raise self.no
        self.entered["i"] = sheets
        return await self.import_state(order.token, "i")

    async def import_state(self, token: str, id: str) -> ImportState:
        self._require_directorate(token)
        if id not in self.entered:
            raise Refused(404, "no-such-import")
        return ImportState(id=id, stage="done", done=1, of=1)

    async def export(self, token: str, sheet: str) -> bytes:
        self._require_directorate(token)
        return f"\ufeffnumber;{sheet}\r\n".encode()

    def _reached(self) -> None:
        if self.away:
            raise Away("council-registry")

    def _require_directorate(self, token: str) -> None:
        if not any(held.role == "directorate_contact" for held in PEOPLE[token][1]):
            raise Refused(403, "not-allowed")


def name_of(council: str) -> CouncilName:
    found = COUNCILS.get(council)
    if found is None:
        raise Refused(404, "no-such-council")
    return CouncilName(id=found.id, short=found.short, names=found.names)


def _mine(council: CouncilName | None, held: Holding) -> MySeat:
    term = Term(id=held.id, role=held.role, side=held.side, starts=STARTED, ends=date(2027, 12, 31))
    return MySeat.model_validate(
        {
            "council": council,
            "seat": f"seat-of-{held.id}",
            "term": term,
            "running": True,
            "days_left": 404,
            "deputies": (),
            "training": Training(by=date(2025, 4, 1), certificate="course", taken_on=date(2026, 3, 4)),
            "handover": MyHandover(due=DUE, missing=(HandoverItem.PAPERS,)),
        }
    )
