"""The curated examples of the language tell of a council whose seats the rules allow."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import pytest

from council_registry.domain import nomination
from council_registry.domain.council import Council, evolve
from council_registry.domain.handover import Handover
from council_registry.domain.mandate import in_force, next_version
from council_registry.domain.nomination import Stage
from councilkit.events import Event
from councilkit.events.councils import SeatAdded, TermEnded, TermStarted
from councilkit.events.merger_story import MERGER_STORY
from councilkit.events.registry_story import CHAIR, DEPUTYS, EAST, MEMBER, NEWCOMER, REGISTRY_STORY, REQUEST
from councilkit.events.seating import HandoverItem, MandateSet, NominationAnswered, NominationClosed, SeatClosed

TOLD = [(day, event.lifted()) for day, stream, event in (*REGISTRY_STORY, *MERGER_STORY) if stream == f"council-{EAST}"]
LAST_DAY = max(day for day, _ in TOLD)


def council_after(events: list[Event]) -> Council:
    first, *later = events
    return reduce(evolve, later, evolve(None, first))


def test_the_council_of_the_story_has_a_mandate_a_deputy_and_a_handover_that_has_begun() -> None:
    council = council_after([event for _, event in TOLD])
    assert council.seating.seats[DEPUTYS].deputy_for == CHAIR
    assert council.seating.seats[DEPUTYS].last
    assert council.nominations[REQUEST].stage is Stage.CLOSED
    mandate = in_force(council.mandates, LAST_DAY)
    assert mandate
    assert mandate.conditions.numbers["meetings_a_year"] == 5
    begun = council.handover(council.terms[NEWCOMER], days=60)
    assert begun == Handover(council.terms[NEWCOMER].period.starts, 60, (HandoverItem.PAPERS,))
    assert MEMBER in council.sitting(council.terms[MEMBER].period.starts)


DECIDED: Mapping[type[Event], Callable[[Council, Council, Any], Event]] = {
    SeatAdded: lambda before, after, event: before.seating.add_seat(after.seating.seats[event.seat]),
    SeatClosed: lambda before, _, event: before.seating.close_seat(event.seat, event.on),
    TermStarted: lambda before, after, event: before.start_term(after.terms[event.term]),
    TermEnded: lambda before, _, event: before.end_term(event.term, event.on),
    MandateSet: lambda before, after, _: next_version(before.id, before.mandates, after.mandates[-1].conditions),
    NominationAnswered: lambda before, _, event: nomination.answer(
        event.request, council=before.id, nominations=before.nominations
    ),
    NominationClosed: lambda before, _, event: nomination.close(
        event.request, council=before.id, nominations=before.nominations
    ),
}
STEPS = [number for number, (_, event) in enumerate(TOLD) if type(event) in DECIDED]


@pytest.mark.parametrize("number", STEPS)
def test_a_step_of_the_story_is_what_the_council_would_have_decided(number: int) -> None:
    before = council_after([one for _, one in TOLD[:number]])
    event = TOLD[number][1]
    assert DECIDED[type(event)](before, evolve(before, event), event) == event
