"""What an import is refused with, beside what its commands are."""

from councilkit.refusals import Kind, Refusal


class StaysAsItIs(Refusal):
    """A table says something else of what never changes."""

    slug = "stays-as-it-is"


class NotProlonged(Refusal):
    """A term or post that has an end gets no later one: another one begins after it."""

    slug = "not-prolonged"


class NobodyInSeat(Refusal):
    """Nobody sits in the seat on that day."""

    slug = "nobody-in-seat"


class NoSeat(Refusal):
    """Somebody new holds nothing: only those who hold something are kept in the register."""

    slug = "no-seat"


class NamedTwice(Refusal):
    """Two rows are about the same thing."""

    slug = "named-twice"


class MovedMeeting(Refusal):
    """The meeting that a table planned for this time was moved to another one."""

    slug = "meeting-moved"


class RowsRefused(Refusal):
    """Some rows cannot be entered, so none is."""

    slug = "rows-refused"


class ChangedSincePreview(Refusal):
    """What would be done is not what was looked at."""

    slug = "changed-since-preview"
    kind = Kind.CONFLICT


class ImportRuns(Refusal):
    """Another import is being entered."""

    slug = "import-runs"
    kind = Kind.CONFLICT


class NoSuchImport(Refusal):
    slug = "no-such-import"
    kind = Kind.MISSING
