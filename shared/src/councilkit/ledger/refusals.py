"""Why a ledger turns a command away."""

from councilkit.refusals import Kind, Refusal


class AlreadyThere(Refusal):
    """What the command would make exists."""

    slug = "already-there"
    kind = Kind.CONFLICT


class Stale(Refusal):
    """Somebody changed the thing after the asker read it (If-Match)."""

    slug = "stale"
    kind = Kind.STALE


class Busy(Refusal):
    """Others changed the thing again and again while this command was decided."""

    slug = "busy"
    kind = Kind.CONFLICT


class KeyReused(Refusal):
    """The Idempotency-Key belongs to another request."""

    slug = "key-reused"
    kind = Kind.INVALID


class ClaimTaken(Refusal):
    """A name that must be unique belongs to another stream."""

    slug = "taken"
    kind = Kind.CONFLICT

    def __init__(self, claim: str) -> None:
        super().__init__(f"{claim} is taken.")
        self.claim = claim


class NoSuchText(Refusal):
    """The text that should be erased never was, or is gone."""

    slug = "no-such-text"
    kind = Kind.MISSING


class TooMuch(Refusal):
    """What the command says in names and dates alone is more than an event holds."""

    slug = "too-much"
    kind = Kind.TOO_LARGE
