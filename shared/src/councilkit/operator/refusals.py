"""Why an operator is told no."""

from typing import ClassVar

from councilkit.refusals import Kind, Refusal


class NoSuchConsumer(Refusal):
    """The service has no consumer of this name now."""

    slug: ClassVar[str] = "no-such-consumer"
    kind: ClassVar[Kind] = Kind.MISSING


class NotSetAside(Refusal):
    """The consumer has not set this stream aside."""

    slug: ClassVar[str] = "not-set-aside"
    kind: ClassVar[Kind] = Kind.MISSING


class NoSuchSource(Refusal):
    """The service keeps no views on this publisher."""

    slug: ClassVar[str] = "no-such-source"
    kind: ClassVar[Kind] = Kind.MISSING


class NoTopic(Refusal):
    """The house runs without Kafka."""

    slug: ClassVar[str] = "no-topic"
    kind: ClassVar[Kind] = Kind.CONFLICT


class EpochOver(Refusal):
    """A restored ledger begins a later epoch than the one that it is in."""

    slug: ClassVar[str] = "epoch-over"
    kind: ClassVar[Kind] = Kind.CONFLICT
