"""What waits for the asker here, the asker's own terms, and certificates to keep."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from council_registry.api.dependencies import Id, Service
from council_registry.api.my_seats_shapes import CertificateCard, Certificates, MySeats, MySeatShape, Tasks, TaskShape
from council_registry.api.reading import StandingDep
from council_registry.application.meetings.meeting_tasks import meetings_to_convene
from council_registry.application.seats.certificates import list_certificates, read_certificate
from council_registry.application.seats.list_tasks import list_tasks
from council_registry.application.seats.mine import Mine
from council_registry.application.seats.my_seats import read_my_seats
from council_registry.domain.refusals import NoSuchPerson
from council_registry.domain.seat_refusals import NoSuchCertificate
from councilkit.events.councils import Language
from councilkit.web import Caller, action
from councilkit.web.house_app import Reader, ReaderOrFormer

router = APIRouter(tags=["my seats"])

InLanguage = Annotated[Language | None, Query(description="The asker's own language unless told")]


class Pdf(Response):
    media_type = "application/pdf"


@router.get("/tasks", **action("list_tasks"))
async def tasks(reader: Reader, service: Service, standing: StandingDep) -> Tasks:
    waiting = await list_tasks(reader.holdings, standing, rules=service.rules, requests=service.requests)
    waiting += await meetings_to_convene(reader.holdings, standing, rules=service.rules, records=service.records)
    return Tasks(items=[TaskShape.of(task) for task in sorted(waiting, key=lambda task: task.on or standing.day)])


@router.get("/me/seats", **action("read_my_seats"))
async def my_seats(reader: ReaderOrFormer, service: Service, standing: StandingDep) -> MySeats:
    seats = await read_my_seats(
        _mine(reader), standing, contacts=service.contacts, records=service.records, rules=service.rules
    )
    return MySeats(items=[MySeatShape.of(seat, standing.day) for seat in seats])


@router.get("/me/certificates", **action("list_my_certificates"))
async def my_certificates(reader: ReaderOrFormer, service: Service, standing: StandingDep) -> Certificates:
    found = await list_certificates(_mine(reader), contacts=service.contacts, records=service.records)
    return Certificates(items=[CertificateCard.of(one, standing) for one in found])


@router.get(
    "/me/certificates/{meeting}",
    response_class=Pdf,
    **action("read_my_certificate", NoSuchPerson, NoSuchCertificate),
)
async def my_certificate(
    *,
    meeting: Id,
    reader: ReaderOrFormer,
    service: Service,
    standing: StandingDep,
    language: InLanguage = None,
) -> Pdf:
    statement = await read_certificate(
        _mine(reader), meeting, language, standing, contacts=service.contacts, records=service.records
    )
    attached = {"Content-Disposition": f'attachment; filename="kompetansebevis-{statement.day}.pdf"'}
    return Pdf(await service.set_certificate(statement), headers=attached)


def _mine(reader: Caller) -> Mine:
    """Ask for everything of who signed in; of who is vouched for, what that is for."""
    return Mine(reader.subject, {holding.id for holding in reader.holdings} if reader.vouched_by else None)
