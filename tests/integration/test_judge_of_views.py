"""The judge finds what a view lacks, has too much or has wrong, what is parked, and what could not have happened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from judge.world import CASE_FLOW, REGISTRY, Expected, Record, World
from true_world import (
    BEGAN,
    CASE,
    COUNCIL,
    HOME,
    MEETING,
    STORY,
    UNIT,
    judged,
    true_world,
    with_,
    with_document,
    with_entry,
)

EVERYBODY = true_world(*STORY)
EVERY_VIEW = sorted((name, view) for name, service in EVERYBODY.services.items() for view in service.views)
EVERY_DOCUMENT = [(name, view, key) for name, view in EVERY_VIEW for key in EVERYBODY.services[name].views[view]]
RAISED = CASE.removeprefix("case-")
ON_CASES = "views/case-flow/1"


def without(world: World, service: str, view: str, key: str) -> World:
    views = world.services[service].views
    documents = {one: document for one, document in views[view].items() if one != key}
    return with_(world, service, views={**views, view: documents})


@pytest.mark.parametrize(("service", "view", "key"), EVERY_DOCUMENT)
def test_what_a_view_lacks_is_lost(service: str, view: str, key: str) -> None:
    name = view.split(".")[1]
    assert judged(without(EVERYBODY, service, view, key)) == [f"{service}: the view {name}, {key} is missing."]


@pytest.mark.parametrize(("service", "view"), EVERY_VIEW)
def test_what_a_view_has_too_much_is_doubled(service: str, view: str) -> None:
    name = view.split(".")[1]
    told = judged(with_document(EVERYBODY, service, view, "other", sequence=1))
    assert told == [f"{service}: the view {name} holds other, of which no event tells."]


@pytest.mark.parametrize(
    ("service", "view", "key", "field"),
    [
        (service, view, key, field)
        for service, view, key in EVERY_DOCUMENT
        for field in EVERYBODY.services[service].views[view][key]
        if field != "sequence"
    ],
)
def test_every_field_of_every_view_is_judged(service: str, view: str, key: str, field: str) -> None:
    told = judged(with_document(EVERYBODY, service, view, key, **{field: "other"}))
    assert len(told) == 1
    assert f"says {field} 'other'" in told[0]


def test_a_document_that_is_behind_is_lost() -> None:
    told = judged(with_document(true_world(), REGISTRY, "view.cases.1", RAISED, sequence=12))
    assert told == [
        f"council-registry: the view cases, {RAISED} has taken in event 12 of its stream, and must be at 15."
    ]


def test_a_document_that_is_ahead_is_doubled() -> None:
    council = COUNCIL.removeprefix("council-")
    told = judged(with_document(true_world(), CASE_FLOW, "view.councils.1", council, sequence=2))
    assert told == [f"case-flow: the view councils, {council} has taken in event 2 of its stream, and may be at 1."]


def test_a_field_that_nothing_follows_from_is_wrong() -> None:
    told = judged(with_document(true_world(), REGISTRY, "view.cases.1", RAISED, title="typed"))
    assert told == [
        f"council-registry: the view cases, {RAISED} says title 'typed', and 'nothing' follows from the events."
    ]


def test_a_collection_of_no_view_is_doubled() -> None:
    world = true_world()
    told = judged(with_(world, REGISTRY, views={**world.services[REGISTRY].views, "view.people.1": {}}))
    assert told == ["council-registry: the collection view.people.1 belongs to no view."]


def test_the_generation_that_is_read_is_judged() -> None:
    world = true_world()
    registry = world.services[REGISTRY]
    built = {view.replace("cases.1", "cases.2"): documents for view, documents in registry.views.items()}
    second = {"views/case-flow/2": registry.places[ON_CASES], **registry.places}
    generations = {CASE_FLOW: {"current": 2, "following": None}}
    left = with_(world, REGISTRY, views={**built, "view.cases.1": {}}, places=second, generations=generations)
    assert judged(left) == []
    assert judged(without(left, REGISTRY, "view.cases.2", RAISED)) == [
        f"council-registry: the view cases, {RAISED} is missing."
    ]


def test_events_that_do_not_fit_together_make_no_view() -> None:
    told = judged(with_entry(true_world(), f"{MEETING}:000001", type="raadslag.meeting.held.v1"))
    assert any(sentence.startswith("council-registry: the view meetings cannot be told of") for sentence in told)


# Parking


def parked(world: World, entry: str, *, seconds: float = 0) -> World:
    """Tell the same world with the case set aside in the registry: by an event, or by a record of the topic."""
    document = {
        "consumer": ON_CASES,
        "stream": CASE,
        "entry": entry,
        "type": "" if "@" in entry or "99" in entry else "raadslag.case.answer-confirmed.v1",
        "cause": "garbage",
        "since": BEGAN + timedelta(seconds=seconds),
    }
    expected = [Expected(REGISTRY, ON_CASES, CASE)]
    return replace(with_(world, REGISTRY, parked=[document]), expected=expected)


def seen(world: World, *, sequence: int, answered: bool) -> World:
    on = world.services[REGISTRY].views["view.cases.1"][RAISED]["answered_on"] if answered else None
    told = {"answered": answered, "answered_on": on, "settled_on": on}
    return with_document(world, REGISTRY, "view.cases.1", RAISED, sequence=sequence, **told)


def poisoned(world: World, offset: int) -> World:
    records = list(world.services[CASE_FLOW].topic or ())
    poison = Record(offset, CASE.encode(), b"garbage", [])
    moved = [replace(record, offset=record.offset + (record.offset >= offset)) for record in records]
    return with_(world, CASE_FLOW, topic=sorted([*moved, poison], key=lambda record: record.offset))


def test_what_is_parked_without_a_cause_that_we_know_is_told() -> None:
    told = judged(replace(parked(true_world(), HOME), expected=()))
    assert told == [f"council-registry: {ON_CASES} has parked {CASE} at {HOME}: garbage."]


def test_what_was_poisoned_is_parked() -> None:
    told = judged(replace(true_world(), expected=[Expected(REGISTRY, ON_CASES, CASE)]))
    assert told == [f"council-registry: {ON_CASES} has not parked {CASE}, which was poisoned."]


def test_what_was_healed_is_parked_no_more() -> None:
    healed = [Expected(REGISTRY, ON_CASES, CASE, healed=True)]
    assert judged(replace(true_world(), expected=healed)) == []
    assert len(judged(replace(parked(true_world(), HOME), expected=healed))) == 1


def test_what_an_earlier_generation_has_parked_is_past() -> None:
    world = parked(true_world(), HOME)
    earlier = [{**world.services[REGISTRY].parked[0], "consumer": "views/case-flow/0"}]
    assert judged(replace(with_(world, REGISTRY, parked=earlier), expected=())) == []


@pytest.mark.parametrize("views", [seen(true_world(), sequence=12, answered=False), true_world()])
def test_a_parked_stream_stands_at_the_event_that_it_was_parked_at_or_before_it(views: World) -> None:
    assert judged(parked(views, HOME)) == []


def test_a_parked_stream_that_went_on_is_doubled() -> None:
    told = judged(parked(true_world(), f"{CASE}:000012"))
    assert told == [
        f"council-registry: the view cases, {RAISED} has taken in event 15 of its stream, and may be at 12."
    ]


def test_a_parked_stream_has_taken_in_what_came_before() -> None:
    told = judged(parked(seen(true_world(), sequence=1, answered=False), HOME))
    assert told == [
        f"council-registry: the view cases, {RAISED} has taken in event 1 of its stream, and must be at 12."
    ]


def test_a_stream_that_is_parked_at_its_first_event_has_no_document() -> None:
    world = parked(poisoned(true_world(), 0), "raadslag.cases@0")
    assert judged(without(world, REGISTRY, "view.cases.1", RAISED)) == []
    assert judged(world) == [
        f"council-registry: the view cases, {RAISED} is there, though its stream is parked before its first event."
    ]


@pytest.mark.parametrize(("sequence", "answered"), [(12, False), (15, True)])
def test_until_a_stray_record_came_the_ledger_may_have_been_read(sequence: int, answered: bool) -> None:  # noqa: FBT001
    world = parked(poisoned(true_world(), 13), "raadslag.cases@13", seconds=15)
    assert judged(seen(world, sequence=sequence, answered=answered)) == []


def test_what_was_written_after_a_stray_record_came_is_not_taken_in() -> None:
    told = judged(parked(poisoned(true_world(), 13), "raadslag.cases@13", seconds=14.5))
    assert told == [
        f"council-registry: the view cases, {RAISED} has taken in event 15 of its stream, and may be at 12."
    ]


def test_what_the_topic_told_before_a_stray_record_is_taken_in() -> None:
    world = parked(poisoned(true_world(), 13), "raadslag.cases@13", seconds=14.5)
    told = judged(seen(world, sequence=1, answered=False))
    assert told == [
        f"council-registry: the view cases, {RAISED} has taken in event 1 of its stream, and must be at 12."
    ]


@pytest.mark.parametrize(("sequence", "answered"), [(1, False), (12, False)])
def test_a_stray_record_that_looks_like_an_event_is_known_by_its_time(sequence: int, answered: bool) -> None:  # noqa: FBT001
    world = parked(true_world(), f"{CASE}:000099", seconds=14.5)
    assert judged(seen(world, sequence=sequence, answered=answered)) == []
    assert len(judged(world)) == 1


# What can happen


def with_data(entry: str, told: bytes, instead: bytes) -> Sequence[str]:
    world = true_world()
    [document] = [one for service in world.services.values() for one in service.ledger if one["_id"] == entry]
    assert told in document["data"]
    return judged(with_entry(world, entry, data=document["data"].replace(told, instead)))


def test_a_case_does_not_leave_the_way_that_cases_go() -> None:
    told = judged(with_entry(true_world(), f"{CASE}:000003", type="raadslag.case.answer-given.v1"))
    assert f"case-flow: {CASE}:000003 happened to a case that was on_agenda." in told


def test_only_the_holder_sends_a_case_on() -> None:
    told = with_data(f"{CASE}:000004", b'"sender":"lbuhorten23456723456"', b'"sender":"sbusentralt345672345"')
    assert (
        f"case-flow: {CASE}:000004 names sbusentralt345672345 as sender, and the case's holder is lbuhorten23456723456."
        in told
    )


def test_only_the_one_it_was_sent_to_receives_a_case() -> None:
    told = with_data(f"{CASE}:000007", b"rbuvestfold345672345", b"sbusentralt345672345")
    assert any(sentence.endswith("and the case's addressee is rbuvestfold345672345.") for sentence in told)


def test_a_case_does_not_have_events_of_a_council() -> None:
    told = judged(with_entry(true_world(), f"{CASE}:000014", type="raadslag.seat.added.v1"))
    assert f"case-flow: {CASE}:000014 is no event of a case." in told


def test_a_term_needs_a_seat_that_is_there() -> None:
    told = with_data(f"{COUNCIL}:000002", b"stolhorten2345672345", b"stoltonsberg34567234")
    assert f"council-registry: {COUNCIL}:000003 needs the seat stolhorten2345672345, which is not there." in told


def test_nothing_begins_twice() -> None:
    told = judged(with_entry(true_world(), f"{UNIT}:000003", type="raadslag.unit.listed.v1"))
    assert f"council-registry: {UNIT}:000003 begins the unit 0701 again." in told


def test_only_the_last_notice_of_a_meeting_is_taken_back() -> None:
    regret = f"{MEETING}:000004"
    data = b'{"meeting":"motehorten2345672345","entry":"%s:000002"}' % MEETING.encode()
    told = judged(with_entry(true_world(), regret, data=data))
    assert f"council-registry: {regret} takes back what cannot be taken back." in told


def test_nothing_is_taken_back_after_ten_minutes() -> None:
    regret = f"{MEETING}:000004"
    told = judged(with_entry(true_world(), regret, at=BEGAN + timedelta(minutes=11)))
    assert f"council-registry: {regret} takes back what cannot be taken back." in told


def test_a_meeting_is_held_once() -> None:
    world = true_world()
    held = {"type": "raadslag.meeting.held.v1", "data": b'{"meeting":"motehorten2345672345"}'}
    told = judged(with_entry(with_entry(world, f"{MEETING}:000001", **held), f"{MEETING}:000002", **held))
    assert f"council-registry: {MEETING}:000002 begins the holding of motehorten2345672345 again." in told


def test_a_stream_of_no_kind_that_there_is_is_told() -> None:
    told = judged(with_entry(true_world(), f"{MEETING}:000001", stream="letter-x"))
    assert "council-registry: the events of letter-x do not fit together: KeyError('letter')." in told


def test_a_case_that_cannot_be_read_is_lost() -> None:
    told = judged(with_entry(true_world(), f"{CASE}:000001", data=b"garbage"))
    assert f"case-flow: {CASE} cannot be followed home." in told
