"""The judge knows by itself who must hear of a case or a round, and finds mails of them that are missing or in vain."""

import json
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import notifier.subscriptions
from councilkit.events import Event as Told
from councilkit.events import Item, encode
from councilkit.events.case_life import CaseDue
from councilkit.events.councils import PostRole, PostStarted, Side, TermRole, TermStarted
from councilkit.events.examples import example_items
from councilkit.holdings import POSTS, TERMS, Holdings
from councilkit.inbox import Doc, In
from councilkit.testing.views import folded
from councilkit.workdays import oslo_day
from judge.case_mails import CASES, ROUNDS, Mailed
from judge.duties import Duties
from judge.log import Log
from judge.mail_due import Due, mails_due
from judge.mail_reasons import Reasons
from judge.mail_times import Times
from judge.notifier_cases import NEWS
from judge.people import People
from judge.world import CASE_FLOW, NOTIFIER, REGISTRY, Event, Service, World
from mail_world import row_of, suppressed, with_event, with_row, without_row
from notifier.application.hearers import Hearers, without
from notifier.application.known_cases import KnownCases
from notifier.domain.case_news import NEWS as OURS
from notifier.domain.late import ears as ears_of_late
from notifier.domain.round_news import ROUND_NEWS
from true_world import (
    BEGAN,
    CASE,
    CASE_NEWS,
    LEADER,
    LOCAL,
    MANAGER,
    REGRET,
    entry_of,
    judged,
    row_to,
    with_,
    world_with_mails,
)

STORY = [item for item in example_items() if item.source == CASE_FLOW]
ON = {"on": "2026-12-01", "rule": "word", "status": "agreed", "since": "2026-11-01", "council": None}
SINCE = date(2020, 1, 1)
REPORTED, AGENDA, RETURNED = (str(row["_id"]) for row in CASE_NEWS[:1] + CASE_NEWS[1:2] + CASE_NEWS[3:4])
IN_VAIN = "nothing happened that explains it."


# The two tables, the service's and the judge's, say the same of every event of the story


def _places(value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    """Tell every council and unit that an event names."""
    for name, said in value.items():
        several = said if isinstance(said, list) else [said]
        for one in several:
            if isinstance(one, dict):
                yield from _places(one)
            elif isinstance(one, str) and name in ("council", "sender", "to", "copies", "above", "holder", "origins"):
                yield "council", one
            elif isinstance(one, str) and name in ("unit", "successor"):
                yield "unit", one


def _seated() -> list[Told]:
    """Let every place of the story have everybody that a place may have."""
    places = sorted({place for item in STORY for place in _places(json.loads(item.data))})
    roles = [
        *((role, Side.USER) for role in (TermRole.LEADER, TermRole.DEPUTY_LEADER, TermRole.MEMBER, TermRole.OBSERVER)),
        *((role, Side.NAV) for role in (TermRole.SECRETARY, TermRole.COORDINATOR, TermRole.NAV_REPRESENTATIVE)),
    ]
    posts = [PostRole.ANSWERING_MANAGER, PostRole.DELEGATE, PostRole.MUNICIPAL_OWNER, PostRole.EMPLOYEE]
    terms = [
        TermStarted(council=id, seat=f"stol-{id}-{role}", term=f"{id}-{role}", role=role, side=side, starts=SINCE)
        for kind, id in places
        if kind == "council"
        for role, side in roles
    ]
    reporters = {said["reporter"]: said["council"] for said in map(_data, STORY) if said.get("reporter")}
    told = [
        TermStarted(council=council, seat=f"stol-{id}", term=id, role=TermRole.MEMBER, side=Side.USER, starts=SINCE)
        for id, council in reporters.items()
    ]
    return [
        *terms,
        *told,
        *(
            PostStarted(post=f"{id}-{role}", unit=id, role=role, starts=SINCE)
            for kind, id in places
            if kind == "unit"
            for role in posts
        ),
    ]


def _data(item: Item) -> dict[str, Any]:
    return dict(json.loads(item.data))


def _item(number: int, event: Told) -> Item:
    return Item(
        id=f"plass-{number}:000001",
        source=REGISTRY,
        type=event.TYPE,
        at=datetime(2020, 1, 1, tzinfo=UTC),
        stream=f"plass-{number}",
        position=number,
        epoch=1,
        hash="",
        correlation="",
        causation=None,
        trace=None,
        actor="term",
        data=encode(event),
    )


SEATED = [_item(number, event) for number, event in enumerate(_seated(), 1)]


class FoldedViews:
    """Reads views out of memory, as far as a `Holdings` and a `KnownCases` need."""

    def __init__(self, items: Sequence[Item]) -> None:
        views = [TERMS, POSTS, *notifier.subscriptions.VIEWS[CASE_FLOW]]
        self._docs = {view.name: folded(view, items) for view in views}

    async def get(self, view: str, key: str) -> Doc | None:
        return self._docs[view].get(key)

    async def get_many(self, view: str, keys: Collection[str]) -> dict[str, Doc]:
        return {key: self._docs[view][key] for key in keys if key in self._docs[view]}

    async def all(self, view: str, where: Mapping[str, In]) -> AsyncIterator[Doc]:
        [(field, wanted)] = where.items()
        for doc in self._docs[view].values():
            if doc[field] in wanted.values:
                yield doc


def the_world(story: Sequence[Item] = STORY) -> World:
    seated = {str(_data(item).get("term") or _data(item).get("post")): "a@example.no" for item in SEATED}
    registry = Service(REGISTRY, [entry_of(item) for item in SEATED], holders=seated)
    services = [registry, Service(CASE_FLOW, [entry_of(item) for item in story]), Service(NOTIFIER, [])]
    return World({service.name: service for service in services}, Log())


async def ours(number: int) -> set[str]:
    """Tell whom the service plans mails to, after so much of the story, of what was told last."""
    last = STORY[number - 1]
    views: Any = FoldedViews([*SEATED, *STORY[:number]])
    known, id = KnownCases(views), last.stream.partition("-")[2]
    event: Any = last.event()
    hearers = Hearers(Holdings(views), oslo_day(last.at))
    if type(event) in ROUND_NEWS:
        round = await known.round(id)
        assert round is not None
        chains = without(last.actor, await hearers.of(ROUND_NEWS[type(event)], event, round))
    else:
        news, case = OURS[type(event)], await known.get(id)
        assert case is not None
        chains = await hearers.of(news.ears, event, case)
        chains = chains if news.at_once else without(last.actor, chains)
    return {hold for chain in chains for hold in chain[0]}


@pytest.mark.parametrize(
    "number",
    [n for n, item in enumerate(STORY, 1) if type(item.event()) in {**OURS, **ROUND_NEWS}],
    ids=[item.id for item in STORY if type(item.event()) in {**OURS, **ROUND_NEWS}],
)
async def test_the_service_and_the_judge_tell_the_same_people(number: int) -> None:
    world = the_world()
    told = {event.id: holds for event, holds in Mailed(world, People(world)).each()}
    assert told[STORY[number - 1].id] == await ours(number)


def test_the_judge_knows_every_kind_that_the_service_tells_of() -> None:
    theirs = {event.TYPE.removeprefix("raadslag.").rpartition(".v")[0] for event in {**OURS, **ROUND_NEWS}}
    assert theirs == {*CASES, *ROUNDS}
    assert set(CASES) == set(NEWS)


def _part_of(part: str | None, item: Item) -> Item:
    return replace(item, data=json.dumps(_data(item) | {"part": part}).encode()) if item.id == PART_LATE else item


[PART_LATE] = [item.id for item in STORY if item.type == CaseDue.TYPE and _data(item)["awaited"] == "part"]
MANAGERS = {PostRole.ANSWERING_MANAGER, PostRole.DELEGATE}
WHOSE_PART = {None: {*MANAGERS, PostRole.MUNICIPAL_OWNER}, "line": MANAGERS, "owner": {PostRole.MUNICIPAL_OWNER}}


@pytest.mark.parametrize("part", WHOSE_PART)
async def test_the_service_and_the_judge_remind_the_same_people(part: str | None) -> None:
    story = [_part_of(part, item) for item in STORY]
    world = the_world(story)
    views: Any = FoldedViews([*SEATED, *story])
    told = {event.id: holds for event, holds in Mailed(world, People(world)).late(Duties(world), any_hour=True)}
    found = {}
    for item in story:
        event: Any = item.event()
        if isinstance(event, CaseDue):
            case: Any = await KnownCases(views).get(event.case)
            chains = await Hearers(Holdings(views), oslo_day(item.at)).of(ears_of_late(event), event, case)
            found[item.id] = {hold for chain in chains for hold in chain[0]}
    assert {hold.partition("-")[2] for hold in found[PART_LATE]} == WHOSE_PART[part]
    assert {id: holds for id, holds in found.items() if holds} == {id: holds for id, holds in told.items() if holds}


# What was not told, or in vain


def told(world: World) -> list[str]:
    return [sentence for sentence in judged(world) if sentence.startswith("notifier: the mail ")]


def test_whoever_was_not_told_of_a_case_is_named() -> None:
    missing = judged(without_row(world_with_mails(), REPORTED))
    assert f"notifier: {LEADER} has no mail of {CASE}:000001." in missing


def test_a_receipt_leaves_at_once_and_other_news_after_ten_minutes() -> None:
    early = row_of(world_with_mails(), AGENDA)["due"] - REGRET
    [sentence] = told(with_row(world_with_mails(), AGENDA, due=early, first_due=early, changed=early + REGRET))
    assert f"the mail {AGENDA} was due first at {early}" in sentence
    late = row_of(world_with_mails(), REPORTED)["due"] + REGRET
    [sentence] = told(with_row(world_with_mails(), REPORTED, due=late, first_due=late, changed=late))
    assert f"the mail {REPORTED} was due first at {late}" in sentence


def test_a_receipt_that_was_suppressed_is_lost_whatever_happened_later() -> None:
    assert any(sentence.endswith(IN_VAIN) for sentence in told(suppressed(REPORTED)))


@pytest.mark.parametrize("row", [AGENDA, RETURNED])
def test_news_that_were_suppressed_before_anything_had_overtaken_them_are_lost(row: str) -> None:
    world = with_row(world_with_mails(), row, changed=BEGAN)
    assert any(sentence.endswith(IN_VAIN) for sentence in told(world))


def test_a_mail_to_whoever_did_it_is_doubled() -> None:
    events = [entry for entry in world_with_mails().services[CASE_FLOW].ledger if entry["_id"] == f"{CASE}:000005"]
    assert [entry["type"] for entry in events] == ["raadslag.case.returned.v1"]
    mine = [
        {**entry, "actor": LEADER} if entry["_id"] == f"{CASE}:000005" else entry
        for entry in world_with_mails().services[CASE_FLOW].ledger
    ]
    sentences = told(with_(world_with_mails(), CASE_FLOW, ledger=mine))
    assert f"notifier: the mail {RETURNED} is for {LEADER}, and no event asks for that." in sentences


def late(status: str = "agreed", how: str = "soon", **said: Any) -> World:  # noqa: ANN401 - an event's own
    usual = {"awaited": "word", "late": how, "council": LOCAL, "unit": None, "follow_up": None, "above": None}
    due = {**ON, "status": status}
    told = {"case": CASE.removeprefix("case-"), **usual, "due": due, "seen_on": None, **said}
    return with_event(world_with_mails(), CASE_FLOW, "case.due", CASE, **told)


def due_to(world: World, campaign: str) -> list[Due]:
    return [one for one in mails_due(world) if one.campaign.startswith(campaign)]


def test_who_is_late_must_be_reminded_on_the_morning_of_a_workday() -> None:
    world = late()
    [one] = due_to(world, "late-")
    assert one.hold == LEADER
    eight = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    row = row_to("late", "late-2026-11-23", LEADER, *one.about, due=eight)
    assert list(Times(world).judge("the mail", row, [one], {"late-2026-11-23"})) == []
    night = eight - timedelta(hours=5)
    assert list(Times(world).judge("the mail", {**row, "due": night, "first_due": night}, [one], set())) != []


def test_a_day_that_is_only_proposed_alarms_nobody() -> None:
    assert len(due_to(late("proposed"), "late-")) == 1
    assert due_to(late("proposed", "overdue"), "late-") == []
    assert due_to(late("proposed", "above", above=LOCAL), "late-") == []


def test_a_unit_that_is_late_is_reminded_at_its_managers() -> None:
    [one] = due_to(late(awaited="answer", council=None, unit="0701"), "late-")
    assert one.hold == MANAGER


@pytest.mark.parametrize("part", [None, "line", "owner"])
def test_a_part_that_is_late_is_reminded_of_at_the_managers_where_no_owner_is(part: str | None) -> None:
    [one] = due_to(late(awaited="part", council=None, unit="0701", part=part), "late-")
    assert one.hold == MANAGER


def test_a_council_that_is_left_in_peace_is_not_reminded() -> None:
    quiet: dict[str, Any] = {
        "council": LOCAL,
        "agreed": [],
        "meetings_a_year": None,
        "counts_from": None,
        "quiet": True,
    }
    world = late()
    [document] = [one for one in world.services[NOTIFIER].ledger if "council-duties.set" in one["type"]]
    ledger = [
        {**one, "data": json.dumps(quiet).encode(), "at": BEGAN} if one["_id"] == document["_id"] else one
        for one in world.services[NOTIFIER].ledger
    ]
    assert due_to(with_(world, NOTIFIER, ledger=ledger), "late-") == []


def test_what_was_done_meanwhile_is_a_reason_to_remind_nobody() -> None:
    world = late()
    [one] = due_to(world, "late-")
    row = {**row_to("late", "late-2026-11-23", LEADER, *one.about, due=one.at), "state": "suppressed"}
    assert not Reasons(world).explain(row)
    done = with_event(world, CASE_FLOW, "case.scheduled", CASE, case=CASE[5:], council=LOCAL, on="2026-12-09")
    assert Reasons(done).explain({**row, "changed": one.at + timedelta(hours=1)})


def test_a_round_is_told_to_those_who_are_asked_and_to_nobody_who_has_answered() -> None:
    opened: dict[str, Any] = {"round": "runde", "council": "x", "to": [LOCAL], "questions": 1, "due": ON, "case": None}
    world = with_event(world_with_mails(), CASE_FLOW, "round.opened", "round-runde", **opened)
    [one] = due_to(world, "round-")
    assert (one.hold, one.about[1]) == (LEADER, "runde")
    row = {**row_to("round", one.campaign, LEADER, *one.about, due=one.at), "state": "suppressed"}
    assert not Reasons(world).explain(row)
    said = with_event(world, CASE_FLOW, "round.answered", "round-runde", round="runde", council=LOCAL, stances=["for"])
    assert Reasons(said).explain({**row, "changed": one.at + timedelta(hours=1)})


def test_events_of_the_story_that_nobody_hears_of_are_none_of_the_table() -> None:
    silent = {Event(entry_of(item)).kind for item in STORY} - {*CASES, *ROUNDS}
    assert {"case.received", "case.sending-regretted", "case.restricted", "case.closed"} <= silent
