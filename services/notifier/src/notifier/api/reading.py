"""What is read of duties: how councils stand, what waits for the asker, and which rules there are."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from councilkit.web import Since, action, etag
from councilkit.web.house_app import Reader
from notifier.api.dependencies import CouncilId, Service
from notifier.api.shapes import Duties, DutyShape, Rules, RuleShape, SettingsShape, Tasks, TaskShape
from notifier.application.list_duties import list_duties
from notifier.application.list_rules import list_rules
from notifier.application.list_tasks import list_tasks
from notifier.domain.refusals import NoSuchCouncil

router = APIRouter(tags=["reading"])


@router.get("/duties", **action("list_duties", NoSuchCouncil))
async def duties(
    reader: Reader,
    service: Service,
    council: Annotated[str | None, Query(max_length=100, description="Only its duties, whichever it is")] = None,
    since: Since = None,
) -> Duties:
    if since:
        await service.seen(since)
    now = service.clock()
    found = await list_duties(reader.holdings, council, known=service.known, now=now)
    return Duties(items=[DutyShape.of(shown, now) for shown in found.shown], more=found.more)


@router.get("/tasks", **action("list_tasks"))
async def tasks(reader: Reader, service: Service) -> Tasks:
    now = service.clock()
    waiting = await list_tasks(reader.holdings, known=service.known, now=now)
    return Tasks(items=[TaskShape.of(task, now) for task in waiting])


@router.get("/rules", **action("list_rules"))
async def rules(reader: Reader, service: Service, since: Since = None) -> Rules:
    if since:
        await service.seen(since)
    return Rules(items=[RuleShape.of(rule) for rule in await list_rules(reader.holdings, known=service.known)])


@router.get("/councils/{council}/duties-settings", **action("read_duties_settings", NoSuchCouncil))
async def settings(
    council: CouncilId, _: Reader, service: Service, response: Response, since: Since = None
) -> SettingsShape:
    if since:
        await service.seen(since)
    await service.known.place(council)  # refuses one that we have not heard of
    sheet = await service.known.sheet(council)
    response.headers["ETag"] = etag(sheet.sequence)
    return SettingsShape.of(sheet)
