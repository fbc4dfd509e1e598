"""Every "no" that is about people."""

from typing import Self

from councilkit.refusals import Kind, Refusal


class NoSuchOrganisation(Refusal):
    slug = "no-such-organisation"
    kind = Kind.MISSING


class NoAddress(Refusal):
    """Mail is wanted by e-mail, and there is no e-mail address."""

    slug = "no-address"


class OrganisationOfItself(Refusal):
    """An organisation is told to be under itself, or under one that is under it."""

    slug = "organisation-of-itself"


class AlreadySignedIn(Refusal):
    """Whoever is invited has an outside identity here, and needs no invitation."""

    slug = "already-signed-in"
    kind = Kind.CONFLICT


class ErasedBefore(Refusal):
    """Somebody with this address or identity was erased, and has not said to come back."""

    slug = "erased-before"
    kind = Kind.CONFLICT

    @classmethod
    def told(cls) -> Self:
        detail = "Somebody with this address or identity asked to be erased: say that the person returns."
        return cls(detail, field="/contact/returns")


class CodeUnknown(Refusal):
    """The code is wrong, too old, used or taken back: which of these is told to nobody."""

    slug = "invitation-unknown"
    kind = Kind.FORBIDDEN

    @classmethod
    def told(cls, field: str) -> Self:
        return cls(
            "This code does not let anybody in, or no more. Ask whoever gave it to you for a new one.", field=field
        )


class CodeSpent(Refusal):
    """A command is repeated whose code was used since, or replaced by another one."""

    slug = "code-spent"
    kind = Kind.CONFLICT


class OnlyInPerson(Refusal):
    """This is done with an own sign-in, not in a session that somebody else vouches for."""

    slug = "only-in-person"
    kind = Kind.FORBIDDEN
