"""What the loop does with a council when something may be due: keep its mandate's word, and raise alerts, each once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from councilkit.events.notifications import AlertRaised
from councilkit.ids import derived_id
from councilkit.ledger import Call, Draft, Ledger
from councilkit.workdays import oslo_day
from notifier.application.known import Known
from notifier.application.set_duties import ACTOR, set_by_mandate
from notifier.domain.council import Settings
from notifier.domain.duty import Duty
from notifier.domain.mandate import Owed, in_force, next_change, owed_by
from notifier.domain.seats import Seats, SeatStep
from notifier.domain.steps import Step, beginning

Raised = Collection[tuple[object, ...]]


class LookAtCouncil:
    """A `councilkit.due.Look`; its subjects are councils."""

    def __init__(self, known: Known, ledger: Ledger) -> None:
        self._known = known
        self._ledger = ledger

    async def __call__(self, council: str, now: datetime) -> datetime | None:
        duties, sheet = await self._known.duties(council, now), await self._known.sheet(council)
        if not duties or sheet.settings.closed:
            return None
        moments = [await self._keep_mandate(council, sheet.settings, now)]
        raised = _raised(sheet.alerts)
        for duty in duties:
            await self._alert_of_duty(duty, now, raised)
            moments.append(duty.next_step(now))
        if not duties[0].council.owes_nothing:
            seats = await self._known.seating.seats(duties[0].council, now)
            await self._alert_of_seats(council, seats, now, raised)
            moments.append(seats.next_step(now))
        return min(filter(None, moments), default=None)

    async def _keep_mandate(self, council: str, settings: Settings, now: datetime) -> datetime | None:
        """Set the duties as the mandates say that hold today; tell when one of them changes next."""
        today = oslo_day(now)
        line = {one: await self._known.seating.mandates(one) for one in await self._known.line(council)}
        own, *above = (in_force(one, versions, today) for one, versions in line.items())
        owed = owed_by(own, above)
        if owed and not _is_kept(owed, settings):
            await set_by_mandate(council, owed, ledger=self._ledger)
        changes = (next_change(versions, today) for versions in line.values())
        following = min(filter(None, changes), default=None)
        return beginning(following) if following else None

    async def _alert_of_duty(self, duty: Duty, now: datetime, raised: Raised) -> None:
        for step in duty.overdue(now):
            if (duty.rule.id, duty.year, step.name, step.meeting) not in raised:
                await self._raise(_duty_alert(duty, step), step.meeting)

    async def _alert_of_seats(self, council: str, seats: Seats, now: datetime, raised: Raised) -> None:
        for step in seats.overdue(now):
            if (step.rule, step.on.year, step.name, step.term.id) not in raised:
                await self._raise(_seat_alert(council, step), step.term.id)

    async def _raise(self, alert: AlertRaised, about: str | None) -> None:
        told = "-".join(filter(None, (alert.step, str(alert.year), about)))
        command_id = f"due/{alert.rule}/{alert.council}/{told}"
        call = Call(ACTOR, command_id, command_id.encode(), correlation=derived_id("correlation", command_id))
        await self._ledger.change(f"duties-{alert.council}", call, lambda *_: Draft(alert))


def _duty_alert(duty: Duty, step: Step) -> AlertRaised:
    return AlertRaised(
        council=duty.council.id, rule=duty.rule.id, year=duty.year, step=step.name, on=step.on, meeting=step.meeting
    )


def _seat_alert(council: str, step: SeatStep) -> AlertRaised:
    return AlertRaised(
        council=council, rule=step.rule, year=step.on.year, step=step.name, on=step.on, term=step.term.id
    )


def _raised(alerts: Sequence[Mapping[str, Any]]) -> Raised:
    """Tell what was raised: the step of a duty in a year, of one of its meetings, or of a term."""
    return {(one["rule"], one["year"], one["step"], one["meeting"] or one["term"]) for one in alerts}


def _is_kept(owed: Owed, settings: Settings) -> bool:
    return (owed.agreed, owed.meetings_a_year) == (tuple(sorted(settings.agreed)), settings.meetings_a_year)
