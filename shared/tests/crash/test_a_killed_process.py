"""A real process that is killed between a durable step and its answer leaves nothing half-done."""

import os
import subprocess
import sys

import pytest

from councilkit.crashpoints import EXIT_CODE
from councilkit.ledger import Head
from councilkit.ledger.mongo_store import MongoLedgerStore
from councilkit.mongo import Mongo
from councilkit.testing.chains import first_break

PROGRAM = """
import asyncio, sys
from councilkit.crashpoints import arm
from councilkit.ledger import Draft, Ledger
from councilkit.ledger.mongo_store import MongoLedgerStore
from councilkit.ledger.numbering import Numbering
from councilkit.mongo import Mongo
from councilkit.testing.samples import NOW, a_call, a_fact

async def main(url, database):
    mongo = Mongo(url)
    store = MongoLedgerStore(mongo, mongo.database(database))
    await store.prepare()
    ledger, numbering = Ledger(store, clock=lambda: NOW, mac_key=b"key"), Numbering(store)
    for n in range(4):
        receipt = await ledger.change("case-a", a_call(f"key {n}"), lambda *_: Draft(a_fact(f"{n}")))
        print(receipt, receipt.repeated, flush=True)
        await numbering.number_pending()

arm()
asyncio.run(main(*sys.argv[1:]))
"""


def run(url: str, database: str, crash_at: str | None) -> tuple[int, list[str]]:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, url, database],
        env=os.environ | ({"RAADSLAG_CRASH_AT": crash_at} if crash_at else {}),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


@pytest.mark.mongo
@pytest.mark.slow
async def test_after_the_kill_the_same_commands_write_each_event_once(
    mongo: Mongo, mongo_url: str, database: str
) -> None:
    code, lines = run(mongo_url, database, "ledger.after-append:3")
    assert (code, lines) == (EXIT_CODE, ["case-a:000001 False", "case-a:000002 False"])
    code, lines = run(mongo_url, database, None)
    assert code == 0
    assert lines == [f"case-a:{n:06d} {n <= 3}" for n in range(1, 5)], "the third was durable and not answered"
    told = await MongoLedgerStore(mongo, mongo.database(database)).page(0, 10)
    assert [entry.position for entry in told] == [1, 2, 3, 4]
    assert first_break(told, Head()) is None
