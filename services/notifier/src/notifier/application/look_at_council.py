"""What the loop does with a council when something may be due: raise the alerts whose time has come, each once."""

from datetime import datetime

from councilkit.events.notifications import AlertRaised
from councilkit.ids import derived_id
from councilkit.ledger import Call, Draft, Ledger
from notifier.application.known import Known
from notifier.domain.duty import Duty
from notifier.domain.steps import Step

ACTOR = "notifier"


class LookAtCouncil:
    """A `councilkit.due.Look`; its subjects are councils."""

    def __init__(self, known: Known, ledger: Ledger) -> None:
        self._known = known
        self._ledger = ledger

    async def __call__(self, council: str, now: datetime) -> datetime | None:
        duties = await self._known.duties(council, now)
        alerts = (await self._known.sheet(council)).alerts
        raised = {(alert["rule"], alert["year"], alert["step"], alert["meeting"]) for alert in alerts}
        for duty in duties:
            for step in duty.overdue(now):
                if (duty.rule.id, duty.year, step.name, step.meeting) not in raised:
                    await self._raise(duty, step)
        return min((following for duty in duties if (following := duty.next_step(now))), default=None)

    async def _raise(self, duty: Duty, step: Step) -> None:
        council = duty.council.id
        about = "-".join(filter(None, (step.name, str(duty.year), step.meeting)))
        command_id = f"due/{duty.rule.id}/{council}/{about}"
        call = Call(ACTOR, command_id, command_id.encode(), correlation=derived_id("correlation", command_id))
        alert = AlertRaised(
            council=council, rule=duty.rule.id, year=duty.year, step=step.name, on=step.on, meeting=step.meeting
        )
        await self._ledger.change(f"duties-{council}", call, lambda *_: Draft(alert))
