"""What is read of editions: sent ones by everybody with a term or a post, open ones by their editor."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from councilkit.events.councils import Language
from councilkit.web import Caller, CursorMalformed, Page, Paging, PagingDep, Since, action, etag
from councilkit.web.house_app import Reader
from councilkit.workdays import oslo_day
from newsletter.api.dependencies import EditionId, Service
from newsletter.api.shapes import DigestShape, EditionLine, EditionShape, Tasks, TaskShape
from newsletter.application.list_tasks import list_tasks
from newsletter.application.read_edition import (
    find_edition,
    is_editor,
    read_digest,
    sending_of,
    size_of,
    sizes_of,
)
from newsletter.application.records import Record
from newsletter.application.service import Newsletter
from newsletter.domain.edition import State
from newsletter.domain.policy import READ
from newsletter.domain.refusals import NoSuchCouncil, NoSuchEdition

router = APIRouter(tags=["reading"])


@router.get("/editions", **action("list_editions", CursorMalformed))
async def editions(reader: Reader, service: Service, paging: PagingDep) -> Page[EditionLine]:
    where = {} if is_editor(reader.holdings) else {"state": State.FROZEN.value}
    found = await service.records.find(where, before=_before(paging), limit=paging.fetch)
    sizes = await sizes_of(found, oslo_day(service.clock()), known=service.known)
    shown = {one.edition.id: EditionLine.of(one, size, reader.holdings) for one, size in zip(found, sizes, strict=True)}
    return paging.page(
        found,
        key=lambda record: [str(record.edition.half), record.edition.id],
        show=lambda record: shown[record.edition.id],
    )


@router.get("/editions/{edition}", **action(READ, NoSuchEdition))
async def edition_with_mails(
    edition: EditionId, reader: Reader, service: Service, response: Response, since: Since = None
) -> EditionShape:
    if since:
        await service.seen(since)
    record = await find_edition(edition, reader.holdings, records=service.records)
    response.headers["ETag"] = etag(record.sequence)
    return await _shape(record, reader, service)


@router.get("/editions/{edition}/digest", **action("read_digest", NoSuchEdition, NoSuchCouncil))
async def digest(
    edition: EditionId,
    reader: Reader,
    service: Service,
    council: Annotated[str | None, Query(max_length=100, description="As it is read there; your own if none")] = None,
    language: Language = Language.NB,
) -> DigestShape:
    record = await find_edition(edition, reader.holdings, records=service.records)
    found = await read_digest(
        record, reader.holdings, council, language.value, known=service.known, digests=service.digests
    )
    return DigestShape.of(found)


@router.get("/tasks", **action("list_tasks"))
async def tasks(reader: Reader, service: Service) -> Tasks:
    waiting = await list_tasks(reader.holdings, oslo_day(service.clock()), records=service.records)
    return Tasks(items=[TaskShape.of(task) for task in waiting])


async def _shape(record: Record, reader: Caller, service: Newsletter) -> EditionShape:
    size = await size_of(record, oslo_day(service.clock()), known=service.known)
    shape = EditionShape.of(record, size, reader.holdings)
    shape = shape.with_greeting(await service.records.greeting(record))
    if is_editor(reader.holdings) and record.frozen:
        return shape.with_sending(await sending_of(record, mails=service.mails, known=service.known))
    return shape


def _before(paging: Paging) -> tuple[str, str] | None:
    match paging.after:
        case None:
            return None
        case [str(half), str(edition)]:
            return half, edition
        case _:
            raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
