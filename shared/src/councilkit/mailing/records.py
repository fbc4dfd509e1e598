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
class End:
    """What became of a mail that stood in `row`, and when it is due again if it is."""

    row: Row
    to: State
    detail: str = ""
    due: datetime | None = None


class Records:
    """Writes down what became of mails, and keeps what could not be written yet, so that no doubt arises of it.

    `faltered` tells that a write was not confirmed: it may have been done, and be done again. Until `finish`, no mail
    is to be claimed, lest the second of these moves one that was claimed and begun in between.
    """

    def __init__(self, store: MailStore, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._store = store
        self._sleep = sleep
        self._waiting: dict[str, End] = {}
        self.faltered = False

    async def begin(self, row: Row) -> bool:
        """Write down that a mail's text is about to go; False if the mail is not ours any more."""
        if row.id in self._waiting:  # what became of its last try is still being written
            self.faltered = True
            return False
        passing("mail.before-attempt")
        begun = await self._store.move(row, State.ATTEMPTING)
        passing("mail.after-attempt")
        return begun

    async def tell(self, end: End) -> None:
        """Write down where a mail is now, as often as it takes; if this is cut short, `finish` goes on."""
        self._waiting[end.row.id] = end
        while not await self._told(end):
            await self._sleep(PAUSE)

    async def finish(self) -> None:
        """Write down what an earlier run could not; raises `Unavailable`."""
        for end in list(self._waiting.values()):
            await self._write(end)
        self.faltered = False

    async def _told(self, end: End) -> bool:
        try:
            await self._write(end)
        except Unavailable:
            self.faltered = True
        return self._waiting.get(end.row.id) is not end

    async def _write(self, end: End) -> None:
        passing("mail.before-outcome")
        for state in _where(end):
            row = replace(end.row, state=state)
            if await self._store.move(row, end.to, detail=end.detail, due=end.due):
                break
        else:
            log.warning("mail_is_anothers", campaign=end.row.campaign, state=end.to)
        passing("mail.after-outcome")
        if self._waiting.get(end.row.id) is end:
            del self._waiting[end.row.id]


def _where(end: End) -> Iterator[State]:
    """Tell the states that a mail of ours may be in, the likely one first."""
    yield end.row.state
    if end.row.state is State.ATTEMPTING:
        if end.to is not State.IN_DOUBT:
            yield State.IN_DOUBT  # a successor took it over before the answer came: in doubt there, and known here
        if end.to is State.PLANNED:
            yield State.CLAIMED  # the beginning, which nobody confirmed, was not written
