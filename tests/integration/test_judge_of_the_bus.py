"""The judge finds what is lost, doubled or out of order on a topic, and who has not come to the end."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from judge.world import CASE_FLOW, REGISTRY, Expected, Record, World
from true_world import CASE, HOME, judged, true_world, with_, with_records

Change = Callable[[list[Record]], list[Record]]
EPOCH_2 = {"epoch": 2, "position": 15}


def cases(change: Change) -> list[str]:
    return judged(with_records(true_world(), CASE_FLOW, change))


def said(record: Record, **headers: str | None) -> Record:
    """Tell the same record with other headers; None takes one away."""
    named = {f"ce_{name}": value for name, value in headers.items()}
    told = {name: value.decode() for name, value in record.headers} | named
    return replace(record, headers=[(name, value.encode()) for name, value in told.items() if value is not None])


def second(change: Callable[[Record], Record]) -> Change:
    return lambda records: [records[0], change(records[1]), *records[2:]]


@pytest.mark.parametrize(
    "change",
    [
        lambda records: records + records,
        lambda records: [*records[:5], *records[2:]],
        lambda records: [record for record in records for _ in range(2)],
    ],
)
def test_a_topic_may_repeat_what_it_told(change: Change) -> None:
    assert cases(change) == []


def test_an_event_that_the_topic_lacks_is_lost() -> None:
    told = cases(lambda records: [*records[:5], *records[6:-1]])
    assert told == [
        f"Topic cases: {CASE}:000006 (position 6) is missing.",
        f"Topic cases: {HOME} (position 15) is missing.",
    ]


def test_a_topic_that_is_empty_has_lost_everything() -> None:
    assert len(cases(lambda _: [])) == 15


def test_an_event_that_comes_too_late_is_out_of_order() -> None:
    told = cases(lambda records: [records[0], records[2], records[1], *records[3:]])
    assert told == [f"Topic cases offset 2 tells {CASE}:000002 (position 2) only after position 3."]


def test_an_event_that_no_ledger_tells_is_doubled() -> None:
    told = cases(lambda records: [*records, said(records[-1], id=f"{CASE}:000016", position="16")])
    assert told == [f"Topic cases offset 15 holds {CASE}:000016 at position 16, which the ledger does not."]


def test_another_event_in_a_known_place_is_doubled() -> None:
    told = cases(lambda records: [*records, said(records[-1], position="3")])
    assert told == [f"Topic cases offset 15 holds {HOME} at position 3, which the ledger does not."]


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (lambda record: said(record, hash="f" * 64), "ce_hash"),
        (lambda record: said(record, type="raadslag.case.treated.v1"), "ce_type"),
        (lambda record: said(record, subject="case-other"), "ce_subject"),
        (lambda record: said(record, source="council-registry"), "ce_source"),
        (lambda record: said(record, actor="other"), "ce_actor"),
        (lambda record: said(record, traceparent=None), "ce_traceparent"),
        (lambda record: said(record, causationid="other"), "ce_causationid"),
        (lambda record: said(record, time="2026-11-22T09:00:03+00:00"), "ce_time"),
        (lambda record: said(record, time="soon"), "ce_time"),
        (lambda record: said(record, title="what somebody typed"), "ce_title"),
        (lambda record: replace(record, key=b"case-other"), "key"),
        (lambda record: replace(record, value=b"{}"), "data"),
        (lambda record: replace(record, value=None), "data"),
    ],
)
def test_a_record_says_what_the_ledger_says(change: Callable[[Record], Record], difference: str) -> None:
    told = cases(second(change))
    assert f"Topic cases offset 1 tells {CASE}:000002 with another {difference} than the ledger." in told
    assert f"Topic cases: {CASE}:000002 (position 2) is missing." in told


def garbage(records: list[Record]) -> list[Record]:
    return [*records, Record(0, CASE.encode(), b"garbage", [])]


def test_a_record_that_is_no_event_is_doubled() -> None:
    assert cases(garbage) == ["Topic cases offset 15 is no event of case-flow: it has no content-type."]


def test_a_position_that_is_no_number_makes_a_record_no_event() -> None:
    [told] = cases(lambda records: [*records, said(records[-1], position="x")])
    assert told.startswith("Topic cases offset 15 is no event of case-flow: ")


POISONS: list[Change] = [
    garbage,
    lambda records: [*records, said(records[3], hash="f" * 64)],
    lambda records: [*records, said(records[3], epoch="7")],
]


@pytest.mark.parametrize("poison", POISONS)
def test_poison_that_was_sent_on_purpose_is_no_fault(poison: Change) -> None:
    healed = Expected(REGISTRY, "views/case-flow/1", CASE, healed=True)
    assert judged(replace(with_records(true_world(), CASE_FLOW, poison), expected=[healed])) == []


def test_poison_in_one_stream_excuses_no_other() -> None:
    other = Expected(REGISTRY, "views/case-flow/1", "case-other", healed=True)
    assert len(judged(replace(with_records(true_world(), CASE_FLOW, garbage), expected=[other]))) == 1


# Epochs


def in_epoch_2(world: World, change: Change) -> World:
    """Tell a world in which the ledger of the cases has begun its second epoch."""
    cases = world.services[CASE_FLOW]
    first = list(cases.topic or ())
    again = with_records(world, CASE_FLOW, lambda _: change([*first, *(said(record, epoch="2") for record in first)]))
    place = {**EPOCH_2, "hash": cases.events[-1].hash}
    for name, service in again.services.items():
        again = with_(again, name, places={**service.places, "views/case-flow/1": place})
    return with_(again, CASE_FLOW, epoch=2, publishing=place)


def test_what_an_earlier_epoch_told_is_past() -> None:
    assert judged(in_epoch_2(true_world(), lambda records: records)) == []


def test_an_epoch_tells_everything_again() -> None:
    told = judged(in_epoch_2(true_world(), lambda records: records[:-1]))
    assert told == [f"Topic cases: {HOME} (position 15) is missing."]


def test_an_earlier_epoch_is_over_when_the_next_has_begun() -> None:
    told = judged(in_epoch_2(true_world(), lambda records: [*records, records[0]]))
    assert told == ["Topic cases offset 30 is of epoch 1, after the first of epoch 2."]


def test_no_epoch_is_ahead_of_the_ledger() -> None:
    told = cases(lambda records: [*records, said(records[0], epoch="2")])
    assert told == ["Topic cases offset 15 is of epoch 2, and the ledger is in epoch 1."]


# Places


def with_place(consumer: str, **changes: object) -> World:
    world = true_world()
    places = world.services[REGISTRY].places
    return with_(world, REGISTRY, places={**places, consumer: {**places.get(consumer, {}), **changes}})


def test_a_consumer_that_has_not_come_to_the_end_is_behind() -> None:
    told = judged(with_place("views/case-flow/1", position=14))
    assert told == ["council-registry: views/case-flow/1 is at 1.14, and case-flow is at 1.15."]


def test_a_consumer_in_an_earlier_epoch_is_behind() -> None:
    told = judged(with_place("views/council-registry/1", epoch=0))
    assert told == ["council-registry: views/council-registry/1 is at 0.24, and council-registry is at 1.24."]


def test_a_consumer_with_another_history_is_told() -> None:
    told = judged(with_place("views/case-flow/1", hash="f" * 64))
    assert told == ["council-registry: views/case-flow/1 is at 1.15 with another hash than case-flow."]


def test_a_consumer_that_is_halted_is_told() -> None:
    told = judged(with_place("views/case-flow/1", halted="another event than before"))
    assert told == ["council-registry: views/case-flow/1 is halted: another event than before."]


def test_a_consumer_that_never_began_has_no_place() -> None:
    told = judged(with_(true_world(), REGISTRY, places={}))
    assert "council-registry: views/case-flow/1 has no place." in told


def test_what_follows_up_is_a_consumer_too() -> None:
    told = judged(with_place("reminders/case-flow", epoch=1, position=3, hash=""))
    assert told == ["council-registry: reminders/case-flow is at 1.3, and case-flow is at 1.15."]


def test_an_earlier_generation_may_stay_where_it_was() -> None:
    assert judged(with_place("views/case-flow/0", epoch=1, position=3, hash="")) == []


def test_a_consumer_of_nobody_is_told() -> None:
    told = judged(with_place("views/newsletter/1", epoch=1, position=3, hash=""))
    assert told == ["council-registry: views/newsletter/1 follows nobody that there is."]


def test_a_generation_that_is_being_built_is_not_finished() -> None:
    world = with_(true_world(), REGISTRY, generations={CASE_FLOW: {"current": 1, "following": 2}})
    assert judged(world) == ["council-registry: generation 2 of the views on case-flow is not finished."]


def test_publishing_comes_to_the_end_too() -> None:
    publishing = dict(true_world().services[CASE_FLOW].publishing or {})
    behind = with_(true_world(), CASE_FLOW, publishing={**publishing, "position": 3})
    halted = with_(true_world(), CASE_FLOW, publishing={**publishing, "halted": "This ledger was restored"})
    asked = with_(true_world(), CASE_FLOW, publishing={**publishing, "refill": True})
    assert judged(behind) == ["case-flow: publishing is at 1.3, and case-flow is at 1.15."]
    assert judged(halted) == ["case-flow: publishing is halted: This ledger was restored."]
    assert judged(asked) == ["case-flow: publishing has yet to begin its refill."]
    assert judged(with_(true_world(), CASE_FLOW, publishing=None)) == ["case-flow: it has published nothing."]


def test_without_a_topic_nothing_need_be_published() -> None:
    assert judged(with_(true_world(), CASE_FLOW, publishing=None, topic=None)) == []
