"""What the link in a digest does, for whoever holds it: nobody signs in, and looking changes nothing."""

from fastapi import APIRouter

from councilkit.ledger import Busy
from councilkit.mailing.links import LinkExpired, LinkUnknown
from councilkit.refusals import Unavailable
from councilkit.web import action
from newsletter.api.bodies import LookBody, PerformBody
from newsletter.api.dependencies import Service
from newsletter.api.shapes import ActShape
from newsletter.application.choose_digest import PURPOSE, choose_digest, chosen, terms_in
from newsletter.domain.refusals import ChosenTooOften

router = APIRouter(prefix="/acts", tags=["links"])


@router.post("/look", **action("look_at_link", LinkUnknown, LinkExpired, Unavailable, public=True))
async def look(body: LookBody, service: Service) -> ActShape:
    terms = await terms_in(service.links.read(PURPOSE, body.token), service.mails)
    return ActShape.of(await chosen(terms, service.ledger))


@router.post(
    "/perform", **action("perform_link", LinkUnknown, LinkExpired, ChosenTooOften, Busy, Unavailable, public=True)
)
async def perform(body: PerformBody, service: Service) -> ActShape:
    terms = await terms_in(service.links.read(PURPOSE, body.token), service.mails)
    await choose_digest(terms, body.act, service.ledger)
    return ActShape.of(await chosen(terms, service.ledger))
