"""What the link in a mail does, for whoever holds it: nobody signs in, and looking changes nothing."""

from fastapi import APIRouter

from councilkit.mailing.links import LinkExpired, LinkUnknown
from councilkit.refusals import Unavailable
from councilkit.web import action
from notifier.api.bodies import LinkBody
from notifier.api.dependencies import Service
from notifier.api.shapes import ActShape
from notifier.application.compose_answer import PURPOSE
from notifier.application.confirm_by_link import confirm_by_link, look_at_link
from notifier.domain.refusals import NoLongerAsked

router = APIRouter(prefix="/acts", tags=["links"])

REFUSALS = (LinkUnknown, LinkExpired, NoLongerAsked, Unavailable)


@router.post("/look", **action("look_at_link", *REFUSALS, public=True))
async def look(body: LinkBody, service: Service) -> ActShape:
    subject = service.links.read(PURPOSE, body.token)
    return ActShape.of(await look_at_link(subject, cards=service.cards))


@router.post("/perform", **action("perform_link", *REFUSALS, public=True))
async def perform(body: LinkBody, service: Service) -> ActShape:
    subject = service.links.read(PURPOSE, body.token)
    act = await confirm_by_link(subject, cards=service.cards, confirming=service.confirming)
    return ActShape.of(act)
