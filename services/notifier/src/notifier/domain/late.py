"""Who hears by mail that something is late: whoever is to do it, and at last the level above. One table.

What is only proposed is reminded of once, in time, and alarms nobody.
"""

from collections.abc import Iterable

from councilkit.events.case_life import CaseDue
from councilkit.events.case_words import Awaited, Late, Party
from councilkit.events.cases import PartAs, RuleStatus
from notifier.domain.case_news import As, Ear, Pick
from notifier.domain.case_story import CaseStory

PICKS = {
    (Awaited.RECEIPT, None): Pick.USERS,
    (Awaited.PART, None): Pick.OWNERS,  # as it was told once: of either
    (Awaited.PART, PartAs.OWNER): Pick.OWNER,
    (Awaited.FOLLOW_UP, None): Pick.OWNERS,
}
"""Who is told where; where nothing is said, the council's desk, or those who answer for the unit."""


def ears(event: CaseDue) -> Iterable[Ear]:
    if event.due.status is RuleStatus.PROPOSED and event.late is not Late.SOON:
        return
    if event.late is Late.ABOVE:
        if event.above:
            yield Ear(As.WAY, _above)
        return
    yield Ear(As.DESK, _who_is_to_do_it, PICKS.get((event.awaited, event.part), Pick.DESK))


def _above(event: CaseDue, _case: CaseStory) -> Iterable[Party]:
    return [Party(council=event.above)]


def _who_is_to_do_it(event: CaseDue, _case: CaseStory) -> Iterable[Party]:
    return [Party(unit=event.unit) if event.unit else Party(council=event.council)]
