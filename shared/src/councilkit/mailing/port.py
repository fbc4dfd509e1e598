"""What mailing needs of a database, of a relay, and of the contact store."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from councilkit.mailing.mail import Doubt, Recipient, Row, State
from councilkit.mailing.outcomes import Envelope, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A mail to be: what a handler records, and all that it does."""

    campaign: str
    key: str
    kind: str
    holds: tuple[str, ...]
    about: tuple[str, ...]
    due: datetime
    doubt: Doubt


class MailStore(Protocol):
    """The rows of a service's mails. All methods may raise `councilkit.refusals.Unavailable`."""

    async def prepare(self) -> None:
        """Make the indexes."""

    async def plan(self, plans: Sequence[Plan]) -> list[bool]:
        """Record each mail, or add its `holds` and `about` to the row that is still planned; safe to repeat.

        A row that is in doubt, and will be sent again, takes nothing more. False: the row has left without this, and
        another campaign must take it.
        """
        ...

    async def claim(self, now: datetime, claim: str, limit: int) -> list[Row]:
        """Take the planned and deferred mails that are due, the oldest first, for a dispatcher's claim."""
        ...

    async def take_over(self, claim: str) -> int:
        """Take what other claims have left: claimed is planned again, attempting is in doubt; tell how many."""
        ...

    async def enter(self, epoch: int, now: datetime) -> int:
        """Remember the epoch that the ledger is in. If it is a later one, the mails under way came from a backup.

        Those that were due by `now` may have been sent since it was made: they are in doubt. Tells how many these are;
        safe to repeat.
        """
        ...

    async def move(self, row: Row, to: State, *, detail: str = "", due: datetime | None = None) -> bool:
        """Move a row on from the state and claim that `row` has; False if it is not there any more (fenced).

        A try is counted when it is deferred. Raises `councilkit.mailing.states.WrongMove`.
        """
        ...

    async def resend(self, before: datetime, now: datetime) -> int:
        """Plan the mails in doubt again, once, that are to be resent and have been in doubt since `before`."""
        ...

    async def get(self, ids: Collection[str]) -> list[Row]:
        """Tell rows by id."""
        ...

    async def counts(self, campaign: str | None = None) -> Mapping[State, int]:
        """Count a campaign's mails, or all there are, by state; a state that none is in is left out."""
        ...

    async def find(
        self,
        *,
        states: Collection[State],
        late: datetime | None = None,
        campaign: str | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> list[Row]:
        """Tell rows in these states, and those under way that were first due before `late`, in order of id.

        Only those beyond `after`.
        """
        ...


class Contacts(Protocol):
    """The contact store, as `POST /contacts/resolve` of council-registry answers; raises `Unavailable`."""

    async def resolve(self, campaign: str, holds: Collection[str]) -> list[Recipient]:
        """Tell how to reach those who hold these terms and posts: each person once, with a key of the campaign's."""
        ...


Ended = Callable[[Collection[str], date], Awaitable[Collection[str]]]
"""Tells which of these terms and posts are known to have ended before a day."""


class Relay(Protocol):
    """Hands mails over, one at a time or several at once."""

    async def send(self, envelope: Envelope, begin: Callable[[], Awaitable[None]]) -> Outcome:
        """Hand one mail over, and tell what came of it; no fault of the relay's or of the line's is raised.

        `begin` is awaited when the relay is ready for the text, before the first byte of it. If that raises, nothing of
        the text is sent, the line is dropped, and what it raised is raised.
        """
        ...

    async def close(self) -> None:
        """Let go of every line, in a few seconds at most."""
