"""A case for the archive, as a packed folder."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from case_flow.api.dependencies import CaseId, Service
from case_flow.application.archive.export_case import export_case
from case_flow.application.archive.folder import SetPages
from case_flow.application.reading.read_case import read_case
from case_flow.domain.refusals import NoSuchCase
from councilkit.web import action
from councilkit.web.house_app import Reader

router = APIRouter(tags=["archive"])


class Zip(Response):
    media_type = "application/zip"


async def _set_pages(request: Request) -> SetPages:
    set_pages: SetPages = request.app.state.set_pages
    return set_pages


@router.get("/cases/{case}/export", response_class=Zip, **action("export_case", NoSuchCase))
async def export(
    case: CaseId, reader: Reader, service: Service, set_pages: Annotated[SetPages, Depends(_set_pages)]
) -> Zip:
    """Pack what the asker may read of the case: pages as PDF/A, metadata in the terms of Noark 5, and its events."""
    records, known, clock = service.records, service.known, service.clock
    reading = await read_case(case, reader.holdings, records=records, known=known, now=clock())
    packed = await export_case(reading, records=records, known=known, set_pages=set_pages, clock=clock)
    name = f"{reading.record.case.reference}.zip"
    return Zip(packed, headers={"Content-Disposition": f'attachment; filename="{name}"'})
