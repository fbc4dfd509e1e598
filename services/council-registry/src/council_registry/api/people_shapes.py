"""What is told of people: to themselves, and to very few others."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from council_registry.api.shapes import CouncilName, UnitName
from council_registry.application.people.holds import Held
from council_registry.application.people.list_people import Listed
from council_registry.application.people.read_me import Me
from council_registry.application.people.resolve_contacts import Resolved
from council_registry.domain.person import Channel
from councilkit.events.councils import Language, Side


class HeldShape(BaseModel):
    """A term or a post, with where it is held."""

    id: str
    kind: str
    role: str
    side: Side
    starts: date
    ends: date | None
    council: CouncilName | None
    unit: UnitName | None
    organisation: str | None

    @classmethod
    def of(cls, held: Held) -> Self:
        holding = held.holding
        return cls(
            id=holding.id,
            kind=holding.kind,
            role=holding.role,
            side=holding.side,
            starts=holding.period.starts,
            ends=holding.period.ends,
            council=CouncilName.of(held.council) if held.council else None,
            unit=UnitName.of(held.unit) if held.unit else None,
            organisation=holding.organisation,
        )


class MeShape(BaseModel):
    person: str
    name: str
    language: Language
    holdings: list[HeldShape]
    former: list[HeldShape] = Field(description="Terms that ended not long ago: what was raised then may be read on")
    vouched_by: str | None = Field(description="The term or post of the employee who vouches for this session")

    @classmethod
    def of(cls, person: str, me: Me, vouched_by: str | None) -> Self:
        return cls(
            person=person,
            name=me.contact.name,
            language=me.contact.language,
            holdings=[HeldShape.of(held) for held in me.holds],
            former=[HeldShape.of(held) for held in me.former],
            vouched_by=vouched_by,
        )


class PersonShape(BaseModel):
    person: str
    name: str
    email: str | None
    language: Language
    holdings: list[HeldShape]

    @classmethod
    def listed(cls, listed: Listed) -> Self:
        contact = listed.person.contact
        return cls(
            person=listed.person.id,
            name=contact.name,
            email=contact.email,
            language=contact.language,
            holdings=[HeldShape.of(held) for held in listed.holds],
        )


class ContactShape(BaseModel):
    """How to reach a person, and for which of the terms and posts that were asked for."""

    key: str = Field(description="The person's in this campaign: one mail, however many terms and posts")
    name: str
    email: str | None = Field(description="None of somebody who wants paper")
    language: Language
    channel: Channel
    optional_mail: bool
    holds: tuple[str, ...]

    @classmethod
    def of(cls, resolved: Resolved) -> Self:
        contact = resolved.contact
        return cls(
            key=resolved.key,
            name=contact.name,
            email=contact.email if contact.channel is Channel.EMAIL else None,
            language=contact.language,
            channel=contact.channel,
            optional_mail=contact.optional_mail,
            holds=resolved.holds,
        )


class ContactsShape(BaseModel):
    people: list[ContactShape]

    @classmethod
    def of(cls, resolved: Sequence[Resolved]) -> Self:
        return cls(people=[ContactShape.of(one) for one in resolved])
