"""The judge reckons by itself what becomes of cases and rounds, and comes to what the services keep of them."""

import json
from dataclasses import replace

import pytest

from councilkit.events.examples import example_items
from councilkit.events.round_story import ROUND
from councilkit.inbox import View
from councilkit.testing.views import folded
from judge.case_dues import RULES, fell_due
from judge.case_life import EVERYWHERE, HANDED_ON, LIFE, STEPS, life_of, not_allowed
from judge.kinds import VIEWS
from judge.lives import LIVES
from judge.world import CASE_FLOW, Event
from true_world import VIEWS as KEPT
from true_world import entry_of

ON_CASES = [
    (service, view, publisher)
    for service, publishers in KEPT.items()
    for publisher, views in publishers.items()
    for view in views
    if CASE_FLOW in (service, publisher)
]


TOLD = list(example_items())
EVENTS = [Event(entry_of(item)) for item in TOLD if item.source == CASE_FLOW]
STREAMS = sorted({event.stream for event in EVENTS})


def stream(name: str) -> list[Event]:
    return [event for event in EVENTS if event.stream == name]


@pytest.mark.parametrize(
    ("service", "kept", "publisher"), ON_CASES, ids=[f"{service}-{view.name}" for service, view, _ in ON_CASES]
)
def test_the_judge_comes_to_what_the_services_keep(service: str, kept: View, publisher: str) -> None:
    [view] = [view for view in VIEWS[service] if (view.name, view.publisher) == (kept.name, publisher)]
    told = [item for item in TOLD if item.source == publisher]
    events = [event for event in map(Event, map(entry_of, told)) if event.kind in view.kinds]
    documents = folded(kept, told)
    assert documents
    for key, document in documents.items():
        mine = [event for event in events if view.key(event) == key]
        assert {"_id": key, "sequence": mine[-1].sequence, **view.tell(mine)} == document


@pytest.mark.parametrize("kept", [view for view in KEPT[CASE_FLOW][CASE_FLOW] if view.name in ("cases", "rounds")])
def test_the_judge_comes_to_what_is_kept_after_every_single_event(kept: View) -> None:
    [view] = [view for view in VIEWS[CASE_FLOW] if (view.name, view.publisher) == (kept.name, CASE_FLOW)]
    told = [item for item in TOLD if item.source == CASE_FLOW]
    for number in range(1, len(told) + 1):
        documents = folded(kept, told[:number])
        events = [event for event in map(Event, map(entry_of, told[:number])) if event.kind in view.kinds]
        if events and (key := view.key(events[-1])):
            mine = [event for event in events if view.key(event) == key]
            assert {"_id": key, "sequence": mine[-1].sequence, **view.tell(mine)} == documents[key]


@pytest.mark.parametrize("name", STREAMS)
def test_the_judge_has_nothing_against_the_story(name: str) -> None:
    assert list(LIVES[name.partition("-")[0]](stream(name))) == []


def test_the_judge_knows_every_event_of_a_case() -> None:
    assert {event.kind for event in EVENTS if event.stream.startswith("case-")} == LIFE | {"text.erased"}


def changed(event: Event, **data: object) -> Event:
    return Event({**event.document, "data": json.dumps(event.data | data).encode()})


@pytest.mark.parametrize(
    "number",
    [number for number, event in enumerate(EVENTS) if event.kind in STEPS and STEPS[event.kind].names],
    ids=lambda number: f"{number}-{EVENTS[number].kind}",
)
def test_an_event_that_names_somebody_else_is_noticed(number: int) -> None:
    event = EVENTS[number]
    before = life_of([one for one in stream(event.stream) if one.sequence < event.sequence])
    assert list(not_allowed(before, event)) == []
    for told in STEPS[event.kind].names:
        assert any("somebody-else" in why for why in not_allowed(before, changed(event, **{told: "somebody-else"})))


@pytest.mark.parametrize("kind", sorted(STEPS))
def test_an_event_in_a_state_that_does_not_allow_it_is_noticed(kind: str) -> None:
    event = next(event for event in EVENTS if event.kind == kind)
    before = life_of([one for one in stream(event.stream) if one.sequence < event.sequence])
    for state in EVERYWHERE - STEPS[kind].after:
        faults = list(not_allowed(replace(before, state=state), event))
        assert f"happened to a case that was {state}" in faults


@pytest.mark.parametrize("kind", sorted(HANDED_ON))
def test_what_was_never_theirs_is_handed_on_by_nobody(kind: str) -> None:
    event = next(event for event in EVENTS if event.kind == kind)
    before = life_of([one for one in stream(event.stream) if one.sequence < event.sequence])
    field, *_ = HANDED_ON[kind]
    assert list(not_allowed(before, changed(event, **{field: "somebody-else"})))


def test_a_round_is_answered_by_those_it_asks_and_concluded_once() -> None:
    *events, concluded = stream(f"round-{ROUND}")
    answered = next(number for number, event in enumerate(events) if event.kind == "round.answered")
    judge = LIVES["round"]
    stranger = changed(events[answered], council="somebody-else")
    assert any("somebody-else" in why for why in judge([*events[:answered], stranger]))
    assert any("somebody-else" in why for why in judge([*events, changed(concluded, council="somebody-else")]))
    assert any("concluded" in why for why in judge([*events, concluded, concluded]))


@pytest.mark.parametrize("kind", sorted(RULES))
def test_what_fell_due_bears_the_name_of_what_it_is(kind: str) -> None:
    event = next(event for event in EVENTS if event.kind == kind)
    name = f"due/{NAMES[kind]}"
    assert fell_due({**event.document, "command_id": name.format(stream=event.stream)}, event.data)
    assert not fell_due({**event.document, "command_id": name.format(stream="case-other")}, event.data)
    wrong = name.format(stream=event.stream).replace("due/", "due/other-")
    assert not fell_due({**event.document, "command_id": wrong}, event.data)


def test_an_owners_part_falls_due_apart_from_that_of_a_line_at_the_same_unit() -> None:
    told = next(event for event in EVENTS if event.kind == "case.due" and event.data["awaited"] == "part")
    line = f"due/part-soon-{told.data['unit']}/{told.stream}/{told.data['due']['on']}"
    owner = line.replace("/case-", "-owner/case-", 1)
    for part, name, other in (("line", line, owner), ("owner", owner, line)):
        event = changed(told, part=part)
        assert fell_due({**event.document, "command_id": name}, event.data)
        assert not fell_due({**event.document, "command_id": other}, event.data)


NAMES = {
    "case.due": "answer-soon-0800/{stream}/2028-05-30",
    "case.taken-up-again": "take-up-again/{stream}/2028-02-28",
    "case.restriction-lifted": "lift-restriction/{stream}/2028-12-31-31",
    "text.erased": "erase-text/{stream}/case-sakdorapner234567234:000001-description",
    "round.due": "round-soon/{stream}/2027-08-20",
}
