"""The one dispatcher of a service's mails: it takes what is due, hands it over, and remembers what came of it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

import structlog
from opentelemetry.metrics import Meter, NoOpMeter

from councilkit.clock import Clock, utc_now
from councilkit.ids import random_id
from councilkit.mailing.delivery import Delivery
from councilkit.mailing.figures import MailFigures
from councilkit.mailing.mail import Compose, Recipient, Row, State
from councilkit.mailing.port import Contacts, Ended, MailStore, Relay
from councilkit.mailing.records import End, Records
from councilkit.mailing.retries import RESENT_AFTER, pause
from councilkit.mailing.waits import Waits
from councilkit.refusals import Unavailable
from councilkit.workdays import oslo_day

LINES = 4
"""Mails that are handed over at the same time."""

PAGE = 100
"""Mails that are in hand at the same time, at most; only those on a line have their text written."""

EVERY = 1.0
"""Seconds between looks at what is due, unless a nudge comes first."""

UPKEEP = timedelta(minutes=1)
"""How often others' leavings are taken over, and old doubts resolved."""

SOON = timedelta(seconds=5)
"""When mails are taken again whose readers could not be found out."""

GRACE = 5.0
"""Seconds that mails have to get their answer when the dispatcher must end."""

log = structlog.get_logger(__name__)


class Dispatcher:
    """Sends a service's mails while its house holds the lease: `house.beside(dispatcher.run)`.

    Two that run at once, because a lease was lost without a word, still send nothing twice: each run has a claim of its
    own, and a mail's text is begun only after the row has moved on under that claim. `sender` is `Name <address>`.
    `holdings_ended` tells which terms and posts have ended; who holds none any more gets no mail.
    """

    def __init__(
        self,
        store: MailStore,
        relay: Relay,
        contacts: Contacts,
        compose: Mapping[str, Compose],
        *,
        sender: str,
        holdings_ended: Ended,
        clock: Clock = utc_now,
        meter: Meter | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._contacts = contacts
        self._holdings_ended = holdings_ended
        self._clock = clock
        self._sleep = sleep
        self._records = Records(store, sleep)
        self._delivery = Delivery(relay, compose, self._records, sender=sender, clock=clock, lines=LINES)
        self._waits = Waits(SOON, clock)
        self._relay = relay
        self._figures = MailFigures(meter or NoOpMeter("none"), store, lambda: self._delivery.failures > 0)
        self._claim = random_id()
        self._hand: set[asyncio.Task[None]] = set()
        self._broken: BaseException | None = None
        self._nudged = asyncio.Event()
        self._upkept: datetime | None = None
        self._ledgers_epoch: Callable[[], Awaitable[int]] | None = None
        self._epoch: int | None = None

    def watch(self, epoch: Callable[[], Awaitable[int]]) -> None:
        """Put in doubt what may be gone, when the service's ledger is in a later epoch than its mails. Before `run`."""
        self._ledgers_epoch = epoch

    def nudge(self) -> None:
        """Something was planned: look at once."""
        self._nudged.set()

    async def run(self) -> None:
        """Send what is due, for ever. Ends only by being cancelled."""
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._send_for_ever())
                both.create_task(self._figures.run())
        finally:
            await self._end()

    async def send_due(self) -> None:
        """Send what is due now and wait until it has left, for tests and programs that end; stops at a relay away."""
        await self._begin()
        while not self._delivery.away and not self._records.faltered and await self._take():
            await self._empty_hand()

    async def _send_for_ever(self) -> None:
        while True:
            try:
                await self._begin()
                while True:
                    if not await self._turn():
                        await self._until_nudged()
            except Unavailable as reason:
                # What was claimed may be claimed without our knowing: a new run takes it over from this one.
                log.warning("mails_wait", cause=str(reason))
                await self._empty_hand()
                await self._sleep(EVERY)

    async def _begin(self) -> None:
        """Begin a run under a claim that never was; what an earlier run learnt and could not say comes first."""
        await self._store.prepare()
        await self._records.finish()
        self._claim, self._broken = random_id(), None
        self._delivery.open()
        self._upkept = self._epoch = None

    async def _turn(self) -> bool:
        """Take what there is room for, and wait for room; False if nothing is due."""
        before = set(self._hand)
        taken = await self._take()
        if self._delivery.failures and (asking := self._hand - before):  # whether the relay is back
            await asyncio.wait(asking, timeout=EVERY)
        if self._delivery.away:
            await self._sleep(pause(self._delivery.failures))
            self._delivery.open()
        while len(self._hand) > PAGE // 2:
            await asyncio.wait(self._hand, return_when=asyncio.FIRST_COMPLETED)
        return taken

    async def _take(self) -> bool:
        if self._broken:
            raise self._broken
        if self._records.faltered:
            message = "what became of some mails could not be written down at once"
            raise Unavailable(message)
        await self._enter()
        await self._upkeep()
        # A relay that was away is asked by one mail, before others are taken.
        room = 1 if self._delivery.failures else PAGE - len(self._hand)
        rows = await self._store.claim(self._clock(), self._claim, room)
        for _, several in groupby(sorted(rows, key=lambda row: row.campaign), key=lambda row: row.campaign):
            await self._start(list(several))
        return bool(rows)

    async def _enter(self) -> None:
        epoch = await self._ledgers_epoch() if self._ledgers_epoch else None
        if epoch is None or epoch == self._epoch:
            return
        if doubtful := await self._store.enter(epoch, self._clock()):
            log.warning("mails_restored", count=doubtful, epoch=epoch)
        self._epoch = epoch

    async def _upkeep(self) -> None:
        now = self._clock()
        if self._upkept and now - self._upkept < UPKEEP:
            return
        if left := await self._store.take_over(self._claim):
            log.info("mails_taken_over", count=left)
        if again := await self._store.resend(now - RESENT_AFTER, now):
            log.warning("mails_in_doubt_sent_again", count=again)
        self._upkept = now

    async def _start(self, rows: Sequence[Row]) -> None:
        """Find out how to reach the people of one campaign's mails, and begin with those that can be reached."""
        asked = self._clock()
        try:
            reached = await self._reach(rows)
        except Unavailable as reason:
            for row in rows:
                await self._records.tell(self._waits.put_off(row, reason))
            return
        for row in rows:
            found = reached[row.key]
            if isinstance(found, str):
                await self._records.tell(End(row, State.SUPPRESSED, found))
            else:
                task = asyncio.create_task(self._delivery.deliver(row, found, asked))
                self._hand.add(task)
                task.add_done_callback(self._out_of_hand)

    def _out_of_hand(self, task: asyncio.Task[None]) -> None:
        self._hand.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._broken = error

    async def _reach(self, rows: Sequence[Row]) -> Mapping[str, Recipient | str]:
        """Tell, by key, how to reach whom each mail is for, or why nobody is to be reached."""
        holds = frozenset(hold for row in rows for hold in row.holds)
        known = {person.key: person for person in await self._contacts.resolve(rows[0].campaign, holds)}
        ended = frozenset(await self._holdings_ended(holds, oslo_day(self._clock())))
        gone = "the contact store does not know whom it is for"
        over = "every term and post that it is for has ended"
        paper = "whom it is for gets it on paper"
        told = {key: person if person.email else paper for key, person in known.items()}
        return {row.key: over if ended.issuperset(row.holds) else told.get(row.key, gone) for row in rows}

    async def _empty_hand(self) -> None:
        if self._hand:
            await asyncio.wait(self._hand)
        if self._broken:
            raise self._broken

    async def _until_nudged(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(EVERY):
                await self._nudged.wait()
        self._nudged.clear()

    async def _end(self) -> None:
        """Let the texts under way get their answers, for a while; what is left is in doubt for whoever follows."""
        self._delivery.shut()
        if self._hand:
            _, left = await asyncio.wait(self._hand, timeout=GRACE)
            for task in left:
                task.cancel()
            if left:
                await asyncio.wait(left)
        await self._relay.close()
