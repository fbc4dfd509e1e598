"""The judge finds mails that were not sent, sent twice, or sent to somebody else, and those that nobody asked for."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from judge.doubts import judge_doubts
from judge.faults import Fault, doubled, lost
from judge.log import read_log
from judge.sink import Sent, read_sent
from judge.verdict import faults_of, verdict
from judge.world import CASE_FLOW, NEWSLETTER, NOTIFIER, REGISTRY
from mail_world import (
    DIGEST,
    DUTIES,
    FIRST_ANSWER,
    SECOND_ANSWER,
    THE_ANSWER,
    THE_DIGEST,
    row_of,
    sent_times,
    struck,
    suppressed,
    with_row,
    without_row,
)
from true_world import (
    ADDRESSES,
    ALERT,
    EDITION,
    LEADER,
    LEFT_BY,
    LOCAL,
    MANAGER,
    MONDAY,
    judged,
    with_,
    with_entry,
    world_with_mails,
)


def test_a_world_in_which_every_mail_was_sent_is_told_in_one_line() -> None:
    world = world_with_mails()
    events = sum(len(service.events) for service in world.services.values())
    assert list(verdict(world, faults_of(world))) == [
        f"journey: {events} events, 0 lost, 0 doubled, answer at home after 14.0 s, 9 mails, 0 in doubt"
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
    again = {**rows[-1], "_id": f"duties-2026-11-24:{MANAGER}", "campaign": "duties-2026-11-24", "state": "suppressed"}
    told = judged(with_(world, NOTIFIER, rows=[*rows, again]))
    two = f"duties-2026-11-23:{MANAGER}, duties-2026-11-24:{MANAGER}"
    assert f"notifier: {MANAGER} has 2 mails of {ALERT}: {two}." in told


def test_a_mail_that_no_event_asks_for_is_doubled() -> None:
    told = judged(with_row(world_with_mails(), DIGEST, holds=[LEADER, MANAGER]))
    assert doubled(f"{THE_DIGEST} is for {MANAGER}, and no event asks for that.").sentence in told


def test_a_council_that_wants_no_mail_gets_none() -> None:
    data = b'{"council":"%s","agreed":[],"meetings_a_year":null,"counts_from":null,"quiet":true}' % LOCAL.encode()
    told = judged(with_entry(world_with_mails(), f"duties-{LOCAL}:000001", data=data))
    assert f"notifier: the mail duties-2026-11-23:{LEADER} is for {LEADER}, and no event asks for that." in told


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


def test_two_mails_of_one_campaign_to_one_person_are_doubled() -> None:
    world = with_(world_with_mails(), REGISTRY, holders=dict.fromkeys(ADDRESSES, ADDRESSES[LEADER]))
    world = replace(world, sent=[replace(one, rcpt=ADDRESSES[LEADER]) for one in world.sent or ()])
    of = f"duties-2026-11-23:{LEADER}, {DUTIES}"
    assert judged(world) == [f"notifier: somebody has 2 mails of duties-2026-11-23: {of}."]


def test_whoever_cannot_be_reached_is_missed_in_no_answer_and_the_next_one_is_told() -> None:
    world = with_(world_with_mails(), REGISTRY, holders={MANAGER: ADDRESSES[MANAGER]})
    assert not any("has no mail" in sentence for sentence in judged(without_row(world, SECOND_ANSWER)))


# What came of each


@pytest.mark.parametrize("state", ["planned", "claimed", "attempting", "deferred"])
def test_a_mail_that_is_still_on_its_way_is_lost(state: str) -> None:
    world = sent_times(with_row(world_with_mails(), SECOND_ANSWER, state=state), 0)
    assert faults_of(world) == [lost(f"{THE_ANSWER} is still {state}.")]


def test_a_mail_may_wait_for_its_day_but_not_for_having_been_put_off() -> None:
    waiting = with_row(world_with_mails(), DUTIES, state="planned")
    world = replace(waiting, sent=(waiting.sent or ())[:-1], left_by=MONDAY - timedelta(hours=1))
    assert judged(world) == []
    later = LEFT_BY + timedelta(minutes=1)
    off = with_row(world_with_mails(), SECOND_ANSWER, state="deferred", due=later, changed=LEFT_BY)
    assert judged(sent_times(off, 0)) == [f"{THE_ANSWER} is still deferred."]


def test_an_accepted_mail_that_the_sink_has_not_taken_is_lost() -> None:
    assert faults_of(sent_times(world_with_mails(), 0)) == [
        lost(f"{THE_ANSWER} was accepted, and the sink has not taken it.")
    ]


def test_a_mail_that_the_sink_has_taken_twice_is_doubled() -> None:
    assert faults_of(sent_times(world_with_mails(), 2)) == [doubled(f"{THE_ANSWER} was taken 2 times.")]


def test_a_mail_in_doubt_may_be_sent_once_more_an_hour_later() -> None:
    due = row_of(world_with_mails(), SECOND_ANSWER)["due"] + timedelta(hours=1)
    again = {"resent": True, "due": due, "first_due": due, "changed": due}
    assert judged(sent_times(with_row(world_with_mails(), SECOND_ANSWER, **again), 2)) == []
    assert judged(sent_times(with_row(world_with_mails(), SECOND_ANSWER, **again), 3)) == [
        f"{THE_ANSWER} was taken 3 times."
    ]
    soon = {"resent": True, "changed": due}
    [told] = judged(sent_times(with_row(world_with_mails(), SECOND_ANSWER, **soon), 2))
    assert told.startswith(f"{THE_ANSWER} was due first at ")


def test_a_newsletter_in_doubt_is_never_sent_again() -> None:
    due = row_of(world_with_mails(), DIGEST)["due"] + timedelta(hours=1)
    again = {"resent": True, "due": due, "first_due": due, "changed": due}
    assert judged(with_row(world_with_mails(), DIGEST, **again)) == [
        f"{THE_DIGEST} was sent again, and a newsletter never is."
    ]


def test_a_mail_that_nobody_was_to_send_is_doubled() -> None:
    world = world_with_mails()
    stranger = Sent("<nobodys@example.no>", "modig.lykt@example.no", cut=False)
    told = faults_of(replace(world, sent=[*(world.sent or ()), stranger]))
    assert told == [doubled("The sink has taken <nobodys@example.no>, which nobody was to send.")]


def test_a_mail_that_went_to_somebody_else_is_wrong() -> None:
    digest, *others = world_with_mails().sent or ()
    world = replace(world_with_mails(), sent=[replace(digest, rcpt="other@example.no"), *others])
    assert faults_of(world) == [Fault(f"{THE_DIGEST} went to somebody else.")]


def test_a_suppressed_mail_says_why_and_did_not_go() -> None:
    the_mail = f"notifier: the mail {FIRST_ANSWER}"
    disputed = suppressed(FIRST_ANSWER, changed=MONDAY)
    assert judged(disputed) == []
    assert judged(with_row(disputed, FIRST_ANSWER, detail="")) == [f"{the_mail} was suppressed, and nobody says why."]
    gone = replace(disputed, sent=world_with_mails().sent)
    assert judged(gone) == [f"{the_mail} was suppressed, and the sink has taken it."]


def test_the_sink_refuses_nobody() -> None:
    world = with_row(world_with_mails(), SECOND_ANSWER, state="refused", detail="550 no")
    assert judged(sent_times(world, 0)) == [f"{THE_ANSWER} was refused: 550 no."]


# Why a mail was not sent


@pytest.mark.parametrize("row", [DIGEST, SECOND_ANSWER, DUTIES, f"duties-2026-11-23:{LEADER}"])
def test_a_mail_that_was_suppressed_though_nothing_had_happened_is_lost(row: str) -> None:
    sentence = f"the mail {row} was suppressed (it is so), and nothing happened that explains it."
    assert any(fault.harm == "lost" and fault.sentence.endswith(sentence) for fault in faults_of(suppressed(row)))


def test_an_answer_that_was_not_yet_disputed_when_it_was_suppressed_is_lost() -> None:
    early = row_of(world_with_mails(), FIRST_ANSWER)["due"]
    [told] = judged(suppressed(FIRST_ANSWER, changed=early))
    assert told.endswith("and nothing happened that explains it.")


def test_that_an_answer_was_confirmed_is_no_reason_to_tell_nobody_of_it() -> None:
    confirmed = world_with_mails().services[CASE_FLOW].events[-1]
    assert confirmed.kind == "case.answer-confirmed"
    [told] = judged(suppressed(SECOND_ANSWER, changed=confirmed.at + timedelta(hours=1)))
    assert told == f"{THE_ANSWER} was suppressed (it is so), and nothing happened that explains it."


def test_whoever_has_declined_gets_no_digest_until_they_want_it_again() -> None:
    declined = [event for event in world_with_mails().services[NEWSLETTER].events if event.kind == "digest.declined"]
    arrived = "No mail of the kind digest has arrived, so nothing was put to the test."
    assert judged(suppressed(DIGEST, changed=declined[0].at)) == [arrived]
    assert len(judged(suppressed(DIGEST, changed=declined[0].at + timedelta(hours=1)))) == 2


def test_whoever_wants_only_what_must_be_sent_gets_no_digest_and_every_answer() -> None:
    arrived = "No mail of the kind digest has arrived, so nothing was put to the test."
    wants = frozenset({LEADER})
    assert judged(with_(suppressed(DIGEST), REGISTRY, only_needed=wants)) == [arrived]
    [told] = judged(with_(suppressed(SECOND_ANSWER), REGISTRY, only_needed=wants))
    assert told.endswith("and nothing happened that explains it.")


def test_whoever_left_or_is_unknown_gets_no_mail() -> None:
    world = suppressed(DUTIES)
    [post] = [one for one in world.services[REGISTRY].ledger if one["type"] == "raadslag.post.ended.v1"]
    ended = with_entry(world, post["_id"], data=post["data"].replace(b"2026-12-31", b"2026-11-22"))
    assert not any("nothing happened that explains it" in told for told in judged(ended))
    unknown = with_(world, REGISTRY, holders={LEADER: ADDRESSES[LEADER]})
    assert not any("nothing happened that explains it" in told for told in judged(unknown))


def test_a_duty_that_is_settled_needs_no_mail() -> None:
    world = suppressed(DUTIES)
    [planned] = [one for one in world.services[REGISTRY].ledger if one["type"] == "raadslag.meeting.planned.v1"]
    booked = with_entry(world, planned["_id"], data=planned["data"].replace(b"council_meeting", b"annual_meeting"))
    assert not any("nothing happened that explains it" in told for told in judged(booked))
    later = with_entry(booked, planned["_id"], at=LEFT_BY)
    assert any("nothing happened that explains it" in told for told in judged(later))


# Doubt

DOUBTFUL = row_of(world_with_mails(), SECOND_ANSWER)["changed"]


@pytest.mark.parametrize("times", [0, 1])
@pytest.mark.parametrize(
    "what",
    ["notifier is killed", "sink is killed", "MongoDB is killed", "notifier-2 is killed", "sink stands still for 8 s"],
)
def test_after_a_strike_a_mail_may_be_in_doubt(what: str, times: int) -> None:
    world = sent_times(with_row(world_with_mails(), SECOND_ANSWER, state="in_doubt"), times)
    assert judged(struck(world, what)) == []


@pytest.mark.parametrize(
    ("what", "seconds"),
    [
        ("case-flow is killed", 0),
        ("newsletter is killed", 0),
        ("notifiers is killed", 0),
        ("notifier goes on", 0),
        ("notifier is killed", 1),
        ("notifier is killed", -300),
    ],
)
def test_a_strike_elsewhere_or_at_another_time_explains_no_doubt(what: str, seconds: int) -> None:
    world = with_row(world_with_mails(), SECOND_ANSWER, state="in_doubt")
    assert judged(struck(world, what, DOUBTFUL + timedelta(seconds=seconds))) == [
        f"{THE_ANSWER} is in doubt, and nothing was struck then that explains it."
    ]


def test_a_strike_explains_as_many_doubts_as_there_are_lines() -> None:
    world = world_with_mails()
    row = row_of(world, SECOND_ANSWER)
    rows = [{**row, "_id": str(number), "state": "in_doubt"} for number in range(6)]
    log = read_log([json.dumps({"at": DOUBTFUL.isoformat(), "fault": "sink is killed"}) + "\n"])
    assert len(list(judge_doubts(replace(world, log=log), NOTIFIER, rows))) == 2


def test_where_the_line_was_cut_a_mail_may_be_in_doubt() -> None:
    world = with_row(world_with_mails(), SECOND_ANSWER, state="in_doubt")
    assert judged(sent_times(world, 1, cut=True)) == []
    assert list(verdict(world, []))[-1].endswith("9 mails, 1 in doubt")


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
