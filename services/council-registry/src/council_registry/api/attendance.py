"""Who came to meetings, as tables that a spreadsheet opens."""

from typing import Annotated

from fastapi import APIRouter, Query

from council_registry.api.attendance_words import COLUMNS, said
from council_registry.api.dependencies import Id, Service
from council_registry.api.identities import held_by
from council_registry.api.tables import Table, table
from council_registry.application.meetings.export_attendance import Attendances, Line
from council_registry.application.service import Registry
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NoSuchCouncil, NoSuchMeeting
from councilkit.events.councils import Language
from councilkit.spreadsheets import write_csv
from councilkit.web import Caller, action
from councilkit.web.house_app import Reader
from councilkit.wording import in_oslo
from councilkit.workdays import oslo_day

router = APIRouter(tags=["meetings"])

Year = Annotated[int | None, Query(ge=2000, le=2100, description="This year unless told")]


@router.get("/meetings/{id}/attendance.csv", response_class=Table, **action(Action.EXPORT_ATTENDANCE, NoSuchMeeting))
async def of_meeting(id: Id, reader: Reader, service: Service, language: Language = Language.NB) -> Table:
    lines = await _attendances(service, reader).of_meeting(id, [held_by(holding) for holding in reader.holdings])
    return _table(lines, f"meeting-{id}", language)


@router.get("/councils/{id}/attendance.csv", response_class=Table, **action("export_years_attendance", NoSuchCouncil))
async def of_council(
    *, id: Id, reader: Reader, service: Service, year: Year = None, language: Language = Language.NB
) -> Table:
    year = year or oslo_day(service.clock()).year
    lines = await _attendances(service, reader).of_council(id, year, [held_by(holding) for holding in reader.holdings])
    return _table(lines, f"council-{id}-{year}", language)


def _attendances(service: Registry, reader: Caller) -> Attendances:
    return Attendances(
        service.contacts,
        service.keeping.accesses,
        service.councils,
        service.units,
        service.records,
        service.clock,
        reader.vouched_by,
    )


def _table(lines: list[Line], name: str, language: Language) -> Table:
    titles = {column: said(language, column) for column in COLUMNS}
    rows = [{titles[column]: value for column, value in _row(line, language).items()} for line in lines]
    return table(write_csv(list(titles.values()), rows), name)


def _row(line: Line, language: Language) -> dict[str, object]:
    starts, ends = in_oslo(line.meeting.starts_at), line.meeting.ends_at
    return {
        "day": starts.date().isoformat(),
        "from": f"{starts:%H:%M}",
        "to": f"{in_oslo(ends):%H:%M}" if ends else None,
        "meeting": said(language, line.meeting.type),
        "council": line.council,
        "name": line.name,
        "role": said(language, line.holding.role),
        "side": said(language, line.holding.side),
        "presence": said(language, line.presence),
    }
