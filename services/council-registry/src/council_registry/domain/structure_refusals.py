"""Every "no" about how units and councils change over the years."""

from collections.abc import Iterable

from councilkit.refusals import Kind, Refusal


class UnitNumberTaken(Refusal):
    slug = "unit-number-taken"
    kind = Kind.CONFLICT


class UnitOver(Refusal):
    """The unit is no more on the day that is meant, or will be no more."""

    slug = "unit-closed"
    kind = Kind.CONFLICT


class CouncilOver(Refusal):
    """The council is no more on the day that is meant, or will be no more."""

    slug = "council-closed"
    kind = Kind.CONFLICT


class NotBeforeTheLast(Refusal):
    """The day lies before one for which something was told already: the past stays as it was."""

    slug = "not-before-the-last"
    kind = Kind.CONFLICT


class HasMet(Refusal):
    """A meeting was held on that day or later: whoever came to it sat there then."""

    slug = "has-met"
    kind = Kind.CONFLICT


class CouncilNotBegun(Refusal):
    """The council is only planned on that day."""

    slug = "council-not-begun"
    kind = Kind.CONFLICT


class AlreadyAgreed(Refusal):
    """Something is agreed for that day or a later one; it would undo what is asked for."""

    slug = "already-agreed"
    kind = Kind.CONFLICT


class NothingAgreed(Refusal):
    """There is no plan for that day."""

    slug = "nothing-agreed"
    kind = Kind.CONFLICT


class DayToCome(Refusal):
    """What is told on its day cannot be told before."""

    slug = "day-to-come"


class NoSuccessor(Refusal):
    """What is named as successor is the thing itself, goes into it, or is not there on that day."""

    slug = "no-successor"
    kind = Kind.CONFLICT


class WouldBeCycle(Refusal):
    """A unit would lie below itself."""

    slug = "would-be-cycle"
    kind = Kind.CONFLICT


class CouncilsRemain(Refusal):
    """Councils stand there still on that day: those of the unit, or those below the council. Their ids are told."""

    slug = "councils-remain"
    kind = Kind.CONFLICT

    def __init__(self, detail: str, *, field: str, councils: Iterable[str]) -> None:
        super().__init__(detail, field=field)
        self.members = {"councils": list(councils)}


class UnitsRemain(Refusal):
    """Units lie below the unit still on that day. Their numbers are told."""

    slug = "units-remain"
    kind = Kind.CONFLICT

    def __init__(self, detail: str, *, field: str, units: Iterable[str]) -> None:
        super().__init__(detail, field=field)
        self.members = {"units": list(units)}
