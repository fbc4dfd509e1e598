"""The judge finds an edition that is for the wrong people or tells of the wrong cases, and a journey without mails."""

import json
from dataclasses import replace
from datetime import timedelta

from judge.world import NEWSLETTER, NOTIFIER, Event, World
from mail_world import (
    DUTIES,
    FIRST_ANSWER,
    SECOND_ANSWER,
    with_row,
)
from true_world import (
    ALERT,
    BEGAN,
    CASE,
    EDITION,
    LEADER,
    LOCAL,
    MONDAY,
    judged,
    with_entry,
    world_with_mails,
)

# What an edition froze


def frozen_with(**says: list[str]) -> World:
    world = world_with_mails()
    entry = f"edition-{EDITION}:000003"
    told = Event(next(one for one in world.services[NEWSLETTER].ledger if one["_id"] == entry)).data
    return with_entry(world, entry, data=json.dumps({**told, **says}).encode())


def test_whoever_runs_and_wants_digests_is_in_the_edition() -> None:
    assert f"newsletter: edition-{EDITION}:000003 leaves out {LEADER}, which runs and wants digests." in judged(
        frozen_with(terms=[])
    )


def test_nobody_else_is_in_it() -> None:
    told = judged(frozen_with(terms=[LEADER, "somebody"]))
    sentence = "is for somebody, which does not run, or wants no digest."
    assert f"newsletter: edition-{EDITION}:000003 {sentence}" in told


def test_whoever_has_declined_before_is_not_in_it() -> None:
    world = world_with_mails()
    [declined] = [event for event in world.services[NEWSLETTER].events if event.kind == "digest.declined"]
    told = judged(with_entry(world, declined.id, at=BEGAN))
    sentence = f"is for {LEADER}, which does not run, or wants no digest."
    assert f"newsletter: edition-{EDITION}:000003 {sentence}" in told


def test_the_cases_that_moved_in_its_half_year_are_in_it_and_no_others() -> None:
    case = CASE.removeprefix("case-")
    name = f"newsletter: edition-{EDITION}:000003"
    assert f"{name} leaves out the case {case}, which moved in its half-year." in judged(frozen_with(cases=[]))
    more = judged(frozen_with(cases=[case, "other"]))
    assert f"{name} tells of the case other, which did not move in its half-year." in more


# Somebody must have got a mail of each kind


def test_where_no_answer_arrived_nothing_was_put_to_the_test() -> None:
    world = world_with_mails()
    for row in (FIRST_ANSWER, SECOND_ANSWER):
        world = with_row(world, row, state="suppressed", changed=MONDAY)
    told = "No mail of the kind answer has arrived, so nothing was put to the test."
    assert told in judged(world)


def test_where_an_alert_is_to_be_told_somebody_must_have_been_told() -> None:
    world = world_with_mails()
    for row in (DUTIES, f"duties-2026-11-23:{LEADER}"):
        world = with_row(world, row, state="in_doubt")
    told = "No mail of the kind duties has arrived, so nothing was put to the test."
    assert told in judged(world)
    assert told not in judged(replace(world, left_by=MONDAY - timedelta(minutes=1)))


def test_where_a_meeting_is_missing_somebody_must_be_alarmed() -> None:
    [*_, alert] = world_with_mails().services[NOTIFIER].ledger
    other = alert["data"].replace(b"annual-meeting", b"meetings-a-year")
    world = with_entry(world_with_mails(), ALERT, data=other)
    assert f"notifier: {LOCAL} owes annual-meeting of 2026, and no alert tells of it." in judged(world)


def test_where_no_edition_was_frozen_nothing_was_put_to_the_test() -> None:
    world = with_entry(world_with_mails(), f"edition-{EDITION}:000003", type="raadslag.edition.greeted.v1")
    assert "No edition was frozen, so nothing was put to the test." in judged(world)
