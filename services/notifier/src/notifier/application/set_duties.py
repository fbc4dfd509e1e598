from dataclasses import dataclass
from datetime import date

from councilkit.events.notifications import CouncilDutiesSet
from councilkit.ledger import Call, Draft, Ledger, Receipt
from councilkit.refusals import UnknownReference
from notifier.application.known import Known
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
    event = CouncilDutiesSet(
        council=command.council,
        agreed=tuple(sorted(set(command.agreed))),
        meetings_a_year=command.meetings_a_year,
        counts_from=command.counts_from,
        quiet=command.quiet,
    )
    return await ledger.change(f"duties-{command.council}", call, lambda *_: Draft(event))
