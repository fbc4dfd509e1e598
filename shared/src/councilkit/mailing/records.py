"""Writing down what became of mails, also while the database is away for a while."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from councilkit.crashpoints import passing
from councilkit.mailing.mail import Row, State
from councilkit.mailing.port import MailStore
from councilkit.refusals import Unavailable

PAUSE = 1.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Record:
    """What is to be written down of one mail."""

    row: Row
    to: State
    detail: str
    due: datetime | None


class Records:
    """Writes down what became of mails, and keeps what could not be written yet, so that no doubt arises of it."""

    def __init__(self, store: MailStore, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._store = store
        self._sleep = sleep
        self._waiting: dict[str, Record] = {}

    async def begin(self, row: Row) -> bool:
        """Write down that a mail's text is about to go; False if the mail is not ours any more."""
        passing("mail.before-attempt")
        begun = await self._store.move(row, State.ATTEMPTING)
        passing("mail.after-attempt")
        return begun

    async def tell(self, row: Row, to: State, *, detail: str = "", due: datetime | None = None) -> None:
        """Write down where a mail is now, as often as it takes; if this is cut short, `finish` goes on."""
        self._waiting[row.id] = record = Record(row, to, detail, due)
        while not await self._told(record):
            await self._sleep(PAUSE)

    async def finish(self) -> None:
        """Write down what an earlier run could not; raises `Unavailable`."""
        for record in list(self._waiting.values()):
            await self._write(record)

    async def _told(self, record: Record) -> bool:
        try:
            await self._write(record)
        except Unavailable:
            return False
        return True

    async def _write(self, record: Record) -> None:
        passing("mail.before-outcome")
        for state in _where(record):
            row = replace(record.row, state=state)
            if await self._store.move(row, record.to, detail=record.detail, due=record.due):
                break
        else:
            log.warning("mail_is_anothers", campaign=record.row.campaign, state=record.to)
        passing("mail.after-outcome")
        if self._waiting.get(record.row.id) is record:
            del self._waiting[record.row.id]


def _where(record: Record) -> Iterator[State]:
    """Tell the states that a mail of ours may be in, the likely one first."""
    yield record.row.state
    if record.row.state is State.ATTEMPTING:
        if record.to is not State.IN_DOUBT:
            yield State.IN_DOUBT  # a successor took it over before the answer came: in doubt there, and known here
        if record.to is State.PLANNED:
            yield State.CLAIMED  # the beginning, which nobody confirmed, was not written
