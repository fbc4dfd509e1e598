"""A mail may be in doubt where the line was cut, or just after one of those who sent and took it was struck."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from judge.faults import Fault, wrong
from judge.log import Strike
from judge.world import Document, World

SINK, MONGODB = "sink", "MongoDB"
LINES = 4
"""Mails that are on their way at one time: so many may be in doubt after each strike."""

COMES_OUT_WITHIN = timedelta(minutes=2)
"""So long after a strike somebody has noticed what it left in doubt."""


def judge_doubts(world: World, service: str, doubtful: Iterable[Document]) -> Iterator[Fault]:
    """Judge the mails that are in doubt, but for those whose line was cut."""
    strikes = sorted(
        (strike for strike in world.log.faults if strike.hits(service, SINK, MONGODB)), key=lambda one: one.at
    )
    room = dict.fromkeys(strikes, LINES)
    for row in sorted(doubtful, key=lambda row: (row["changed"], row["_id"])):
        # The earliest one that may be meant: later ones explain later doubts too.
        found = next((strike for strike in strikes if room[strike] and _explains(strike, row["changed"])), None)
        if found:
            room[found] -= 1
        else:
            yield wrong(f"{service}: the mail {row['_id']} is in doubt, and nothing was struck then that explains it.")


def _explains(strike: Strike, at: datetime) -> bool:
    return strike.at <= at <= strike.at + COMES_OUT_WITHIN
