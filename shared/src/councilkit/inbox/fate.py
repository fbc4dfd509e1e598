"""What becomes of an event at a handler: one of four, by name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """The effect is durable."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """It is not mine."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Something passes: try again soon, for 30 seconds at most."""

    cause: str


@dataclass(frozen=True, slots=True)
class Park:
    """It is mine, but wrong: set its stream aside until somebody has looked."""

    cause: str


Fate = Done | Ignore | Retry | Park
