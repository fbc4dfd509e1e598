"""A council's mandate over HTTP: what is agreed, and why each number is what it is."""

from fastapi import APIRouter, Response

from council_registry.api.dependencies import Id, Service
from council_registry.api.mandate_bodies import MandateBody
from council_registry.api.mandate_shapes import MandateShape
from council_registry.api.reading import StandingDep
from council_registry.application.seats.read_mandate import read_mandate
from council_registry.application.seats.set_mandate import SetMandate, set_mandate
from council_registry.domain.policy import POLICY, Action
from council_registry.domain.refusals import EndsBeforeStart, NoSuchCouncil
from council_registry.domain.seat_refusals import MandateOlder, NumberOutOfRange, ReviewOutsideMandate, UnknownNumber
from council_registry.domain.structure_refusals import CouncilOver
from councilkit.web import Accepted, action, allowed_actions, etag
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader

router = APIRouter(tags=["mandates"])


@router.post(
    "/councils/{id}/mandates",
    status_code=201,
    **action(
        Action.SET_MANDATE,
        NoSuchCouncil,
        CouncilOver,
        EndsBeforeStart,
        MandateOlder,
        ReviewOutsideMandate,
        UnknownNumber,
        NumberOutOfRange,
        *ANY_COMMAND,
    ),
)
async def new_mandate(id: Id, body: MandateBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = SetMandate(id, body.conditions(), body.reference)
    receipt = await set_mandate(
        command, by.holding, by.call, councils=service.councils, units=service.units, rules=service.rules
    )
    return await answer(receipt)


@router.get("/councils/{id}/mandate", **action("read_mandate", NoSuchCouncil))
async def mandate(
    *, id: Id, reader: Reader, service: Service, response: Response, standing: StandingDep
) -> MandateShape:
    page = await read_mandate(id, standing, rules=service.rules, records=service.records, texts=service.texts)
    response.headers["ETag"] = etag(page.found.sequence)
    possible = [one for one in page.found.council.possible() if one is Action.SET_MANDATE]
    return MandateShape.page(page, allowed_actions(POLICY, reader, possible, page.place.relations))
