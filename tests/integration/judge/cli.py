"""The judge's command line."""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aiokafka.errors import KafkaError
from pymongo.errors import PyMongoError

from judge.kafka import TopicUnreadable, read_topics
from judge.log import read_log
from judge.mongo import connected, read_service
from judge.sink import read_sent
from judge.verdict import faults_of, verdict
from judge.world import TOPICS, Expected, World

TRUE, FAULTY, UNREADABLE = 0, 1, 2
PAUSE = 1.0


def main(arguments: Sequence[str]) -> int:
    """Judge, print the verdict and tell the exit code: 0 without a fault, 1 with one, 2 if it cannot read."""
    options = _parser().parse_args(arguments)
    until = time.monotonic() + options.within
    try:
        while (faults := faults_of(world := read_world(options))) and time.monotonic() < until:
            time.sleep(PAUSE)
    except (PyMongoError, KafkaError, TopicUnreadable, TimeoutError, OSError, ValueError) as why:
        sys.stderr.write(f"The judge cannot read what it must: {type(why).__name__}: {why}\n")
        return UNREADABLE
    sys.stdout.writelines(f"{line}\n" for line in verdict(world, faults))
    return FAULTY if faults else TRUE


def read_world(options: argparse.Namespace) -> World:
    with connected(options.mongo) as client:
        services = [read_service(client, options.prefix, name) for name in options.services]
    names = (f"{options.topics}.{TOPICS[name]}" for name in options.services)
    topics = asyncio.run(read_topics(options.brokers, *names))
    carried = [replace(service, topic=topic) for service, topic in zip(services, topics, strict=True)]
    expected = json.loads(options.parked.read_bytes()) if options.parked else []
    return World(
        {service.name: service for service in carried},
        read_log(_lines(options.commands)),
        [Expected(**one) for one in expected],
        dict(options.loaded_before),
        sent=read_sent(_lines(options.mails)) if options.mails else None,
        left_by=options.left_by,
        at_any_hour=options.at_any_hour,
    )


def _lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        return list(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="judge", description="Judge whether the house kept its word.")
    add = parser.add_argument
    add("--mongo", required=True, metavar="URL", help="the replica set")
    add("--prefix", required=True, help="of the databases: <prefix>_case-flow")
    add("--brokers", required=True, metavar="HOST:PORT")
    add("--topics", default="raadslag", metavar="PREFIX", help="of the topics: <prefix>.cases")
    add("--services", nargs="+", choices=TOPICS, default=[*TOPICS], help="those that there are; all, if left out")
    add("--commands", required=True, type=Path, metavar="FILE", help="what the load generator noted")
    add("--mails", type=Path, metavar="FILE", help="what the sink noted")
    add("--left-by", type=datetime.fromisoformat, metavar="TIME", help="mails that were due later may wait")
    add("--at-any-hour", action="store_true", help="reminders leave on any day, and not only while people work")
    add("--parked", type=Path, metavar="FILE", help="the streams that were poisoned")
    add("--within", type=float, default=0.0, metavar="SECONDS", help="judge again for so long, until there is no fault")
    add(
        "--loaded-before",
        type=_loaded,
        action="append",
        default=[],
        metavar="SERVICE=POSITION",
        help="events up to there need no command, and their cases need not come home",
    )
    return parser


def _loaded(text: str) -> tuple[str, int]:
    service, _, position = text.partition("=")
    if service not in TOPICS:
        raise argparse.ArgumentTypeError(f"there is no service {service}")
    return service, int(position)
