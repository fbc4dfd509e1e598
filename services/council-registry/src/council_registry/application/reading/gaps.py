"""What is missing: units without a council, councils that are asleep, and councils without a leader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.reading.activity import Activities, Activity, CouncilActivity
from council_registry.application.reading.standing import CouncilOnDay, Standing, UnitOnDay
from council_registry.domain.dated import Status
from council_registry.domain.period import A_DAY
from council_registry.domain.signal import Word
from councilkit.events.councils import TermRole


@dataclass(frozen=True)
class Asleep:
    council: CouncilOnDay
    last: date | None


@dataclass(frozen=True)
class Leaderless:
    """`since` is the day after the last leader's term; None if there was none."""

    council: CouncilOnDay
    since: date | None


@dataclass(frozen=True)
class Gaps:
    units: Sequence[UnitOnDay]
    asleep: Sequence[Asleep]
    leaderless: Sequence[Leaderless]


async def read_gaps(region: str | None, standing: Standing, *, activities: Activities) -> Gaps:
    """Tell what is missing in a region, or in all."""
    councils = standing.in_region(region)
    few = [council.id for council in councils]
    activity = await (activities.of(standing.day, few) if region else activities.of_all(standing.day))
    units = [unit for unit in standing.open_units if region in {None, unit.region} and standing.without_council(unit)]
    asleep = [Asleep(one, _met_on(activity.of(one.id))) for one in councils if is_asleep(one, activity)]
    leaderless = [Leaderless(one, _led_until(one, standing.day)) for one in councils if lacks_leader(one, standing.day)]
    return Gaps(units, asleep, leaderless)


def is_asleep(council: CouncilOnDay, activity: Activity) -> bool:
    return council.status is not Status.PLANNED and word(council, activity) is Word.ASLEEP


def word(council: CouncilOnDay, activity: Activity) -> Word:
    resting = council.status is Status.RESTING
    return activity.of(council.id).signal.word(activity.day, since=council.starts, resting=resting)


def lacks_leader(council: CouncilOnDay, day: date) -> bool:
    """Only of a council that works is it said."""
    leads = (term.role is TermRole.LEADER and term.period.covers(day) for term in council.council.terms.values())
    return council.status is Status.ACTIVE and not any(leads)


def _met_on(activity: CouncilActivity) -> date | None:
    return activity.last.day if activity.last else None


def _led_until(council: CouncilOnDay, day: date) -> date | None:
    led = [term.period for term in council.council.terms.values() if term.role is TermRole.LEADER and term.period.runs]
    over = [period.last for period in led if period.last < day]
    return max(over) + A_DAY if over else None
