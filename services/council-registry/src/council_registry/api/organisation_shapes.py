"""What is told of organisations."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from council_registry.application.structure.organisations import Named
from council_registry.domain.period import Period
from councilkit.web import AllowedAction


class OrganisationCard(BaseModel):
    id: str
    name: str
    umbrella: str | None

    @classmethod
    def of(cls, named: Named) -> Self:
        return cls(id=named.organisation.id, name=named.name, umbrella=named.organisation.umbrella)


class OrganisationList(BaseModel):
    items: list[OrganisationCard]
    actions: list[AllowedAction]


class ContactPostShape(BaseModel):
    """The time of somebody who answers for the organisation."""

    id: str
    starts: date
    ends: date | None

    @classmethod
    def of(cls, post: str, period: Period) -> Self:
        return cls(id=post, starts=period.starts, ends=period.ends)


class OrganisationShape(OrganisationCard):
    posts: list[ContactPostShape]
    under: list[OrganisationCard]
    sequence: int
    actions: list[AllowedAction]

    @classmethod
    def page(cls, named: Named, under: list[Named], actions: list[AllowedAction]) -> Self:
        posts = named.organisation.posts.items()
        return cls(
            **dict(OrganisationCard.of(named)),
            posts=[ContactPostShape.of(post, period) for post, period in posts],
            under=[OrganisationCard.of(one) for one in under],
            sequence=named.sequence,
            actions=actions,
        )
