"""What the editor does with editions: verbs under an edition."""

from fastapi import APIRouter

from councilkit.ledger import TooMuch
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep
from newsletter.api.bodies import GreetBody, Nothing, OpenBody
from newsletter.api.dependencies import EditionId, Service
from newsletter.application.freeze_edition import FreezeEdition, freeze_edition
from newsletter.application.greet_edition import GreetEdition, greet_edition
from newsletter.application.open_edition import OpenEdition, open_edition
from newsletter.domain.policy import FREEZE, GREET, OPEN
from newsletter.domain.refusals import (
    EditionExists,
    EditionIsFrozen,
    GreetingMissing,
    HalfTooOld,
    NobodyToSendTo,
    NoSuchEdition,
    NotLevel,
    WindowStillOpen,
)

router = APIRouter(prefix="/editions", tags=["commands"])


@router.post("", status_code=201, **action(OPEN, EditionExists, WindowStillOpen, HalfTooOld, *ANY_COMMAND))
async def begin(body: OpenBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await open_edition(OpenEdition(body.half), by.holding, by.call, editions=service.editions))


@router.post("/{edition}/greet", **action(GREET, NoSuchEdition, EditionIsFrozen, *ANY_COMMAND))
async def greet(edition: EditionId, body: GreetBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = GreetEdition(edition, body.nb, body.nn, body.en)
    return await answer(await greet_edition(command, by.holding, by.call, editions=service.editions))


@router.post(
    "/{edition}/freeze",
    **action(FREEZE, NoSuchEdition, EditionIsFrozen, GreetingMissing, NobodyToSendTo, NotLevel, TooMuch, *ANY_COMMAND),
)
async def freeze(edition: EditionId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    receipt = await freeze_edition(
        FreezeEdition(edition),
        by.holding,
        by.call,
        editions=service.editions,
        known=service.known,
        level=service.level,
        clock=service.clock,
    )
    return await answer(receipt)
