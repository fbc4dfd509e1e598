"""What waits of meetings: notices that should be out soon, or should be out already."""

from collections.abc import Sequence
from datetime import timedelta

from council_registry.application.meetings.list_meetings import spelled
from council_registry.application.reading.council_numbers import numbers_by_name
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.records import MEETINGS, Records
from council_registry.application.seats.list_tasks import Task, is_at_work
from council_registry.domain.meeting_life import Status
from council_registry.domain.policy import POLICY, Acting, Action, Place
from council_registry.domain.rule_set import RuleSet

AHEAD = timedelta(days=7)
MOST = 50


async def meetings_to_convene(
    asker: Sequence[Acting], standing: Standing, *, rules: RuleSet, records: Records
) -> list[Task]:
    """Tell the planned meetings whose notice should be out within a week."""
    tasks: list[Task] = []
    for by in asker:
        found = standing.councils.get(by.council or "")
        if not found or not is_at_work(found):
            continue
        if POLICY.allows(Action.CONVENE_MEETING, by, Place(frozenset({found.id})).relations(by)):
            tasks += await _of_council(found, by, standing, rules=rules, records=records)
    return tasks


async def _of_council(
    found: CouncilOnDay, by: Acting, standing: Standing, *, rules: RuleSet, records: Records
) -> list[Task]:
    notice = timedelta(days=numbers_by_name(found, standing, rules)["notice_days"])
    where, after = {"councils": found.id, "status": Status.PLANNED}, (spelled(standing.day), "")
    meetings = await records.find(MEETINGS, where, order="starts_at", after=after, limit=MOST)
    return [
        Task(Action.CONVENE_MEETING, by.id, found.council, day - notice, meeting=one.state.id, meets=day)
        for one in meetings
        if (day := one.state.day) - notice - AHEAD <= standing.day
    ]
