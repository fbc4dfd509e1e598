"""The judge finds mails that were not sent, sent twice, or sent to somebody else, and those that nobody asked for."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from judge.faults import Fault, doubled, lost
from judge.sink import Sent, read_sent
from judge.verdict import faults_of, verdict
from judge.world import NEWSLETTER, NOTIFIER, REGISTRY, World
from true_world import (
    ALERT,
    BEGAN,
    EDITION,
    LEADER,
    LOCAL,
    MANAGER,
    judged,
    with_,
    with_entry,
    with_log,
    world_with_mails,
)

DIGEST = f"edition-{EDITION}:{LEADER}"
THE_MAIL = f"newsletter: the mail {DIGEST}"


def with_row(world: World, row: str, **changes: Any) -> World:  # noqa: ANN401 - any field of a row
    """Tell the same world but for some fields of a row."""
    for name in (NEWSLETTER, NOTIFIER):
        rows = [{**one, **changes} if one["_id"] == row else one for one in world.services[name].rows]
        world = with_(world, name, rows=rows)
    return world


def without_row(world: World, row: str) -> World:
    for name in (NEWSLETTER, NOTIFIER):
        world = with_(world, name, rows=[one for one in world.services[name].rows if one["_id"] != row])
    return world


def sent_times(world: World, times: int, *, cut: bool = False) -> World:
    """Tell the same world with the digest so many times in the sink's log."""
    digest, *others = world.sent or ()
    return replace(world, sent=[*[replace(digest, cut=cut)] * times, *others])


def struck(world: World, what: str) -> World:
    return with_log(world, {"at": BEGAN.isoformat(), "fault": what})


def test_a_world_in_which_every_mail_was_sent_is_told_in_one_line() -> None:
    world = world_with_mails()
    assert list(verdict(world, faults_of(world))) == [
        "journey: 32 events, 0 lost, 0 doubled, answer at home after 14.0 s, 5 mails, 0 in doubt"
    ]


# What must be sent, and what nobody asked for


@pytest.mark.parametrize(
    "row", [row["_id"] for name in (NEWSLETTER, NOTIFIER) for row in world_with_mails().services[name].rows]
)
def test_a_mail_without_a_row_is_lost(row: str) -> None:
    assert any(
        fault.harm == "lost" and "has no mail of" in fault.sentence
        for fault in faults_of(without_row(world_with_mails(), row))
    )


def test_whoever_got_no_digest_is_named() -> None:
    told = judged(without_row(world_with_mails(), DIGEST))
    assert f"newsletter: {LEADER} has no mail of edition-{EDITION}:000003." in told


def test_two_mails_of_one_thing_to_one_person_are_doubled() -> None:
    world = world_with_mails()
    rows = world.services[NOTIFIER].rows
    again = {**rows[-1], "_id": f"duties-2026-11-23:{MANAGER}", "campaign": "duties-2026-11-23", "state": "suppressed"}
    told = judged(with_(world, NOTIFIER, rows=[*rows, again]))
    assert told == [
        f"notifier: {MANAGER} has 2 mails of {ALERT}: duties-2026-11-22:{MANAGER}, duties-2026-11-23:{MANAGER}."
    ]


def test_a_mail_that_no_event_asks_for_is_doubled() -> None:
    told = judged(with_row(world_with_mails(), DIGEST, holds=[LEADER, MANAGER]))
    assert doubled(f"{THE_MAIL} is for {MANAGER}, and no event asks for that.").sentence in told


def test_a_council_that_wants_no_mail_gets_none() -> None:
    data = b'{"council":"%s","agreed":[],"meetings_a_year":null,"counts_from":null,"quiet":true}' % LOCAL.encode()
    told = judged(with_entry(world_with_mails(), f"duties-{LOCAL}:000001", data=data))
    assert f"notifier: the mail duties-2026-11-22:{LEADER} is for {LEADER}, and no event asks for that." in told


def test_where_there_is_no_leader_the_secretary_is_told() -> None:
    world = world_with_mails()
    [term] = [one for one in world.services[REGISTRY].ledger if one["type"] == "raadslag.term.started.v1"]
    data = term["data"].replace(b'"leader"', b'"secretary"')
    assert not any("has no mail" in sentence for sentence in judged(with_entry(world, term["_id"], data=data)))


def test_whoever_only_observes_is_not_told_of_an_answer() -> None:
    world = world_with_mails()
    [term] = [one for one in world.services[REGISTRY].ledger if one["type"] == "raadslag.term.started.v1"]
    told = judged(with_entry(world, term["_id"], data=term["data"].replace(b'"leader"', b'"observer"')))
    assert any(sentence.startswith("notifier: the mail answer-") for sentence in told)


# What came of each


@pytest.mark.parametrize("state", ["planned", "claimed", "attempting", "deferred"])
def test_a_mail_that_is_still_on_its_way_is_lost(state: str) -> None:
    world = sent_times(with_row(world_with_mails(), DIGEST, state=state), 0)
    assert faults_of(world) == [lost(f"{THE_MAIL} is still {state}.")]


@pytest.mark.parametrize("state", ["planned", "deferred"])
def test_a_mail_may_wait_for_its_time(state: str) -> None:
    later = BEGAN + timedelta(days=1)
    assert judged(sent_times(with_row(world_with_mails(), DIGEST, state=state, due=later), 0)) == []


def test_an_accepted_mail_that_the_sink_has_not_taken_is_lost() -> None:
    assert faults_of(sent_times(world_with_mails(), 0)) == [
        lost(f"{THE_MAIL} was accepted, and the sink has not taken it.")
    ]


def test_a_mail_that_the_sink_has_taken_twice_is_doubled() -> None:
    assert faults_of(sent_times(world_with_mails(), 2)) == [doubled(f"{THE_MAIL} was taken 2 times.")]


def test_a_mail_in_doubt_may_be_sent_once_more() -> None:
    assert judged(sent_times(with_row(world_with_mails(), DIGEST, resent=True), 2)) == []
    assert judged(sent_times(with_row(world_with_mails(), DIGEST, resent=True), 3)) == [
        f"{THE_MAIL} was taken 3 times."
    ]


def test_a_mail_that_nobody_was_to_send_is_doubled() -> None:
    world = world_with_mails()
    stranger = Sent("<nobodys@example.no>", "modig.lykt@example.no", cut=False)
    told = faults_of(replace(world, sent=[*(world.sent or ()), stranger]))
    assert told == [doubled("The sink has taken <nobodys@example.no>, which nobody was to send.")]


def test_a_mail_that_went_to_somebody_else_is_wrong() -> None:
    digest, *others = world_with_mails().sent or ()
    world = replace(world_with_mails(), sent=[replace(digest, rcpt="other@example.no"), *others])
    assert faults_of(world) == [Fault(f"{THE_MAIL} went to somebody else.")]


def test_a_suppressed_mail_says_why_and_did_not_go() -> None:
    world = with_row(world_with_mails(), DIGEST, state="suppressed", detail="wants no digest")
    assert judged(sent_times(world, 0)) == []
    assert judged(world) == [f"{THE_MAIL} was suppressed, and the sink has taken it."]
    silent = with_row(world, DIGEST, detail="")
    assert judged(sent_times(silent, 0)) == [f"{THE_MAIL} was suppressed, and nobody says why."]


def test_the_sink_refuses_nobody() -> None:
    world = with_row(world_with_mails(), DIGEST, state="refused", detail="550 no")
    assert judged(sent_times(world, 0)) == [f"{THE_MAIL} was refused: 550 no."]


# Doubt


@pytest.mark.parametrize("times", [0, 1])
@pytest.mark.parametrize(
    "what", ["newsletter is killed", "sink is killed", "MongoDB is killed", "newsletter-2 is killed"]
)
def test_after_a_strike_a_mail_may_be_in_doubt(what: str, times: int) -> None:
    world = sent_times(with_row(world_with_mails(), DIGEST, state="in_doubt"), times)
    assert judged(struck(world, what)) == []


@pytest.mark.parametrize("what", ["case-flow is killed", "notifier is killed", "newsletters is killed"])
def test_a_strike_elsewhere_explains_no_doubt(what: str) -> None:
    world = with_row(world_with_mails(), DIGEST, state="in_doubt")
    assert judged(struck(world, what)) == [f"newsletter: 1 mails are in doubt after 0 strikes: {DIGEST}."]


def test_where_the_line_was_cut_a_mail_may_be_in_doubt() -> None:
    world = with_row(world_with_mails(), DIGEST, state="in_doubt")
    assert judged(sent_times(world, 1, cut=True)) == []
    assert list(verdict(world, []))[-1].endswith("5 mails, 1 in doubt")


# Duties


def test_a_step_that_is_told_under_another_name_is_doubled() -> None:
    told = judged(with_entry(world_with_mails(), ALERT, command_id="due/annual-meeting/other/book-autumn-2026"))
    [sentence] = told
    assert sentence.startswith(f"notifier: {ALERT} was written by due/annual-meeting/other/book-autumn-2026, and ")
    assert sentence.endswith(f"due/annual-meeting/{LOCAL}/book-autumn-2026 would be its name.")


def test_an_edition_that_is_opened_twice_is_wrong() -> None:
    told = judged(with_entry(world_with_mails(), f"edition-{EDITION}:000002", type="raadslag.edition.opened.v1"))
    assert f"newsletter: edition-{EDITION}:000002 follows edition.opened." in told


def test_a_line_of_the_sink_that_was_cut_off_says_nothing() -> None:
    line = '{"message_id": "<a@example.no>", "rcpt": "b@example.no", "cut": false}\n'
    assert read_sent([line, line[:30]]) == [Sent("<a@example.no>", "b@example.no", cut=False)]
