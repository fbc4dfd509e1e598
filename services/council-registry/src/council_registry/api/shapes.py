"""What is told of units, councils and meetings."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import BaseModel

from council_registry.domain.council import Council
from council_registry.domain.seating import Term
from council_registry.domain.unit import Post, Unit
from councilkit.events.councils import Names, PostRole, Side, TermRole
from councilkit.web import Accepted


class LoadedShape(BaseModel):
    """How many units were new, and how many were there."""

    listed: int
    known: int


class Appointed(Accepted):
    """The answer to a new term or post: `id` is its own, `person` the holder's."""

    person: str

    @classmethod
    def of(cls, accepted: Accepted, person: str) -> Self:
        return cls(**dict(accepted), person=person)


class UnitName(BaseModel):
    number: str
    name: str

    @classmethod
    def of(cls, unit: Unit) -> Self:
        return cls(number=unit.number, name=unit.name)


class PostShape(BaseModel):
    """A post. `council` is the second one that it reports to, as agreed; `reports_to` who stands in its place now."""

    id: str
    role: PostRole
    council: str | None
    reports_to: list[str]
    starts: date
    ends: date | None

    @classmethod
    def of(cls, post: Post, reports_to: Sequence[str]) -> Self:
        starts, ends = post.period.starts, post.period.ends
        return cls(
            id=post.id, role=post.role, council=post.council, reports_to=list(reports_to), starts=starts, ends=ends
        )


class CouncilName(BaseModel):
    id: str
    short: str
    names: Names

    @classmethod
    def of(cls, council: Council) -> Self:
        return cls(id=council.id, short=council.charter.short, names=council.charter.names)


class TermShape(BaseModel):
    id: str
    role: TermRole
    side: Side
    starts: date
    ends: date | None

    @classmethod
    def of(cls, term: Term, side: Side) -> Self:
        return cls(id=term.id, role=term.role, side=side, starts=term.period.starts, ends=term.period.ends)


class SeatShape(BaseModel):
    """A chair, and the term that runs in it on the day that was asked for."""

    id: str
    side: Side
    term: TermShape | None

    @classmethod
    def of(cls, council: Council, seat: str, day: date) -> Self:
        side, term = council.seats[seat], council.in_seat(seat, day)
        return cls(id=seat, side=side, term=TermShape.of(term, side) if term else None)


class CasesShape(BaseModel):
    """How many cases the council has raised, and how many answers have come home."""

    raised: int
    answered: int
