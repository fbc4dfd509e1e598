"""What a scripted relay does at a step instead of the usual."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, repeat


class Step(StrEnum):
    """Where a script can be followed instead of the usual."""

    BANNER = "banner"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    BODY = "body"  # in the middle of the text
    DOT = "dot"  # after the whole text


class HangUp(Exception):
    """The relay lets go of the line."""


@dataclass(frozen=True)
class Say:
    """Answer this."""

    answer: str

    @property
    def yes(self) -> bool:
        """Tell whether it is a yes."""
        return self.answer[0] in "23"


@dataclass(frozen=True)
class Cut:
    """Let go of the line without a word; `took` tells whether the mail was taken first."""

    took: bool = False


@dataclass(frozen=True)
class Silence:
    """Answer nothing and keep the line; `took` tells whether the mail was taken."""

    took: bool = False


@dataclass(frozen=True)
class Late:
    """Give the usual answer after these seconds."""

    seconds: float


@dataclass(frozen=True)
class Drip:
    """Give an answer byte by byte, with these seconds in between."""

    answer: str
    seconds: float = 0.001


Deed = Say | Cut | Silence | Late | Drip | None
"""None is the usual."""


class Script:
    """For each step the deeds of the first times that it is reached, then the usual; `to` is for one recipient."""

    def __init__(
        self, steps: Mapping[Step, Iterable[Deed]] | None = None, to: Mapping[str, Iterable[Deed]] | None = None
    ) -> None:
        self._steps: dict[Step, Iterator[Deed]] = {step: iter(deeds) for step, deeds in (steps or {}).items()}
        self._to: dict[str, Iterator[Deed]] = {recipient: iter(deeds) for recipient, deeds in (to or {}).items()}

    def next(self, step: Step, recipient: str = "") -> Deed:
        """Tell what to do now."""
        if step is Step.RCPT and recipient in self._to:
            return next(self._to[recipient], None)
        return next(self._steps.get(step, iter(())), None)


def after(usual: int, deed: Deed, times: int) -> Iterator[Deed]:
    """Do the usual so many times, and then this so many times."""
    return chain(repeat(None, usual), repeat(deed, times))


async def never() -> None:
    """Wait for ever."""
    await asyncio.get_running_loop().create_future()
