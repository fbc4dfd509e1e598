"""Every "no" in the house: a rule with a name, a kind that each edge translates, and the field it is about."""

from enum import Enum
from typing import ClassVar


class Kind(Enum):
    """What sort of refusal it is; the value is the HTTP status that tells it."""

    MALFORMED = 400
    UNAUTHENTICATED = 401
    FORBIDDEN = 403
    MISSING = 404
    CONFLICT = 409
    STALE = 412
    TOO_LARGE = 413
    INVALID = 422
    UNAVAILABLE = 503


class Refusal(Exception):
    """A request that a rule turns away. Subclass it once per rule; the slug is part of the public interface.

    `field` names the part of the request that the rule is about: a JSON pointer, a header or a parameter.
    """

    slug: ClassVar[str] = "refused"
    kind: ClassVar[Kind] = Kind.INVALID

    def __init__(self, detail: str, *, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field


class Unavailable(Refusal):
    """The ledger cannot be reached just now: nothing is known to be stored; the same request may be sent again."""

    slug = "unavailable"
    kind = Kind.UNAVAILABLE


class UnknownReference(Refusal):
    """A command names something that this service has not heard of, also after waiting for it."""

    slug = "unknown-reference"
    kind = Kind.INVALID
