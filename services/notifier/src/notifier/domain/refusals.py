"""Every "no" that a rule of the duties gives."""

from councilkit.refusals import Kind, Refusal


class NoSuchRule(Refusal):
    slug = "no-such-rule"
    kind = Kind.MISSING


class NoSuchCouncil(Refusal):
    slug = "no-such-council"
    kind = Kind.MISSING


class WrongState(Refusal):
    slug = "wrong-state"
    kind = Kind.CONFLICT


class NoLongerAsked(Refusal):
    """A link in a mail is about an answer that nobody waits for any more, or a meeting that is not as it was."""

    slug = "no-longer-asked"
    kind = Kind.CONFLICT
