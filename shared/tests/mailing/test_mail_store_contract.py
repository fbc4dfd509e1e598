"""What every `MailStore` promises; each test runs on all of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product
from typing import Any

import pytest

from councilkit.mailing.mail import Doubt, Row, State
from councilkit.mailing.port import MailStore, Plan
from councilkit.mailing.states import TRANSITIONS, WrongMove
from councilkit.testing.clocks import Hand

CAMPAIGN = "edition-h22026"
HOUR = timedelta(hours=1)


def plan(hand: Hand, key: str, about: Sequence[str] = ("edition",), **fields: Any) -> Plan:  # noqa: ANN401 - a plan's own
    usual = Plan(
        campaign=CAMPAIGN,
        key=key,
        kind="digest",
        holds=(f"term-{key}",),
        about=tuple(about),
        due=hand.now,
        doubt=Doubt.LIST,
    )
    return replace(usual, **fields)


async def row(mails: MailStore, key: str = "a") -> Row:
    (found,) = await mails.get([f"{CAMPAIGN}:{key}"])
    return found


# How a mail comes into each state, from its being planned.
WAYS = {
    State.PLANNED: (),
    State.CLAIMED: (State.CLAIMED,),
    State.ATTEMPTING: (State.CLAIMED, State.ATTEMPTING),
    State.ACCEPTED: (State.CLAIMED, State.ATTEMPTING, State.ACCEPTED),
    State.DEFERRED: (State.CLAIMED, State.DEFERRED),
    State.REFUSED: (State.CLAIMED, State.REFUSED),
    State.IN_DOUBT: (State.CLAIMED, State.ATTEMPTING, State.IN_DOUBT),
    State.SUPPRESSED: (State.CLAIMED, State.SUPPRESSED),
}


async def brought(mails: MailStore, hand: Hand, to: State, key: str = "a", **fields: Any) -> Row:  # noqa: ANN401
    """A mail in a state."""
    assert await mails.plan([plan(hand, key, **fields)]) == [True]
    for step in WAYS[to]:
        if step is State.CLAIMED:
            await mails.claim(hand.now, "first", 1)
        else:
            assert await mails.move(await row(mails, key), step)
    return await row(mails, key)


def test_every_state_has_a_way_to_it_and_every_way_is_in_the_table() -> None:
    assert set(WAYS) == set(TRANSITIONS) == set(State)
    for way in WAYS.values():
        for state, to in pairwise((State.PLANNED, *way)):
            assert to in TRANSITIONS[state]


@pytest.mark.parametrize(("state", "to"), [*product(State, State)])
async def test_a_mail_goes_only_where_the_table_lets_it(mails: MailStore, hand: Hand, state: State, to: State) -> None:
    mail = await brought(mails, hand, state)
    if to in TRANSITIONS[state]:
        assert await mails.move(mail, to, detail="said")
        moved = await row(mails)
        assert (moved.state, moved.detail, moved.changed) == (to, "said", hand.now)
    else:
        with pytest.raises(WrongMove):
            await mails.move(mail, to)
        assert await row(mails) == mail


async def test_a_plan_is_a_row_that_waits_for_its_time(mails: MailStore, hand: Hand) -> None:
    due = hand.now + HOUR
    assert await mails.plan([plan(hand, "a", due=due)]) == [True]
    assert await row(mails) == Row(
        campaign=CAMPAIGN,
        key="a",
        kind="digest",
        holds=("term-a",),
        about=("edition",),
        due=due,
        first_due=due,
        doubt=Doubt.LIST,
        changed=hand.now,
    )
    assert await mails.claim(hand.now, "mine", 10) == []
    assert [one.key for one in await mails.claim(due, "mine", 10)] == ["a"]


async def test_a_plan_may_be_repeated_and_gathers_what_it_tells(mails: MailStore, hand: Hand) -> None:
    await mails.plan([plan(hand, "a", ["e1"]), plan(hand, "b", ["e1"])])
    later = plan(hand, "a", ["e2"], holds=("term-x",), due=hand.now + HOUR)
    assert await mails.plan([later, plan(hand, "b", ["e1"]), plan(hand, "c", ["e1"])]) == [True, True, True]
    mail = await row(mails)
    assert (mail.about, mail.holds, mail.due) == (("e1", "e2"), ("term-a", "term-x"), hand.now)
    assert (await row(mails, "b")).about == ("e1",)
    assert await mails.counts(CAMPAIGN) == {State.PLANNED: 3}


async def test_two_plans_for_one_person_in_one_breath_are_one_row(mails: MailStore, hand: Hand) -> None:
    assert await mails.plan([plan(hand, "a", ["e1"]), plan(hand, "a", ["e2"])]) == [True, True]
    assert (await row(mails)).about == ("e1", "e2")


async def test_plans_at_once_for_the_same_person_are_one_row_that_tells_all(mails: MailStore, hand: Hand) -> None:
    told = await asyncio.gather(*(mails.plan([plan(hand, "a", [f"e{n}"])]) for n in range(20)))
    assert told == [[True]] * 20
    assert set((await row(mails)).about) == {f"e{n}" for n in range(20)}


async def test_nothing_planned_is_nothing(mails: MailStore) -> None:
    assert await mails.plan([]) == []


@pytest.mark.parametrize("state", sorted(set(State) - {State.PLANNED}))
async def test_a_row_that_has_left_takes_nothing_more_and_says_so(mails: MailStore, hand: Hand, state: State) -> None:
    left = await brought(mails, hand, state)
    assert await mails.plan([plan(hand, "a", ["news"]), plan(hand, "a"), plan(hand, "b")]) == [False, True, True]
    assert await row(mails) == left


async def test_a_mail_that_is_sent_once_more_takes_nothing_more(mails: MailStore, hand: Hand) -> None:
    await brought(mails, hand, State.IN_DOUBT, doubt=Doubt.RESEND)
    await mails.resend(hand.now, hand.now)
    assert (await row(mails)).state is State.PLANNED
    assert await mails.plan([plan(hand, "a", ["news"]), plan(hand, "a")]) == [False, True]


async def test_the_longest_due_are_claimed_first_and_by_one_alone(mails: MailStore, hand: Hand) -> None:
    await mails.plan([plan(hand, f"k{n}", due=hand.now - n * HOUR) for n in range(6)])
    mine = await mails.claim(hand.now, "mine", 2)
    assert [one.key for one in mine] == ["k5", "k4"]
    assert {(one.state, one.claim) for one in mine} == {(State.CLAIMED, "mine")}
    several = await asyncio.gather(*(mails.claim(hand.now, f"claim {n}", 3) for n in range(4)))
    taken = [one.key for some in several for one in some]
    assert len(taken) == len(set(taken))


async def test_only_who_claimed_a_mail_moves_it(mails: MailStore, hand: Hand) -> None:
    mail = await brought(mails, hand, State.CLAIMED)
    assert not await mails.move(replace(mail, claim="another"), State.ATTEMPTING)
    assert not await mails.move(replace(mail, key="unheard-of"), State.ATTEMPTING)
    assert await mails.move(mail, State.ATTEMPTING)
    assert not await mails.move(mail, State.ATTEMPTING), "it is not there any more"


async def test_moves_at_once_each_find_their_row_or_not(mails: MailStore, hand: Hand) -> None:
    await mails.plan([plan(hand, f"k{n:02d}") for n in range(20)])
    claimed = await mails.claim(hand.now, "mine", 20)
    lost = [replace(one, claim="lost") if n % 3 else one for n, one in enumerate(claimed)]
    moved = await asyncio.gather(*(mails.move(one, State.ATTEMPTING) for one in lost))
    assert moved == [n % 3 == 0 for n in range(20)]
    assert await mails.counts(CAMPAIGN) == {State.ATTEMPTING: 7, State.CLAIMED: 13}


async def test_of_two_moves_of_one_mail_at_once_one_counts(mails: MailStore, hand: Hand) -> None:
    mail = await brought(mails, hand, State.CLAIMED)
    assert sorted(await asyncio.gather(*(mails.move(mail, State.ATTEMPTING) for _ in range(2)))) == [False, True]


async def test_a_try_is_counted_when_a_mail_is_put_off(mails: MailStore, hand: Hand) -> None:
    mail = await brought(mails, hand, State.CLAIMED)
    assert await mails.move(mail, State.DEFERRED, detail="450 later", due=hand.now + HOUR)
    put_off = await row(mails)
    assert (put_off.tries, put_off.due, put_off.claim, put_off.detail) == (1, hand.now + HOUR, None, "450 later")
    assert await mails.claim(hand.now, "mine", 1) == []
    (again,) = await mails.claim(hand.now + HOUR, "mine", 1)
    assert await mails.move(again, State.PLANNED)
    assert ((await row(mails)).tries, (await row(mails)).claim) == (1, None)


async def test_what_others_left_is_taken_over(mails: MailStore, hand: Hand) -> None:
    await brought(mails, hand, State.CLAIMED, "a")
    begun = await brought(mails, hand, State.ATTEMPTING, "b")
    sent = await brought(mails, hand, State.ACCEPTED, "c")
    assert await mails.take_over("first") == 0, "they are its own"
    assert await mails.take_over("second") == 2
    assert ((await row(mails, "a")).state, (await row(mails, "a")).claim) == (State.PLANNED, None)
    assert (await row(mails, "b")).state is State.IN_DOUBT
    assert await row(mails, "c") == sent
    assert not await mails.move(begun, State.ACCEPTED)
    assert await mails.move(replace(begun, state=State.IN_DOUBT), State.ACCEPTED), (
        "who began it still learnt the answer"
    )


@pytest.mark.parametrize(("doubt", "again"), [(Doubt.RESEND, 1), (Doubt.LIST, 0)])
async def test_a_mail_in_doubt_is_planned_once_more_if_it_is_to_be(
    mails: MailStore, hand: Hand, doubt: Doubt, again: int
) -> None:
    doubtful = await brought(mails, hand, State.IN_DOUBT, doubt=doubt)
    assert await mails.resend(hand.now - HOUR, hand.now) == 0, "it has not waited long enough"
    hand.on(HOUR)
    assert await mails.resend(hand.now - HOUR, hand.now) == again
    if again:
        mail = await row(mails)
        assert (mail.state, mail.resent, mail.due, mail.claim) == (State.PLANNED, True, hand.now, None)
        assert mail.first_due == hand.now
        assert not await mails.move(doubtful, State.ACCEPTED), "it is another try now"
        (claimed,) = await mails.claim(hand.now, "second", 1)
        await mails.move(claimed, State.ATTEMPTING)
        await mails.move(replace(claimed, state=State.ATTEMPTING), State.IN_DOUBT)
        hand.on(HOUR)
        assert await mails.resend(hand.now, hand.now) == 0, "once"


async def test_mails_are_told_by_state_and_campaign_in_pages(mails: MailStore, hand: Hand) -> None:
    for key in "abc":
        await brought(mails, hand, State.REFUSED, key)
    await brought(mails, hand, State.IN_DOUBT, "d")
    await mails.plan([plan(hand, "x", campaign="duties-2026-12-15")])
    first = await mails.find(states=[State.REFUSED, State.IN_DOUBT], campaign=CAMPAIGN, limit=2)
    assert [one.key for one in first] == ["a", "b"]
    rest = await mails.find(states=[State.REFUSED, State.IN_DOUBT], after=first[-1].id)
    assert [one.key for one in rest] == ["c", "d"]
    assert [one.campaign for one in await mails.find(states=[State.PLANNED])] == ["duties-2026-12-15"]
    assert await mails.find(states=[State.REFUSED], campaign="edition-other") == []
    assert await mails.counts() == {State.REFUSED: 3, State.IN_DOUBT: 1, State.PLANNED: 1}
    assert await mails.counts(CAMPAIGN) == {State.REFUSED: 3, State.IN_DOUBT: 1}
    assert [one.key for one in await mails.get([f"{CAMPAIGN}:b", f"{CAMPAIGN}:a", "nothing:b"])] == ["a", "b"]


@pytest.mark.parametrize("state", State)
async def test_what_a_backup_brought_back_is_in_doubt_unless_it_had_ended_or_was_not_due(
    mails: MailStore, hand: Hand, state: State
) -> None:
    mail = await brought(mails, hand, state)
    await mails.plan([plan(hand, "b", due=hand.now + HOUR)])
    assert await mails.enter(1, hand.now) == 0, "every ledger begins like this"
    assert await row(mails) == mail
    ended = state in {State.ACCEPTED, State.REFUSED, State.IN_DOUBT, State.SUPPRESSED}
    assert await mails.enter(3, hand.now) == (0 if ended else 1)
    if ended:
        assert await row(mails) == mail
    else:
        doubtful = await row(mails)
        assert (doubtful.state, doubtful.detail) == (State.IN_DOUBT, "the service was restored from a backup")
        if state is State.ATTEMPTING:
            assert await mails.move(doubtful, State.ACCEPTED), "who began it still learnt the answer"
    assert (await row(mails, "b")).state is State.PLANNED


async def test_an_epoch_is_entered_once(mails: MailStore, hand: Hand) -> None:
    assert await mails.enter(3, hand.now) == 0
    mail = await brought(mails, hand, State.CLAIMED)
    for epoch in (3, 2, 1):
        assert await mails.enter(epoch, hand.now) == 0
    assert await row(mails) == mail
    assert await mails.enter(4, hand.now) == 1


@pytest.mark.parametrize("state", State)
async def test_a_mail_that_has_come_to_no_end_is_late_after_its_first_time(
    mails: MailStore, hand: Hand, state: State
) -> None:
    mail = await brought(mails, hand, state)
    later = hand.now + HOUR
    await mails.plan([plan(hand, "b", due=later), plan(hand, "c", campaign="duties-2026-12-15")])
    ended = state in {State.ACCEPTED, State.REFUSED, State.IN_DOUBT, State.SUPPRESSED}
    found = await mails.find(states=[], late=later, campaign=CAMPAIGN)
    assert [one.key for one in found] == ([] if ended else ["a"])
    assert await mails.find(states=[], late=hand.now) == []
    assert await mails.find(states=[], late=later, campaign=CAMPAIGN, after=mail.id) == []
    assert mail in await mails.find(states=[state], late=later)


async def test_a_mail_that_is_put_off_again_and_again_is_late_all_the_same(mails: MailStore, hand: Hand) -> None:
    mail, first = await brought(mails, hand, State.CLAIMED), hand.now
    assert await mails.move(mail, State.PLANNED, due=hand.now + HOUR)
    (late,) = await mails.find(states=[], late=hand.now + HOUR)
    assert (late.due, late.first_due) == (hand.now + HOUR, first)
