"""What is told of people: to themselves, and to very few others."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from council_registry.api.shapes import CouncilName, UnitName
from council_registry.application.list_people import Listed
from council_registry.application.people import Held
from council_registry.application.read_me import Me
from council_registry.application.resolve_contacts import Resolved
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
        )


class MeShape(BaseModel):
    person: str
    name: str
    language: Language
    holdings: list[HeldShape]

    @classmethod
    def of(cls, person: str, me: Me) -> Self:
        holdings = [HeldShape.of(held) for held in me.holds]
        return cls(person=person, name=me.contact.name, language=me.contact.language, holdings=holdings)


class PersonShape(MeShape):
    email: str

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
    email: str
    language: Language
    holds: tuple[str, ...]

    @classmethod
    def of(cls, resolved: Resolved) -> Self:
        contact = resolved.contact
        return cls(
            key=resolved.key,
            name=contact.name,
            email=contact.email,
            language=contact.language,
            holds=resolved.holds,
        )


class ContactsShape(BaseModel):
    people: list[ContactShape]

    @classmethod
    def of(cls, resolved: Sequence[Resolved]) -> Self:
        return cls(people=[ContactShape.of(one) for one in resolved])
