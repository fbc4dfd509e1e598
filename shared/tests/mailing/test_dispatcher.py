"""One dispatcher sends what is due, to whom it still concerns, and says what came of it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from prometheus_client import generate_latest
from structlog.testing import capture_logs

from councilkit.mailing.dispatcher import LINES, Dispatcher
from councilkit.mailing.mail import Compose, Doubt, Letter, NotWanted, Recipient, Row, State
from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.mailing.outcomes import Accepted, Envelope, Later, Outcome, Refused, RelayAway, Unknown
from councilkit.mailing.port import Ended, MailStore, Plan
from councilkit.mailing.retries import next_try, pause
from councilkit.refusals import Unavailable
from councilkit.telemetry import Telemetry
from councilkit.testing.campaigns import KIND, NAME, Campaign, address, require_conserved
from councilkit.testing.clocks import Hand
from councilkit.testing.mailing import SENDER, MemoryRelay, none_ended
from councilkit.testing.waiting import until

ONE = address(0)


async def a_letter(_row: Row, _recipient: Recipient) -> Letter:
    return Letter("Utgaven er her", "Hei.", "<p>Hei.</p>", "nb")


class Post:
    """A campaign to three people over a relay in memory."""

    def __init__(self, mails: MailStore, hand: Hand) -> None:
        self.campaign = Campaign(mails, hand, 3)
        self.mails, self.hand = mails, hand
        self.relay = MemoryRelay()

    def dispatcher(self, *, compose: Compose = a_letter, ended: Ended = none_ended, **more: Telemetry) -> Dispatcher:
        telemetry = more.get("telemetry")
        return Dispatcher(
            self.mails,
            self.relay,
            self.campaign.contacts,
            {KIND: compose},
            sender=SENDER,
            holdings_ended=ended,
            clock=self.hand,
            meter=telemetry.meter if telemetry else None,
            sleep=self.campaign.sleep,
        )

    async def row(self) -> Row:
        (row,) = await self.mails.get([f"{NAME}:{self.campaign.contacts.key(NAME, 'Modig Lykt 0')}"])
        return row

    async def states(self) -> set[State]:
        return set(await self.mails.counts())


@pytest.fixture
async def post(hand: Hand) -> Post:
    post = Post(MemoryMailStore(clock=hand), hand)
    await post.campaign.plan()
    return post


async def test_everybody_gets_one_mail_and_each_is_known_by_its_message_id(post: Post) -> None:
    await post.dispatcher().send_due()
    assert sorted(mail.recipient for mail in post.relay.sent) == [address(n) for n in range(3)]
    assert len({mail.message["Message-ID"] for mail in post.relay.sent}) == 3
    assert await post.mails.counts() == {State.ACCEPTED: 3}
    assert (await post.row()).detail == "250 taken"


async def test_a_campaign_asks_the_contact_store_once(post: Post) -> None:
    await post.dispatcher().send_due()
    assert post.campaign.contacts.asked == [(NAME, frozenset({"term-0", "term-1", "term-2"}))]


async def test_a_mail_waits_until_it_is_due(post: Post) -> None:
    tomorrow = post.hand.now + timedelta(days=1)
    await post.mails.plan([_another(await post.row(), "morgen", tomorrow)])
    post.campaign.contacts.people["Modig Lykt 0"] = replace(
        post.campaign.contacts.people["Modig Lykt 0"], holds=("term-0",)
    )
    await post.dispatcher().send_due()
    assert len(post.relay.sent) == 3
    post.hand.now = tomorrow
    await post.dispatcher().send_due()
    assert await post.mails.counts("morgen") == {State.SUPPRESSED: 1}, "its key is of no person in that campaign"


def _another(row: Row, campaign: str, due: object) -> Plan:
    return Plan(
        campaign=campaign,
        key=row.key,
        kind=row.kind,
        holds=row.holds,
        about=row.about,
        due=due,  # type: ignore[arg-type]  # a moment
        doubt=row.doubt,
    )


async def test_who_is_erased_from_the_contact_store_gets_nothing(post: Post) -> None:
    del post.campaign.contacts.people["Modig Lykt 0"]
    await post.dispatcher().send_due()
    row = await post.row()
    assert (row.state, row.detail) == (State.SUPPRESSED, "the contact store does not know whom it is for")
    assert not post.relay.to(ONE)


async def test_who_has_moved_gets_it_at_the_new_address(post: Post) -> None:
    post.campaign.contacts.add("Modig Lykt 0", "term-0", email="ny@example.no")
    await post.dispatcher().send_due()
    assert len(post.relay.to("ny@example.no")) == 1
    assert not post.relay.to(ONE)


async def test_who_is_erased_while_the_mails_before_take_their_time_gets_nothing(hand: Hand) -> None:
    mails = MemoryMailStore(clock=hand)
    campaign = Campaign(mails, hand, 12)
    await campaign.plan()

    async def erased() -> None:
        hand.on(timedelta(minutes=2))
        for person in [one for one in campaign.contacts.people.values() if one.email not in relay.begun]:
            del campaign.contacts.people[person.name]

    relay = ZombieRelay(erased)
    await campaign.dispatcher(relay).send_due()
    assert len(relay.begun) <= LINES
    assert await campaign.in_state(State.ACCEPTED) == relay.begun
    assert await mails.counts() == {State.ACCEPTED: len(relay.begun), State.SUPPRESSED: 12 - len(relay.begun)}


async def test_whose_terms_have_all_ended_gets_nothing(post: Post) -> None:
    asked: list[date] = []

    async def ended(holds: Collection[str], today: date) -> Collection[str]:
        asked.append(today)
        return [hold for hold in holds if hold == "term-0"]

    await post.dispatcher(ended=ended).send_due()
    row = await post.row()
    assert (row.state, row.detail) == (State.SUPPRESSED, "every term and post that it is for has ended")
    assert asked == [date(2026, 12, 15)]
    assert len(post.relay.sent) == 2


async def test_who_keeps_one_term_of_two_still_gets_it(post: Post) -> None:
    row = await post.row()
    more = replace(_another(row, NAME, row.due), holds=("term-0b",))
    assert await post.mails.plan([more]) == [True]
    post.campaign.contacts.add("Modig Lykt 0", "term-0", "term-0b", email=ONE)

    async def ended(_holds: Collection[str], _today: date) -> Collection[str]:
        return ["term-0"]

    await post.dispatcher(ended=ended).send_due()
    assert len(post.relay.to(ONE)) == 1


async def test_what_is_not_wanted_any_more_is_not_sent_and_says_why(post: Post) -> None:
    async def declined(_row: Row, _recipient: Recipient) -> Letter:
        raise NotWanted("the digest was declined")

    await post.dispatcher(compose=declined).send_due()
    assert ((await post.row()).state, (await post.row()).detail) == (State.SUPPRESSED, "the digest was declined")
    assert not post.relay.sent


async def test_while_what_it_tells_of_cannot_be_read_a_mail_waits_and_it_is_no_try(post: Post) -> None:
    async def away(_row: Row, _recipient: Recipient) -> Letter:
        raise Unavailable("the cards are away")

    await post.dispatcher(compose=away).send_due()
    row = await post.row()
    assert (row.state, row.tries, row.due - post.hand.now) == (State.PLANNED, 0, timedelta(minutes=1))
    assert row.detail == "the cards are away"


async def test_what_mails_wait_for_is_logged_once_in_a_pause_and_quotes_no_address(post: Post) -> None:
    async def away(_row: Row, recipient: Recipient) -> Letter:
        raise Unavailable(f"case-flow said {recipient.email}")

    dispatcher = post.dispatcher(compose=away)
    with capture_logs() as logs:
        await dispatcher.send_due()
        post.hand.on(timedelta(minutes=1))
        await dispatcher.send_due()
    assert [(log["event"], log["cause"]) for log in logs] == [("mails_wait", "case-flow said [address]")] * 2
    assert (await post.row()).detail == "case-flow said [address]"


@pytest.mark.parametrize(("doubt", "sent"), [(Doubt.LIST, 0), (Doubt.RESEND, 3)])
async def test_what_a_backup_brought_back_is_not_sent_as_if_it_were_new(hand: Hand, doubt: Doubt, sent: int) -> None:
    epochs = [1]

    async def epoch() -> int:
        return epochs[-1]

    mails = MemoryMailStore(clock=hand)
    campaign, relay = Campaign(mails, hand, 3, doubt=doubt), MemoryRelay()
    dispatcher = campaign.dispatcher(relay)
    dispatcher.watch(epoch)
    await dispatcher.send_due()
    await campaign.plan()
    epochs.append(2)
    await dispatcher.send_due()
    assert await mails.counts() == {State.IN_DOUBT: 3}
    hand.on(timedelta(hours=1))
    await dispatcher.send_due()
    assert len(relay.sent) == sent
    assert all(row.resent for row in await mails.find(states=[State.ACCEPTED]))


async def test_a_letter_that_cannot_be_written_holds_nobody_else_back(post: Post) -> None:
    async def broken(_row: Row, recipient: Recipient) -> Letter:
        if recipient.email == ONE:
            raise KeyError("lykt")
        return await a_letter(_row, recipient)

    await post.dispatcher(compose=broken).send_due()
    row = await post.row()
    assert (row.state, row.detail, row.tries) == (State.DEFERRED, "it cannot be written: KeyError", 1)
    assert len(post.relay.sent) == 2


@pytest.mark.parametrize("email", ["lykt@example.no\r\nBcc: alle@example.no", "lykt", "lykt@æøå.no", "<a@b> c@d"])
async def test_an_address_that_cannot_be_written_is_refused_without_being_told(post: Post, email: str) -> None:
    post.campaign.contacts.add("Modig Lykt 0", "term-0", email=email)
    await post.dispatcher().send_due()
    assert ((await post.row()).state, (await post.row()).detail) == (State.REFUSED, "To cannot be written")
    assert len(post.relay.sent) == 2


async def test_who_gets_everything_on_paper_gets_no_mail_and_is_listed_with_the_reason(post: Post) -> None:
    post.campaign.contacts.add("Modig Lykt 0", "term-0", email="")
    await post.dispatcher().send_due()
    row = await post.row()
    assert (row.state, row.detail) == (State.SUPPRESSED, "whom it is for gets it on paper")
    assert len(post.relay.sent) == 2


async def test_while_the_contact_store_is_away_mails_wait(post: Post) -> None:
    post.campaign.contacts.away = True
    dispatcher = post.dispatcher()
    with capture_logs() as logs:
        await dispatcher.send_due()
    assert await post.states() == {State.PLANNED}
    assert (await post.row()).detail == "the contact store is away"
    assert [log["event"] for log in logs] == ["mails_wait"]
    post.campaign.contacts.away = False
    post.hand.on(timedelta(minutes=1))
    await dispatcher.send_due()
    assert await post.mails.counts() == {State.ACCEPTED: 3}


async def test_a_mail_that_is_put_off_is_tried_after_longer_and_longer_times_and_given_up_after_three_days(
    post: Post,
) -> None:
    post.relay.early[ONE] = [Later(450, "full")] * 500
    dispatcher, began, waits = post.dispatcher(), post.hand.now, []
    await dispatcher.send_due()
    while (row := await post.row()).state is State.DEFERRED:
        waits.append((row.due - post.hand.now) // timedelta(minutes=1))
        post.hand.now = row.due
        await dispatcher.send_due()
    assert waits[:7] == [1, 5, 15, 30, 60, 60, 60]
    assert (row.state, row.detail) == (State.REFUSED, "given up: 450 full")
    assert timedelta(days=3) <= post.hand.now - began <= timedelta(days=3, hours=1)


def test_waits_are_a_table_and_then_hourly() -> None:
    assert [next_try(tries) for tries in (0, 4, 5, 70)] == [
        timedelta(minutes=1),
        timedelta(hours=1),
        timedelta(hours=1),
        timedelta(hours=1),
    ]
    assert next_try(80) is None
    assert [pause(failures) for failures in (1, 2, 3, 7, 500)] == [1, 2, 4, 60, 60]


async def test_a_relay_that_is_away_is_asked_by_one_mail_at_a_time_and_left_alone_for_longer(post: Post) -> None:
    for n in range(3):
        post.relay.early[address(n)] = [RelayAway("connecting: SMTPConnectError")] * 4
    dispatcher, told = post.dispatcher(), []
    for _ in range(60):
        await dispatcher.send_due()
        told.append(len(post.relay.sent))
        post.hand.on(timedelta(seconds=10))
    assert told[-1] == 3
    assert {row.tries for row in await post.mails.find(states=list(State))} == {0}


async def test_a_relay_that_hangs_up_over_one_mail_holds_nobody_back(post: Post) -> None:
    post.relay.answers[ONE] = [RelayAway("it answers 421")] * 500
    dispatcher = post.dispatcher()
    for _ in range(10):
        await dispatcher.send_due()
        post.hand.on(timedelta(seconds=1))
    assert len(post.relay.sent) == 2
    assert (await post.row()).state is State.PLANNED


class ZombieRelay(MemoryRelay):
    """A relay that takes its time over each text; `on_the_way` is done in the meantime."""

    def __init__(self, on_the_way: Callable[[], Awaitable[object]]) -> None:
        super().__init__()
        self._on_the_way = on_the_way
        self.begun: set[str] = set()

    async def send(self, envelope: Envelope, begin: Callable[[], Awaitable[None]]) -> Outcome:
        async def slow() -> None:
            await begin()
            self.begun.add(envelope.recipient)
            await self._on_the_way()

        return await super().send(envelope, slow)


@pytest.mark.parametrize("doubt", Doubt)
@pytest.mark.parametrize("answer", [Accepted("taken"), Refused(550, "no"), Later(451, "later"), Unknown("cut")])
async def test_who_was_taken_for_dead_still_tells_what_came_of_its_mails(
    hand: Hand, doubt: Doubt, answer: Outcome
) -> None:
    mails = MemoryMailStore(clock=hand)
    campaign = Campaign(mails, hand, 3, doubt=doubt)
    await campaign.plan()
    successor = MemoryRelay()

    async def taken_over() -> None:
        await campaign.dispatcher(successor).send_due()

    zombie = ZombieRelay(taken_over)
    zombie.answers = {address(n): [answer] for n in range(3)}
    await campaign.dispatcher(zombie).send_due()
    told = {Accepted: State.ACCEPTED, Refused: State.REFUSED, Later: State.DEFERRED, Unknown: State.IN_DOUBT}
    theirs = {mail.recipient for mail in successor.sent}
    assert zombie.begun
    assert zombie.begun <= await campaign.in_state(told[type(answer)])
    assert zombie.begun | theirs == await campaign.in_state()
    assert not zombie.begun & theirs


async def test_two_dispatchers_at_once_send_nobody_two(mails: MailStore, hand: Hand) -> None:
    campaign, relay = Campaign(mails, hand, 60), MemoryRelay()
    await campaign.plan()
    await asyncio.gather(*(campaign.dispatcher(relay).send_due() for _ in range(2)))
    await campaign.go(campaign.dispatcher(relay))
    took = {mail.recipient: len(relay.to(mail.recipient)) for mail in relay.sent}
    await require_conserved(campaign, took, took)
    assert len(took) == 60
    assert set(took.values()) == {1}


class Flaky(MemoryMailStore):
    """A store that is away for the next so many moves; `wrote` tells whether those were written all the same."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(clock=hand)
        self.away = 0
        self.wrote = False

    async def move(self, row: Row, to: State, *, detail: str = "", due: object = None) -> bool:
        if self.away:
            self.away -= 1
            if self.wrote:
                await super().move(row, to, detail=detail, due=due)  # type: ignore[arg-type]  # a moment
            raise Unavailable("the database is away")
        return await super().move(row, to, detail=detail, due=due)  # type: ignore[arg-type]  # a moment


@pytest.mark.parametrize("wrote", [True, False])
@pytest.mark.parametrize("skip", [0, 1])
async def test_a_database_that_is_away_for_a_while_makes_no_doubt(hand: Hand, wrote: bool, skip: int) -> None:  # noqa: FBT001
    store = Flaky(hand)
    post = Post(store, hand)
    await post.campaign.plan()
    dispatcher = post.dispatcher()
    store.wrote = wrote
    if skip:  # the beginnings are written, and what came of them is not

        async def then_away() -> None:
            store.away = 5

        post.relay = ZombieRelay(then_away)
        dispatcher = post.dispatcher()
    else:
        store.away = 5
    await post.campaign.go(dispatcher)
    assert await post.mails.counts() == {State.ACCEPTED: 3}
    assert {len(post.relay.to(address(n))) for n in range(3)} == {1}


async def test_while_one_mail_waits_for_its_answer_the_others_go_also_when_the_relay_was_away(post: Post) -> None:
    answered = asyncio.Event()

    class Slow(MemoryRelay):
        """Leaves one without an answer."""

        async def send(self, envelope: Envelope, begin: Callable[[], Awaitable[None]]) -> Outcome:
            if envelope.recipient == ONE:
                await begin()
                await answered.wait()
                return Accepted("taken")
            return await super().send(envelope, begin)

    post.relay = Slow(early={address(1): [RelayAway("connecting")] * 3})
    dispatcher = post.dispatcher()
    running = asyncio.create_task(dispatcher.run())

    async def the_others_went() -> bool:
        post.hand.on(timedelta(seconds=1))
        dispatcher.nudge()
        return len(post.relay.sent) == 2

    await until(the_others_went)
    assert await post.mails.counts() == {State.ATTEMPTING: 1, State.ACCEPTED: 2}
    answered.set()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert await post.mails.counts() == {State.ACCEPTED: 3}


async def test_a_late_confirmation_of_a_mail_that_was_put_back_does_not_put_back_its_next_try(hand: Hand) -> None:
    store = Flaky(hand)
    post = Post(store, hand)
    await post.campaign.plan()
    store.wrote = True

    async def then_away() -> None:
        store.away = 1 if not post.relay.sent else 0

    post.relay = ZombieRelay(then_away)
    post.relay.answers[ONE] = [RelayAway("it answers 421")]
    running = asyncio.create_task(post.dispatcher().run())

    async def all_sent() -> bool:
        hand.on(timedelta(seconds=1))
        return await post.mails.counts() == {State.ACCEPTED: 3}

    await until(all_sent)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert {len(post.relay.to(address(n))) for n in range(3)} == {1}


async def test_a_running_dispatcher_sends_what_is_planned_when_it_is_nudged(mails: MailStore, hand: Hand) -> None:
    post = Post(mails, hand)
    dispatcher = post.dispatcher()
    running = asyncio.create_task(dispatcher.run())
    await post.campaign.plan()
    dispatcher.nudge()

    async def all_sent() -> bool:
        return await post.mails.counts() == {State.ACCEPTED: 3}

    await until(all_sent)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert len(post.relay.sent) == 3


async def test_a_dispatcher_that_must_end_waits_for_the_answer_to_a_text_that_is_under_way(post: Post) -> None:
    under_way, go_on = asyncio.Event(), asyncio.Event()

    async def on_the_way() -> None:
        under_way.set()
        await go_on.wait()

    post.relay = ZombieRelay(on_the_way)
    running = asyncio.create_task(post.dispatcher().run())
    await under_way.wait()
    running.cancel()
    asyncio.get_running_loop().call_soon(go_on.set)
    with suppress(asyncio.CancelledError):
        await running
    assert State.ATTEMPTING not in await post.states()
    assert len(post.relay.sent) == (await post.mails.counts())[State.ACCEPTED]


async def test_a_fault_of_ours_ends_the_run_instead_of_hiding(post: Post) -> None:
    class Broken(MemoryRelay):
        async def send(self, *_: object) -> Outcome:
            raise ZeroDivisionError

    post.relay = Broken()
    with pytest.raises(ExceptionGroup) as told:
        await post.dispatcher().run()
    assert told.group_contains(ZeroDivisionError)
    post.relay = MemoryRelay()
    await post.dispatcher().send_due()
    assert await post.mails.counts() == {State.ACCEPTED: 3}


async def test_an_operator_sees_where_mails_are_and_whether_the_relay_is_away(post: Post) -> None:
    telemetry = Telemetry("newsletter")
    post.relay.early[ONE] = [RelayAway("connecting")] * 500
    running = asyncio.create_task(post.dispatcher(telemetry=telemetry).run())

    async def told() -> bool:
        return b"raadslag_mail_relay_away" in generate_latest(telemetry.registry)

    await until(told)
    shown = generate_latest(telemetry.registry).decode()
    assert "raadslag_mails{" in shown
    assert 'state="in_doubt"' in shown
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert "raadslag_mails{" not in generate_latest(telemetry.registry).decode(), "another replica tells it now"
