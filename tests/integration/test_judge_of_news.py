"""The judge finds news that nobody was told, or that was told too early or in vain, and duties that nobody has set."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from judge.seats import Seats
from judge.world import NOTIFIER, REGISTRY, World
from mail_world import row_of, suppressed, with_event, with_row, without_row
from true_world import (
    ADDRESSES,
    ALERT,
    BEGAN,
    LEADER,
    LOCAL,
    MANAGER,
    NEWS,
    NOTICES,
    REGION,
    REGRET,
    REQUEST,
    judged,
    with_,
    with_entry,
    world_with_mails,
)

CANCELLED, MOVED, CONVENED, INVITATION, NOMINATION = (str(row["_id"]) for row in NEWS)
LATER = BEGAN + timedelta(days=2)
IN_VAIN = "nothing happened that explains it."


def told(world: World) -> list[str]:
    return [sentence for sentence in judged(world) if sentence.startswith("notifier: ")]


# Mails


def test_of_all_that_people_hear_of_there_is_nothing_to_say() -> None:
    assert told(world_with_mails()) == []


@pytest.mark.parametrize("row", [CANCELLED, CONVENED, INVITATION, NOMINATION])
def test_news_without_a_row_are_lost(row: str) -> None:
    assert any("has no mail of" in sentence for sentence in told(without_row(world_with_mails(), row)))


@pytest.mark.parametrize("row", [CONVENED, INVITATION, NOMINATION])
def test_news_that_were_suppressed_though_they_stood_are_lost(row: str) -> None:
    assert [sentence for sentence in told(suppressed(row)) if sentence.endswith(IN_VAIN)] != []


def test_a_notice_that_left_while_it_could_be_taken_back_is_wrong() -> None:
    at_once = row_of(world_with_mails(), CONVENED)["due"] - REGRET
    [sentence] = told(with_row(world_with_mails(), CONVENED, due=at_once, first_due=at_once, changed=at_once))
    assert sentence.startswith(f"notifier: the mail {CONVENED} was due first at {at_once}")


def test_a_notice_may_be_suppressed_once_another_has_followed_and_not_before() -> None:
    early = NOTICES["moved"]["due"] - REGRET
    assert any(sentence.endswith(IN_VAIN) for sentence in told(with_row(world_with_mails(), MOVED, changed=early)))


def test_whose_term_ends_before_the_meeting_hears_nothing_of_it() -> None:
    world = world_with_mails()
    [term] = [one for one in world.services[REGISTRY].ledger if one["type"] == "raadslag.term.started.v1"]
    over = with_entry(world, term["_id"], data=term["data"].replace(b"2027-12-31", b"2026-12-31"))
    assert f"notifier: the mail {CONVENED} is for {LEADER}, and no event asks for that." in told(over)


def test_an_invitation_that_was_used_needs_no_mail() -> None:
    used = with_(suppressed(INVITATION), REGISTRY, signed_in=frozenset({LEADER}))
    assert not any(sentence.endswith(IN_VAIN) for sentence in told(used))


def test_who_is_asked_for_names_need_not_be_when_nobody_is_asked_any_more() -> None:
    world, stream = suppressed(NOMINATION, changed=LATER), f"council-{LOCAL}"
    closed = with_event(world, REGISTRY, "nomination.closed", stream, council=LOCAL, request=REQUEST)
    assert not any(sentence.endswith(IN_VAIN) for sentence in told(closed))


def test_whoever_gets_everything_on_paper_has_a_row_that_says_so() -> None:
    world = with_(suppressed(NOMINATION), REGISTRY, holders={**ADDRESSES, REQUEST: ""})
    assert not any(f"the mail {NOMINATION}" in sentence for sentence in told(world))
    assert any(f"{REQUEST} has no mail of" in sentence for sentence in told(without_row(world, NOMINATION)))


# Duties


def test_a_mandate_s_numbers_are_kept_as_they_were_said() -> None:
    numbers = {"meetings_a_year": 3, "annual_meetings_a_year": 1}
    said: dict[str, Any] = {"version": 1, "starts": "2026-01-01", "ends": None, "status": "agreed", "numbers": numbers}
    world = with_event(world_with_mails(), REGISTRY, "mandate.set", f"council-{LOCAL}", council=LOCAL, **said)
    kept = {"agreed": ["annual-meeting", "meetings-a-year"], "meetings_a_year": 3}
    command = f"due/mandate/{LOCAL}/{LOCAL}.1+{REGION}.0"
    rest = {"council": LOCAL, "counts_from": "2026-01-01", "quiet": False}
    assert _is_kept(world, command, {**rest, **kept})
    for wrong in (
        {**rest, **kept, "meetings_a_year": 4},
        {**rest, **kept, "agreed": []},
        {**rest, **kept, "quiet": True},
    ):
        assert not _is_kept(world, command, wrong)
    assert not _is_kept(world, f"due/mandate/{LOCAL}/{LOCAL}.2", {**rest, **kept})


def test_from_when_duties_count_is_kept_and_nothing_else_with_it() -> None:
    stream = f"council-{LOCAL}"
    world = with_event(
        world_with_mails(), REGISTRY, "council.counting-set", stream, council=LOCAL, counts_from=None, quiet=True
    )
    cause = world.services[REGISTRY].events[-1].id
    assert f"notifier: nothing follows {cause}." in told(world)
    kept = {"council": LOCAL, "agreed": [], "meetings_a_year": 3, "counts_from": None, "quiet": True}
    command = f"event/{cause}/set-duties/duties-{LOCAL}"
    assert _is_kept(world, command, kept)
    assert not _is_kept(world, command, {**kept, "meetings_a_year": None})


@pytest.mark.parametrize(("successor", "right"), [("heir", True), (None, False), ("other", False)])
def test_a_council_that_closes_leaves_its_meetings_to_its_first_successor(successor: str | None, right: bool) -> None:  # noqa: FBT001
    said: dict[str, Any] = {"council": LOCAL, "on": "2026-11-22", "successors": ["heir", "other"]}
    world = with_event(world_with_mails(), REGISTRY, "council.closed", f"council-{LOCAL}", **said)
    command = f"event/{world.services[REGISTRY].events[-1].id}/close-duties/duties-{LOCAL}"
    closed = {"council": LOCAL, "on": "2026-11-22", "successor": successor}
    world = with_event(world, NOTIFIER, "council-duties.closed", f"duties-{LOCAL}", command, **closed)
    assert any("does not say what the registry said" in sentence for sentence in told(world)) is not right


# Seats


def test_an_alert_about_a_term_is_named_after_it() -> None:
    alert = {"council": LOCAL, "rule": "vacancy", "year": 2026, "step": "vacant", "on": "2026-11-23"}
    data = json.dumps({**alert, "meeting": None, "term": LEADER}).encode()
    other, right = (f"due/vacancy/{LOCAL}/vacant-2026{end}" for end in ("", f"-{LEADER}"))
    named = with_entry(world_with_mails(), ALERT, data=data, command_id=right)
    assert not any("would be its name" in sentence for sentence in told(named))
    assert f"notifier: {ALERT} was written by {other}, and {right} would be its name." in told(
        with_entry(named, ALERT, command_id=other)
    )


def test_only_the_secretary_and_the_leader_hear_of_a_seat() -> None:
    alert = {"council": LOCAL, "rule": "vacancy", "year": 2026, "step": "vacant", "on": "2026-11-23"}
    world = with_entry(world_with_mails(), ALERT, data=json.dumps({**alert, "meeting": None, "term": LEADER}).encode())
    strange = f"the mail duties-2026-11-23:{MANAGER} is for {MANAGER}, and no event asks for that."
    assert any(sentence.endswith(strange) for sentence in told(world))
    assert not any(f":{LEADER} is for" in sentence for sentence in told(world))


def test_a_seat_is_no_matter_any_more_when_an_organisation_is_asked_or_it_is_filled() -> None:
    world, alert = world_with_mails(), {"term": LEADER, "council": LOCAL, "rule": "vacancy"}
    [seat] = {event.data["seat"] for event in world.services[REGISTRY].events if event.kind == "seat.added"}
    asked = [event for event in world.services[REGISTRY].events if event.kind == "nomination.requested"]
    elsewhere = with_entry(world, asked[0].id, data=asked[0].document["data"].replace(b'"seat":"', b'"seat":"x'))
    assert not Seats(world).calls(alert, LATER)
    assert Seats(elsewhere).calls(alert, LATER)
    new = {"council": LOCAL, "seat": seat, "term": "new", "starts": "2027-01-01", "ends": None}
    filled = with_event(elsewhere, REGISTRY, "term.started", f"council-{LOCAL}", **new)
    assert not Seats(filled).calls(alert, LATER)


def _is_kept(world: World, command: str, data: dict[str, Any]) -> bool:
    world = with_event(world, NOTIFIER, "council-duties.set", f"duties-{LOCAL}", command, **data)
    entry = world.services[NOTIFIER].events[-1].id
    return f"notifier: {entry} does not say what the registry said." not in told(replace(world, left_by=None))
