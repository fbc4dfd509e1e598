"""A real process that is killed while it sends: the next one leaves nobody out, and the relay's own log has no two."""

import asyncio
import os
import sys

import pytest

from councilkit.crashpoints import EXIT_CODE
from councilkit.mailing.dispatcher import LINES
from councilkit.mailing.mail import State
from councilkit.mailing.mongo_store import MongoMailStore
from councilkit.mongo import Mongo
from councilkit.testing.campaigns import Campaign, require_conserved
from councilkit.testing.clocks import Hand
from councilkit.testing.smtp import ScriptedSmtp
from councilkit.testing.smtp_deeds import Say, Script, Step, after

PEOPLE = 12
PROGRAM = """
import asyncio, sys
from datetime import datetime
from councilkit.crashpoints import arm
from councilkit.mailing.mongo_store import MongoMailStore
from councilkit.mailing.relay import SmtpRelay
from councilkit.mailing.smtp_line import RelayAddress
from councilkit.mongo import Mongo
from councilkit.testing.campaigns import Campaign
from councilkit.testing.clocks import Hand

async def main(url, database, port, now, people):
    hand, mongo = Hand(datetime.fromisoformat(now)), Mongo(url)
    campaign = Campaign(MongoMailStore(mongo.database(database), clock=hand), hand, int(people))
    relay = SmtpRelay(RelayAddress(host="127.0.0.1", port=int(port), name="example.no", security="none"))
    await campaign.plan()
    await campaign.go(campaign.dispatcher(relay))
    await relay.close()
    await mongo.close()

arm()
asyncio.run(main(*sys.argv[1:]))
"""


async def run(*arguments: str, crash_at: str | None = None) -> int:
    environment = os.environ | ({"RAADSLAG_CRASH_AT": crash_at} if crash_at else {})
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", PROGRAM, *arguments, env=environment)
    return await process.wait()


@pytest.mark.mongo
@pytest.mark.slow
@pytest.mark.parametrize(
    "crash_at",
    [
        *("mail.before-plan", "mail.after-plan", "mail.before-attempt:5", "mail.after-attempt:5"),
        *("mail.before-outcome:3", "mail.after-outcome:4"),
    ],
)
async def test_the_next_process_sends_what_is_left_and_doubts_only_what_was_on_the_lines(
    mongo: Mongo, mongo_url: str, database: str, hand: Hand, crash_at: str
) -> None:
    campaign = Campaign(MongoMailStore(mongo.database(database), clock=hand), hand, PEOPLE)
    async with ScriptedSmtp(Script({Step.DOT: after(2, Say("451 4.3.0 later"), 1)})) as relay:
        arguments = (mongo_url, database, str(relay.port), hand.now.isoformat(), str(PEOPLE))
        assert await run(*arguments, crash_at=crash_at) == EXIT_CODE
        assert await run(*arguments) == 0
        doubtful = await campaign.in_state(State.IN_DOUBT)
        await require_conserved(campaign, relay.took(), doubtful)
    assert len(doubtful) <= (0 if "plan" in crash_at else LINES)
    assert len(await campaign.in_state()) == PEOPLE
