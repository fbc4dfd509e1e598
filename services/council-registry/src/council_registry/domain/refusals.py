"""Every "no" of this service that councilkit does not say already."""

from typing import Self

from councilkit.refusals import Kind, Refusal


class NoSuchUnit(Refusal):
    slug = "no-such-unit"
    kind = Kind.MISSING


class NoSuchCouncil(Refusal):
    slug = "no-such-council"
    kind = Kind.MISSING


class NoSuchMeeting(Refusal):
    slug = "no-such-meeting"
    kind = Kind.MISSING


class NoSuchTerm(Refusal):
    slug = "no-such-term"
    kind = Kind.MISSING


class NoSuchPost(Refusal):
    slug = "no-such-post"
    kind = Kind.MISSING


class NoSuchHolding(Refusal):
    slug = "no-such-holding"
    kind = Kind.MISSING


class NoSuchPerson(Refusal):
    slug = "no-such-person"
    kind = Kind.MISSING

    @classmethod
    def told(cls, person: str) -> Self:
        return cls(f"There is no person with the id {person}.")


class WrongLevel(Refusal):
    """A council's level does not fit its kind, its units or its parent."""

    slug = "wrong-level"


class WrongPlaceForPost(Refusal):
    slug = "wrong-place-for-post"


class NobodyInCharge(Refusal):
    """The directorate's first contact, who takes over from the founder, would not hold the post today."""

    slug = "nobody-in-charge"


class WrongSide(Refusal):
    """The role does not belong to the side that the seat speaks for."""

    slug = "wrong-side"


class WrongNumberOfCouncils(Refusal):
    slug = "wrong-number-of-councils"


class NotOfThisMeeting(Refusal):
    """Someone is said to have attended who had no term in the meeting's councils that day."""

    slug = "not-of-this-meeting"


class EndsBeforeStart(Refusal):
    slug = "ends-before-start"


class PersonOrContact(Refusal):
    """A term or post is given to a person whom we know or to somebody new: to one of the two."""

    slug = "person-or-contact"


class AlreadyOver(Refusal):
    slug = "already-over"
    kind = Kind.CONFLICT


class SeatTaken(Refusal):
    slug = "seat-taken"
    kind = Kind.CONFLICT


class OtherSideOfTheTable(Refusal):
    """Nobody speaks for the users and for Nav in one council at the same time."""

    slug = "other-side-of-the-table"
    kind = Kind.CONFLICT


class ShortCodeTaken(Refusal):
    slug = "short-code-taken"
    kind = Kind.CONFLICT


class PersonKnown(Refusal):
    """The outside identity of a new contact is that of a person who is in the store."""

    slug = "person-known"
    kind = Kind.CONFLICT

    @classmethod
    def told(cls) -> Self:
        detail = "Somebody with this outside identity is in the register: name that person by id instead."
        return cls(detail, field="/contact/subject")


class WrongState(Refusal):
    slug = "wrong-state"
    kind = Kind.CONFLICT


class NotBegun(Refusal):
    slug = "not-begun"
    kind = Kind.CONFLICT


class NoPlaceInRaadslag(Refusal):
    """The outside identity is good, and belongs to nobody who holds a term or a post today."""

    slug = "no-place-in-raadslag"
    kind = Kind.FORBIDDEN


class ScopeNotGranted(Refusal):
    slug = "scope-not-granted"
    kind = Kind.FORBIDDEN


class OutsideTokenRefused(Refusal):
    slug = "outside-token-refused"
    kind = Kind.UNAUTHENTICATED


class UnknownClient(Refusal):
    slug = "unknown-client"
    kind = Kind.UNAUTHENTICATED
