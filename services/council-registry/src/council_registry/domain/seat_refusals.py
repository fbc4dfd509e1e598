"""The "no"s about mandates, seats and how they are kept filled."""

from councilkit.refusals import Kind, Refusal


class UnknownNumber(Refusal):
    """A mandate says a number that the rule set has no name for."""

    slug = "unknown-number"


class NumberOutOfRange(Refusal):
    slug = "number-out-of-range"


class MandateOlder(Refusal):
    """A new version of a mandate would begin before the one that is there."""

    slug = "mandate-older"
    kind = Kind.CONFLICT


class ReviewOutsideMandate(Refusal):
    slug = "review-outside-mandate"


class NoSuchSeat(Refusal):
    slug = "no-such-seat"
    kind = Kind.MISSING


class NoSuchNomination(Refusal):
    slug = "no-such-nomination"
    kind = Kind.MISSING


class NoSuchCertificate(Refusal):
    """There was no such training, it was not held jointly, or the asker was not there."""

    slug = "no-such-certificate"
    kind = Kind.MISSING


class NoDeputyForThis(Refusal):
    """A deputy's seat belongs to a seat that is open, on the same side, and no deputy's itself."""

    slug = "no-deputy-for-this"


class OnlyDeputiesHere(Refusal):
    """A deputy sits in a deputy's seat, and nobody else does."""

    slug = "only-deputies-here"


class SeatOver(Refusal):
    """The seat is closed, or will be before the term ends."""

    slug = "seat-over"
    kind = Kind.CONFLICT


class SeatInUse(Refusal):
    """A seat is closed when nobody sits in it any more, and no deputy's seat belongs to it."""

    slug = "seat-in-use"
    kind = Kind.CONFLICT


class AlreadyAsked(Refusal):
    """There is a request for names for this seat that nobody has closed."""

    slug = "already-asked"
    kind = Kind.CONFLICT


class NobodyToAsk(Refusal):
    """Neither the organisation nor its umbrella has a contact today."""

    slug = "nobody-to-ask"


class NominationOver(Refusal):
    slug = "nomination-over"
    kind = Kind.CONFLICT


class DayPassed(Refusal):
    """An answer is asked for by a day that has been."""

    slug = "day-passed"
