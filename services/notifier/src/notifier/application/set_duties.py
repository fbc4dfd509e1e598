from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from councilkit.events.notifications import CouncilDutiesSet
from councilkit.ledger import Call, Draft, Entry, Ledger, Receipt
from councilkit.refusals import UnknownReference
from councilkit.workdays import oslo_day
from notifier.application.known import Known
from notifier.domain.counting import require_may_count_from
from notifier.domain.policy import Acting, Action
from notifier.domain.rules import RULES


@dataclass(frozen=True)
class SetDuties:
    """Say how a council's duties count, anew: which rules its mandate has, how many meetings, from when, how loud."""

    council: str
    agreed: tuple[str, ...] = ()
    meetings_a_year: int | None = None
    counts_from: date | None = None
    quiet: bool = False


async def set_duties(command: SetDuties, by: Acting, call: Call, *, ledger: Ledger, known: Known) -> Receipt:
    (await known.place(command.council)).require(Action.SET_DUTIES, by)
    if strange := sorted(set(command.agreed) - set(RULES)):
        raise UnknownReference(f"There is no rule {strange[0]}.", field="/agreed")
    founded = oslo_day(await known.founded(command.council))
    event = CouncilDutiesSet(
        council=command.council,
        agreed=tuple(sorted(set(command.agreed))),
        meetings_a_year=command.meetings_a_year,
        counts_from=command.counts_from,
        quiet=command.quiet,
    )

    def decide(history: Sequence[Entry], now: datetime) -> Draft:
        require_may_count_from(event.counts_from or founded, _counts_from(history) or founded, oslo_day(now))
        return Draft(event)

    return await ledger.change(f"duties-{command.council}", call, decide)


def _counts_from(history: Sequence[Entry]) -> date | None:
    """Tell from which day the council has said that its duties count, if it has."""
    told = [event for entry in history if isinstance(event := entry.event(), CouncilDutiesSet)]
    return told[-1].counts_from if told else None
