"""What is told of requests for names, and of those who were named."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from council_registry.api.shapes import CouncilName
from council_registry.application.seats.nominating import Request
from council_registry.application.seats.read_nominations import NominationPage
from council_registry.domain.nomination import Stage
from council_registry.domain.seat_file import Nominee
from councilkit.events.councils import Side
from councilkit.web import AllowedAction


class NominationCard(BaseModel):
    id: str
    council: CouncilName
    seat: str
    side: Side
    organisation: str | None = Field(description="The one whose contacts are asked; none: it is forgotten")
    due: date
    stage: Stage

    @classmethod
    def of(cls, request: Request) -> Self:
        council, nomination = request.found.council, request.nomination
        return cls(
            id=nomination.id,
            council=CouncilName.of(council),
            seat=nomination.seat,
            side=council.seats[nomination.seat],
            organisation=request.organisation,
            due=nomination.due,
            stage=nomination.stage,
        )


class NomineeShape(BaseModel):
    name: str
    email: str | None
    phone: str | None
    why: str | None

    @classmethod
    def of(cls, nominee: Nominee) -> Self:
        return cls(name=nominee.name, email=nominee.email, phone=nominee.phone, why=nominee.why)


class NominationShape(NominationCard):
    profile: str | None
    nominees: list[NomineeShape]
    actions: list[AllowedAction]

    @classmethod
    def page(cls, page: NominationPage, actions: list[AllowedAction]) -> Self:
        named = [NomineeShape.of(nominee) for nominee in page.nominees]
        return cls(**dict(NominationCard.of(page.request)), profile=page.profile, nominees=named, actions=actions)
