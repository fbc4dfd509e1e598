"""Ways in: an invitation that binds an outside identity, and an employee's word for those who have none."""

from typing import Annotated

from fastapi import APIRouter, Depends

from council_registry.api.contact_shapes import AcceptedInvitation, CodeShape, HoldCode, HoldCodes
from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.api.people_bodies import AcceptBody, HoldsBody
from council_registry.application.people.accept_invitation import AcceptInvitation, accept_invitation
from council_registry.application.people.invite import (
    Given,
    InviteToOrganisation,
    InviteToPost,
    InviteToTerm,
    Vouch,
    invite_organisation,
    invite_post,
    invite_term,
    vouch_for,
)
from council_registry.application.people.tell_codes import tell_codes
from council_registry.application.service import Registry
from council_registry.domain.people_refusals import AlreadySignedIn, CodeSpent, CodeUnknown, NoSuchOrganisation
from council_registry.domain.policy import Action
from council_registry.domain.refusals import (
    AlreadyOver,
    NoSuchCouncil,
    NoSuchHolding,
    NoSuchPost,
    NoSuchTerm,
    NoSuchUnit,
    OtherSideOfTheTable,
    OutsideTokenRefused,
    WrongSide,
)
from councilkit.refusals import Unavailable
from councilkit.web import Caller, IssuerAway, action, scope
from councilkit.web.house_app import ANY_COMMAND, Acting

router = APIRouter(tags=["invitations"])

ANY_INVITATION = (AlreadySignedIn, AlreadyOver, NoSuchHolding, CodeSpent, *ANY_COMMAND)


@router.post("/councils/{id}/terms/{term}/invite", **action(Action.INVITE, NoSuchCouncil, NoSuchTerm, *ANY_INVITATION))
async def invite(id: Id, term: Id, by: Acting, service: Service) -> CodeShape:
    return await _given(await invite_term(InviteToTerm(id, term), by.holding, by.call, service=service), service)


@router.post("/units/{number}/posts/{post}/invite", **action("invite_to_post", NoSuchUnit, NoSuchPost, *ANY_INVITATION))
async def invite_to_post(number: UnitNumber, post: Id, by: Acting, service: Service) -> CodeShape:
    return await _given(await invite_post(InviteToPost(number, post), by.holding, by.call, service=service), service)


@router.post(
    "/organisations/{id}/posts/{post}/invite",
    **action("invite_to_organisation", NoSuchOrganisation, NoSuchPost, *ANY_INVITATION),
)
async def invite_to_organisation(id: Id, post: Id, by: Acting, service: Service) -> CodeShape:
    return await _given(
        await invite_organisation(InviteToOrganisation(id, post), by.holding, by.call, service=service), service
    )


@router.post(
    "/councils/{id}/terms/{term}/vouch",
    **action(Action.VOUCH, NoSuchCouncil, NoSuchTerm, WrongSide, AlreadyOver, NoSuchHolding, CodeSpent, *ANY_COMMAND),
)
async def vouch(id: Id, term: Id, by: Acting, service: Service) -> CodeShape:
    return await _given(await vouch_for(Vouch(id, term), by.holding, by.call, service=service), service)


@router.post("/invitations/codes", **action("tell_codes"))
async def codes(
    _: Annotated[Caller, Depends(scope("invitations:send"))], body: HoldsBody, service: Service
) -> HoldCodes:
    told = await tell_codes(body.holds, service=service)
    return HoldCodes(items=[HoldCode(hold=code.hold, code=words, expires=code.ends) for code, words in told])


@router.post(
    "/invitations/accept",
    **action(
        "accept_invitation", OutsideTokenRefused, CodeUnknown, OtherSideOfTheTable, IssuerAway, Unavailable, public=True
    ),
)
async def accept(body: AcceptBody, service: Service) -> AcceptedInvitation:
    command = AcceptInvitation(body.subject_token, body.code)
    return AcceptedInvitation(hold=await accept_invitation(command, door=service.door, service=service))


async def _given(given: Given, service: Registry) -> CodeShape:
    await service.seen(given.receipt)
    return CodeShape(code=given.words, sent=given.words is None, expires=given.ends, receipt=str(given.receipt))
