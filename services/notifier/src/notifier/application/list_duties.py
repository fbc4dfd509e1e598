from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal

from councilkit.workdays import oslo_day
from notifier.application.known import Known, Sheet
from notifier.domain.duty import Duty
from notifier.domain.policy import POLICY, A, Action, Place

Relation = Literal["own", "below", "other"]
"""Whose a duty is, to whoever asks."""

MOST = 100
"""So many councils of the level below are told at most: no unit and no council has more below it today."""


@dataclass(frozen=True)
class Shown(Generic[A]):
    """A duty as somebody sees it."""

    duty: Duty
    relation: Relation
    alerts: Sequence[Mapping[str, Any]]
    open_now: Sequence[tuple[str, A]]


@dataclass(frozen=True)
class Listed(Generic[A]):
    """`more`: there are councils below that are not told here; each is told when it is asked for."""

    shown: Sequence[Shown[A]]
    more: bool


async def list_duties(asker: Sequence[A], council: str | None, *, known: Known, now: datetime) -> Listed[A]:
    """Tell the duties of one's own councils, then of those right below; or of one council, whichever it is."""
    own = await known.councils_of(asker)
    below = await known.councils_below(asker, own)
    stands: dict[str, Relation] = {**dict.fromkeys(own, "own"), **dict.fromkeys(below[:MOST], "below")}
    if council is not None:
        await known.place(council)  # refuses one that we have not heard of
        stands = {council: "own" if council in own else "below" if council in below else "other"}
    return Listed(await _shown(stands, asker, known, now), more=council is None and len(below) > MOST)


async def _shown(stands: Mapping[str, Relation], asker: Sequence[A], known: Known, now: datetime) -> list[Shown[A]]:
    places, sheets, duties = await known.places(stands), await known.sheets(stands), await known.duties_of(stands, now)
    return [
        Shown(duty, relation, _about(duty, sheets[council]), _open(duty, places[council], asker, now))
        for council, relation in stands.items()
        for duty in _current(duties.get(council, []), now)
    ]


def _current(duties: Sequence[Duty], now: datetime) -> list[Duty]:
    """This year's duties, and in its first months what was missed in the last."""
    return [duty for duty in duties if duty.year == oslo_day(now).year or duty.was_just_missed(now)]


def _about(duty: Duty, sheet: Sheet) -> list[Mapping[str, Any]]:
    return [alert for alert in sheet.alerts if (alert["rule"], alert["year"]) == (duty.rule.id, duty.year)]


def _open(duty: Duty, place: Place, asker: Sequence[A], now: datetime) -> list[tuple[str, A]]:
    booking = [Action.BOOK_MEETING] if duty.year == oslo_day(now).year and duty.missing(now) else []
    return POLICY.open_to(booking, asker, place.relations)
