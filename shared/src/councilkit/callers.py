"""Who asks: the subject of an access token, with the terms and posts held now, or a service with its scopes."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from councilkit.refusals import Kind, Refusal

Id = Annotated[str, Field(min_length=1, max_length=100)]


class Unauthenticated(Refusal):
    """No access token, or none that we accept; why not is told to nobody."""

    slug = "unauthenticated"
    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


class NotYourTerm(Refusal):
    """A command names a term or post that the caller does not hold."""

    slug = "not-your-term"
    kind: ClassVar[Kind] = Kind.FORBIDDEN


class ScopeMissing(Refusal):
    """This is for services, and for those with the right scope."""

    slug = "scope-missing"
    kind: ClassVar[Kind] = Kind.FORBIDDEN


class Holding(BaseModel):
    """A term in a council, or a post at a unit or an organisation, held now."""

    model_config = ConfigDict(frozen=True)

    id: Id
    kind: Literal["term", "post"]
    council: Id | None = None
    unit: Id | None = None
    organisation: Id | None = None
    role: Id
    side: Literal["user", "nav"]
    starts: date
    ends: date | None = None


class Caller(BaseModel):
    """The asker, as the access token tells it: an opaque subject, never a name."""

    model_config = ConfigDict(frozen=True)

    subject: str = Field(min_length=1, max_length=200)
    holdings: tuple[Holding, ...] = Field(default=(), max_length=100)
    former: tuple[Holding, ...] = Field(default=(), max_length=100)
    """Terms and posts that ended not long ago: they read what was raised while they ran, and do nothing."""
    scopes: frozenset[str] = frozenset()
    vouched_by: Id | None = None
    """The term or post of the employee who says who it is, where somebody has no own way to sign in."""

    def acting(self, id: str) -> Holding:
        """Find the term or post that the caller acts for; refuse with `not-your-term` when it is not theirs."""
        for holding in self.holdings:
            if holding.id == id:
                return holding
        raise NotYourTerm("You do not hold the term or post that Acting-As names.", field="Acting-As")


class Verifier(Protocol):
    """Turns an access token into the caller it speaks for."""

    async def verify(self, token: str) -> Caller:
        """Read the token; raise `Unauthenticated` unless it is one of ours and good now."""
        ...


class FixedVerifier:
    """Accepts the tokens it was given, for tests of one app without keys."""

    def __init__(self, callers: Mapping[str, Caller]) -> None:
        self._callers = callers

    async def verify(self, token: str) -> Caller:
        """Look the token up."""
        if token not in self._callers:
            raise Unauthenticated("The access token is not accepted.", field="Authorization")
        return self._callers[token]
