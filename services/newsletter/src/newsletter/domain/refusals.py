"""Every "no" that a rule of the editions gives."""

from councilkit.refusals import Kind, Refusal


class NoSuchEdition(Refusal):
    slug = "no-such-edition"
    kind = Kind.MISSING


class NoSuchCouncil(Refusal):
    slug = "no-such-council"
    kind = Kind.INVALID


class EditionExists(Refusal):
    slug = "edition-exists"
    kind = Kind.CONFLICT


class WindowStillOpen(Refusal):
    slug = "window-still-open"
    kind = Kind.INVALID


class HalfTooOld(Refusal):
    slug = "half-too-old"
    kind = Kind.INVALID


class EditionIsFrozen(Refusal):
    slug = "edition-frozen"
    kind = Kind.CONFLICT


class GreetingMissing(Refusal):
    slug = "greeting-missing"
    kind = Kind.CONFLICT


class NobodyToSendTo(Refusal):
    slug = "nobody-to-send-to"
    kind = Kind.CONFLICT


class NotLevel(Refusal):
    slug = "not-level"
    kind = Kind.CONFLICT


class ChosenTooOften(Refusal):
    slug = "chosen-too-often"
    kind = Kind.CONFLICT
