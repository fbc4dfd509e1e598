"""The rows of a service's mails, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from councilkit.clock import Clock, to_milliseconds, utc_now
from councilkit.crashpoints import passing
from councilkit.mailing.mail import Doubt, Row, State
from councilkit.mailing.port import Plan
from councilkit.mailing.states import UNDER_WAY, WAITING, require

LEFT = "it was begun, and whoever began it did not tell what came of it"
"""The detail of a mail whose dispatcher has gone."""

RESTORED = "the service was restored from a backup"
"""The detail of a mail that may have been sent after the backup was made."""

FIRST = 1
"""The epoch in which every ledger begins."""


class MemoryMailStore:
    """Implements `MailStore` on a dictionary."""

    def __init__(self, *, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._rows: dict[str, Row] = {}
        self._epoch = FIRST

    async def prepare(self) -> None:
        """Nothing to make."""

    async def plan(self, plans: Sequence[Plan]) -> list[bool]:
        """Record each mail, or add to the one that is still planned."""
        passing("mail.before-plan")
        planned = [self._plan(plan) for plan in plans]
        passing("mail.after-plan")
        return planned

    def _plan(self, plan: Plan) -> bool:
        row = planned_row(plan, self._now())
        known = self._rows.setdefault(row.id, row)
        if known.state is State.PLANNED and not known.resent:
            self._rows[row.id] = replace(
                known, holds=_joined(known.holds, plan.holds), about=_joined(known.about, plan.about)
            )
            return True
        return set(plan.about) <= set(known.about)

    async def claim(self, now: datetime, claim: str, limit: int) -> list[Row]:
        """Take the mails that are due."""
        due = [row for row in self._rows.values() if row.state in WAITING and row.due <= now]
        due.sort(key=lambda row: (row.due, row.id))
        return [self._put(replace(row, state=State.CLAIMED, claim=claim)) for row in due[:limit]]

    async def take_over(self, claim: str) -> int:
        """Take what other claims have left."""
        left = [row for row in self._rows.values() if row.claim != claim]
        claimed = [row for row in left if row.state is State.CLAIMED]
        begun = [row for row in left if row.state is State.ATTEMPTING]
        for row in claimed:
            self._put(replace(row, state=State.PLANNED, claim=None))
        for row in begun:
            self._put(replace(row, state=State.IN_DOUBT, detail=LEFT))
        return len(claimed) + len(begun)

    async def enter(self, epoch: int, now: datetime) -> int:
        """Remember the epoch, and put in doubt what was restored."""
        if epoch <= self._epoch:
            return 0
        self._epoch = epoch
        restored = [row for row in self._rows.values() if row.state in UNDER_WAY and row.first_due <= now]
        for row in restored:
            self._put(replace(row, state=State.IN_DOUBT, detail=RESTORED))
        return len(restored)

    async def move(self, row: Row, to: State, *, detail: str = "", due: datetime | None = None) -> bool:
        """Move a row on, unless another has it."""
        require(row.state, to)
        known = self._rows.get(row.id)
        if known is None or (known.state, known.claim) != (row.state, row.claim):
            return False
        tries = known.tries + (to is State.DEFERRED)
        claim = None if to in WAITING else known.claim
        self._put(replace(known, state=to, detail=detail, due=due or known.due, tries=tries, claim=claim))
        return True

    async def resend(self, before: datetime, now: datetime) -> int:
        """Plan the mails in doubt again that are to be resent."""
        waited = [row for row in self._rows.values() if _to_be_resent(row) and row.changed and row.changed <= before]
        for row in waited:
            self._put(replace(row, state=State.PLANNED, claim=None, resent=True, due=now, first_due=now))
        return len(waited)

    async def get(self, ids: Collection[str]) -> list[Row]:
        """Tell rows by id."""
        return [self._rows[id] for id in sorted(set(ids)) if id in self._rows]

    async def counts(self, campaign: str | None = None) -> Mapping[State, int]:
        """Count by state."""
        return Counter(row.state for row in self._rows.values() if campaign in (None, row.campaign))

    async def find(
        self,
        *,
        states: Collection[State],
        late: datetime | None = None,
        campaign: str | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> list[Row]:
        """Tell rows in these states, and those that are late."""
        ours = [row for row in self._rows.values() if campaign in (None, row.campaign)]
        found = [row for row in ours if row.state in states or _is_late(row, late)]
        return sorted((row for row in found if row.id > (after or "")), key=lambda row: row.id)[:limit]

    def _put(self, row: Row) -> Row:
        self._rows[row.id] = replace(row, changed=self._now())
        return self._rows[row.id]

    def _now(self) -> datetime:
        return to_milliseconds(self._clock())


def planned_row(plan: Plan, now: datetime) -> Row:
    """Make the row of a plan."""
    return Row(
        campaign=plan.campaign,
        key=plan.key,
        kind=plan.kind,
        holds=plan.holds,
        about=plan.about,
        due=to_milliseconds(plan.due),
        first_due=to_milliseconds(plan.due),
        doubt=plan.doubt,
        changed=now,
    )


def _joined(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))


def _is_late(row: Row, late: datetime | None) -> bool:
    return late is not None and row.state in UNDER_WAY and row.first_due < late


def _to_be_resent(row: Row) -> bool:
    return row.state is State.IN_DOUBT and row.doubt is Doubt.RESEND and not row.resent
