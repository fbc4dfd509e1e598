"""Wherever a dispatcher dies, its successor leaves nobody out and sends nobody two."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from councilkit.crashpoints import POINTS, Crash, hooked
from councilkit.mailing.mail import Doubt, State
from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.mailing.outcomes import Envelope, Later, Outcome, Refused
from councilkit.mailing.port import MailStore
from councilkit.testing.campaigns import Campaign, address, require_conserved
from councilkit.testing.clocks import Hand
from councilkit.testing.mailing import MemoryRelay

PEOPLE = 8
MAIL_POINTS = sorted(point for point in POINTS if point.startswith("mail."))
SENDING = [point for point in MAIL_POINTS if not point.endswith("-plan")]
DOUBTFUL = {"mail.after-attempt", "mail.before-outcome"}  # what died here may have sent it


class Log(MemoryRelay):
    """A relay that remembers of which mails the text was begun, also of those that it never got."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: set[str] = set()

    async def send(self, envelope: Envelope, begin: Callable[[], Awaitable[None]]) -> Outcome:
        async def noted() -> None:
            self.begun.add(envelope.recipient)  # a process that dies in it may have come so far
            await begin()

        return await super().send(envelope, noted)

    def took(self) -> Counter[str]:
        return Counter(mail.recipient for mail in self.sent)


class Kill:
    """Kills a process at the n-th passing of a point: from then on it takes no step, until another is `alive`."""

    def __init__(self, point: str, nth: int) -> None:
        self.point, self.left, self.dead, self.died = point, nth, False, False

    def __call__(self, point: str) -> None:
        if point == self.point:
            self.left -= 1
            self.dead = self.dead or self.left == 0
        if self.dead:
            self.died = True
            raise Crash(point)


async def play(campaign: Campaign, log: Log, hook: Callable[[str], None]) -> None:
    """Plan and send; whatever dies is followed by a successor."""
    log.answers = {address(1): [Later(451, "later")], address(2): [Refused(550, "no")]}
    log.early = {address(3): [Later(450, "greylisted")], address(4): [Refused(550, "unknown")]}
    with hooked(hook):
        for step in (campaign.plan, lambda: campaign.go(campaign.dispatcher(log))):
            try:
                await step()
            except Crash:
                assert isinstance(hook, Kill)
                hook.dead = False
                await step()


async def passes(point: str, hand: Hand) -> int:
    seen: Counter[str] = Counter()
    await play(Campaign(MemoryMailStore(clock=hand), hand, PEOPLE), Log(), lambda passed: seen.update([passed]))
    return seen[point]


@pytest.mark.parametrize("doubt", Doubt)
@pytest.mark.parametrize("point", MAIL_POINTS)
async def test_a_kill_at_any_passing_of_a_point_leaves_nobody_out_and_sends_nobody_two(
    hand: Hand, point: str, doubt: Doubt
) -> None:
    times = await passes(point, hand)
    assert times, f"nothing passes {point}"
    for nth in range(1, times + 1):
        campaign, log, kill = Campaign(MemoryMailStore(clock=hand), hand, PEOPLE, doubt=doubt), Log(), Kill(point, nth)
        await play(campaign, log, kill)
        assert kill.died
        await require_conserved(campaign, log.took(), log.begun)
        doubtful = await campaign.in_state(State.IN_DOUBT)
        assert not doubtful or point in DOUBTFUL


@pytest.mark.mongo
@pytest.mark.parametrize("kept_in", ["motor"], indirect=True)
@pytest.mark.parametrize("point", MAIL_POINTS)
async def test_a_kill_on_mongo_leaves_nobody_out_and_sends_nobody_two(mails: MailStore, hand: Hand, point: str) -> None:
    campaign, log, kill = Campaign(mails, hand, PEOPLE), Log(), Kill(point, (await passes(point, hand) + 1) // 2)
    await play(campaign, log, kill)
    assert kill.died
    await require_conserved(campaign, log.took(), log.begun)


@pytest.mark.parametrize("seed", range(10))
async def test_a_campaign_that_is_killed_again_and_again_comes_to_its_end(hand: Hand, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    campaign, log, kills = Campaign(MemoryMailStore(clock=hand), hand, 150), Log(), 0
    await campaign.plan()
    while await campaign.in_state(State.PLANNED, State.DEFERRED, State.CLAIMED, State.ATTEMPTING):
        kill = Kill(chance.choice(SENDING), chance.randint(1, 60))
        with hooked(kill):
            try:
                await campaign.go(campaign.dispatcher(log))
            except Crash:
                kills += 1
    assert kills
    await require_conserved(campaign, log.took(), log.begun)
    assert len(await campaign.in_state(State.IN_DOUBT)) <= 4 * kills, "at most what was on the lines"
