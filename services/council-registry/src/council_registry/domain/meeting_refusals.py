"""Every "no" about meetings."""

from councilkit.refusals import Kind, Refusal


class NoSuchMeetingType(Refusal):
    slug = "no-such-meeting-type"
    kind = Kind.MISSING


class IntoThePast(Refusal):
    """A meeting is moved to a time that has been."""

    slug = "into-the-past"


class WrongDay(Refusal):
    """Minutes go out on a day from the meeting's own to today."""

    slug = "wrong-day"


class HasBegun(Refusal):
    slug = "has-begun"
    kind = Kind.CONFLICT


class NothingToRegret(Refusal):
    """Nothing was told that the regret could take back, or somebody took it back already."""

    slug = "nothing-to-regret"
    kind = Kind.CONFLICT


class TooLateToRegret(Refusal):
    """The ten minutes are over: the mails are on their way."""

    slug = "too-late-to-regret"
    kind = Kind.CONFLICT


class AbsenceKnown(Refusal):
    slug = "absence-known"
    kind = Kind.CONFLICT


class NoAbsence(Refusal):
    slug = "no-absence"
    kind = Kind.CONFLICT


class NoSignUp(Refusal):
    """People do not sign up for this meeting."""

    slug = "no-sign-up"
    kind = Kind.CONFLICT


class SignedUpAlready(Refusal):
    slug = "signed-up-already"
    kind = Kind.CONFLICT


class NotSignedUp(Refusal):
    slug = "not-signed-up"
    kind = Kind.CONFLICT


class WrongMeetingType(Refusal):
    """The type of their own that is named is dropped, another council's, or goes with another type of ours."""

    slug = "wrong-meeting-type"


class CouncilOrRegion(Refusal):
    """A meeting type is a council's or a region's: one of the two."""

    slug = "council-or-region"
