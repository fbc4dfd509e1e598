"""What the link in a mail does, for whoever holds it: nobody signs in, and looking changes nothing."""

from fastapi import APIRouter

from councilkit.mailing.links import LinkExpired, LinkUnknown
from councilkit.refusals import Unavailable
from councilkit.web import action
from notifier.api.bodies import LinkBody
from notifier.api.dependencies import Service
from notifier.api.shapes import ActShape
from notifier.application import compose_answer, compose_notice
from notifier.application.confirm_by_link import confirm_by_link, look_at_link
from notifier.domain.refusals import NoLongerAsked

router = APIRouter(prefix="/acts", tags=["links"])

REFUSALS = (LinkUnknown, LinkExpired, NoLongerAsked, Unavailable)
PURPOSES = (compose_answer.PURPOSE, compose_notice.PURPOSE)


@router.post("/look", **action("look_at_link", *REFUSALS, public=True))
async def look(body: LinkBody, service: Service) -> ActShape:
    purpose, subject = service.links.read_any(PURPOSES, body.token)
    if purpose == compose_notice.PURPOSE:
        return ActShape.of_absence(await service.absence.look(subject, service.clock()))
    return ActShape.of(await look_at_link(subject, cards=service.cards, known=service.known.cases))


@router.post("/perform", **action("perform_link", *REFUSALS, public=True))
async def perform(body: LinkBody, service: Service) -> ActShape:
    purpose, subject = service.links.read_any(PURPOSES, body.token)
    if purpose == compose_notice.PURPOSE:
        return ActShape.of_absence(await service.absence.perform(subject, service.clock()))
    act = await confirm_by_link(subject, cards=service.cards, confirming=service.confirming, known=service.known.cases)
    return ActShape.of(act)
