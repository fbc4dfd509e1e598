from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal

from councilkit.workdays import oslo_day
from notifier.application.known import Known
from notifier.domain.duty import Duty
from notifier.domain.policy import POLICY, A, Action, Place

Relation = Literal["own", "below", "other"]
"""Whose a duty is, to whoever asks."""


@dataclass(frozen=True)
class Shown(Generic[A]):
    """A duty as somebody sees it."""

    duty: Duty
    relation: Relation
    alerts: Sequence[Mapping[str, Any]]
    open_now: Sequence[tuple[str, A]]


async def list_duties(asker: Sequence[A], council: str | None, *, known: Known, now: datetime) -> list[Shown[A]]:
    """Tell the duties of one's own councils, then of those right below; or of one council, whichever it is."""
    own, below = await known.councils_of(asker), await known.councils_below(asker)
    stands: list[tuple[str, Relation]] = [*((id, "own") for id in own), *((id, "below") for id in below)]
    if council is not None:
        stands = [one for one in stands if one[0] == council] or [(council, "other")]
    return [shown for id, relation in stands for shown in await _of(id, relation, asker, known, now)]


async def _of(council: str, relation: Relation, asker: Sequence[A], known: Known, now: datetime) -> list[Shown[A]]:
    place = await known.place(council)
    alerts = (await known.sheet(council)).alerts
    return [
        Shown(duty, relation, _about(duty, alerts), _open(duty, place, asker, now))
        for duty in _current(await known.duties(council, now), now)
    ]


def _current(duties: Sequence[Duty], now: datetime) -> list[Duty]:
    """This year's duties, and in its first months what was missed in the last."""
    return [duty for duty in duties if duty.year == oslo_day(now).year or duty.was_just_missed(now)]


def _about(duty: Duty, alerts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [alert for alert in alerts if (alert["rule"], alert["year"]) == (duty.rule.id, duty.year)]


def _open(duty: Duty, place: Place, asker: Sequence[A], now: datetime) -> list[tuple[str, A]]:
    booking = [Action.BOOK_MEETING] if duty.year == oslo_day(now).year and duty.missing(now) else []
    return POLICY.open_to([*booking, Action.SET_DUTIES], asker, place.relations)
