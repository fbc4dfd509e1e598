"""Tables in and out: for the directorate's contact, and for a service that may."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request

from council_registry.api.dependencies import Id, Service
from council_registry.api.identities import held_by
from council_registry.api.import_shapes import ExportShape, ImportBody, ImportShape, PreviewShape, TablesBody
from council_registry.api.tables import Table, table
from council_registry.application.importing.rows import Sheet, columns
from council_registry.application.importing.service import Importing
from council_registry.application.people.asking import asked_by
from council_registry.domain.holding import DIRECTORATE, Holding
from council_registry.domain.import_refusals import ChangedSincePreview, ImportRuns, NoSuchImport, RowsRefused
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.policy import Action, Place
from councilkit.events.councils import PostRole, Side
from councilkit.ledger import KeyReused
from councilkit.policy import NotAllowed
from councilkit.spreadsheets import SheetWrong, write_csv
from councilkit.web import action
from councilkit.web.callers import CallerDep
from councilkit.web.commands import KEY_PATTERN
from councilkit.web.house_app import ended_of
from councilkit.workdays import oslo_day

router = APIRouter(tags=["imports"])

LARGE = 8 * 1024 * 1024
"""Bytes that a whole country's tables may be."""

ImportKey = Annotated[str, Header(pattern=KEY_PATTERN, alias="Idempotency-Key")]
SCOPES = {Action.IMPORT: "registry:import", Action.EXPORT: "registry:export"}


def _asked_for(action: Action) -> Callable[..., Awaitable[Holding]]:
    async def asker(request: Request, caller: CallerDep, service: Service) -> Holding:
        if SCOPES[action] in caller.scopes:
            today = oslo_day(service.clock())
            role, unit = PostRole.DIRECTORATE_CONTACT, DIRECTORATE
            return Holding(caller.subject, HoldKind.POST, role, Side.NAV, Period(today), unit=unit)
        ended = await ended_of(request, *caller.holdings)
        holdings = [held_by(holding) for holding in caller.holdings if holding.id not in ended]
        if not holdings:
            raise NotAllowed("This is for those who hold a post, or a service with a scope.", field="Authorization")
        return asked_by(action, holdings, Place())

    return asker


Importer = Annotated[Holding, Depends(_asked_for(Action.IMPORT))]
Exporter = Annotated[Holding, Depends(_asked_for(Action.EXPORT))]


async def _importing(request: Request) -> Importing:
    importing: Importing = request.app.state.importing
    return importing


Imports = Annotated[Importing, Depends(_importing)]


@router.post("/imports/preview", **action("preview_import", SheetWrong))
async def preview(body: TablesBody, by: Importer, importing: Imports) -> PreviewShape:
    return PreviewShape.of(await importing.offering.look(body.cells(), by))


@router.post(
    "/imports",
    status_code=202,
    **action(Action.IMPORT, SheetWrong, RowsRefused, ChangedSincePreview, ImportRuns, KeyReused),
)
async def new_import(body: ImportBody, by: Importer, importing: Imports, key: ImportKey) -> ImportShape:
    accepted = await importing.offering.accept(body.cells(), digest=body.digest, by=by, key=key)
    return ImportShape.told(accepted)


@router.get("/imports/{id}", **action("read_import", NoSuchImport))
async def one_import(id: Id, _: Importer, importing: Imports) -> ImportShape:
    return ImportShape.told(await importing.offering.get(id))


@router.get("/export", **action(Action.EXPORT))
async def export(by: Exporter, importing: Imports) -> ExportShape:
    exporting = importing.exporting
    tables = {sheet: await exporting.rows(sheet, by.id) for sheet in Sheet}
    return ExportShape.of(tables, await exporting.unsaid())


@router.get("/export/{sheet}.csv", response_class=Table, **action("export_sheet"))
async def export_sheet(sheet: Sheet, by: Exporter, importing: Imports) -> Table:
    return table(write_csv(columns(sheet), (await importing.exporting.rows(sheet, by.id)).rows), sheet)
