"""What can come of handing a mail to a relay."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Accepted:
    """The relay has taken it, and says so."""

    text: str


@dataclass(frozen=True, slots=True)
class Later:
    """The relay does not take this one now; it is known not to be sent. Code 0: the line was cut before it began."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The relay will never take this one."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class RelayAway:
    """The relay takes nothing from anybody just now; this mail is known not to be sent."""

    cause: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The line was cut, or nothing came back, after the text had begun: it may have been sent, or not."""

    cause: str


Outcome = Accepted | Later | Refused | RelayAway | Unknown


@dataclass(frozen=True, slots=True)
class Envelope:
    """A mail as it goes over the line: one sender, one recipient, the bytes; hidden from every printout."""

    sender: str
    recipient: str = field(repr=False)
    data: bytes = field(repr=False)
