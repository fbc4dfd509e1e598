"""Driving a build as a scenario says."""

import asyncio
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from councilkit.clock import utc_now
from councilkit.events.record import Record
from councilkit.kafka import Connection
from councilkit.testing.topic_hands import TopicHands
from councilkit.workdays import OSLO
from raadslag_local.proof.judged import Verdict
from raadslag_local.proof.notes import Notes
from raadslag_local.proof.scenarios import Poison, Scenario
from raadslag_local.proof.town import NotedTown
from raadslag_local.proof.travels import Travels
from raadslag_local.proof.waiting import TooLate, within
from raadslag_local.running.service import Service
from raadslag_local.story.cases import CasePlan
from raadslag_local.story.directorate import Directorate
from raadslag_local.story.doing import Doing, Key, ThroughApi
from raadslag_local.story.hands import Actor, Refused

CASES = 4
READY_WITHIN = 60.0
LOOK = 0.05
NO_EVENT = b"this is no event"


@dataclass(frozen=True)
class Limits:
    """How long is waited for what may never come, in seconds."""

    patience: float
    home: float
    level: float


async def drive(scenario: Scenario, town: NotedTown, judge: Path, limits: Limits) -> Verdict:
    """Arm the town's processes, let a few cases travel, each once, and ask the judge."""
    armed = await _arm(scenario, town)
    doing = Mischief(ThroughApi(town.hands), scenario, town)
    waking = [asyncio.create_task(_wake(one, scenario, town.notes)) for one in armed]
    travels = Travels(doing, town.cast, began=utc_now())
    try:
        await _send_a_newsletter(town)
        await within(limits.home, "every case to come home", travels.keep_on(CASES, _enough()))
    except (Refused, TooLate) as why:
        travels.gave_up.append(str(why))
    finally:
        for task in waking:
            task.cancel()
        await asyncio.wait(waking) if waking else None
    for sentence in travels.gave_up:
        town.tell(sentence)
    return await town.judged(judge, *doing.expected(), level_within=limits.level)


async def _send_a_newsletter(town: NotedTown) -> None:
    if town.house.services["newsletter"]:
        directorate = Directorate(town.hands, town.cast, "proof")
        await directorate.send(await directorate.write(utc_now().astimezone(OSLO).date()))


def _enough() -> asyncio.Event:
    enough = asyncio.Event()
    enough.set()
    return enough


async def _arm(scenario: Scenario, town: NotedTown) -> list[Service]:
    """Start the processes again that are to crash or to stop themselves; their points are counted from here on."""
    armed = [one for name in scenario.crash_at for one in town.house.services[name]]
    for name, point in scenario.crash_at.items():
        for one in town.house.services[name]:
            await one.stop()
            one.crash_at(point)
            town.notes.fault(f"{one.name} is to die, or to stand still, at {point}")
    await asyncio.gather(*(one.start() for one in armed))
    await town.house.ready(READY_WITHIN)
    return armed


async def _wake(one: Service, scenario: Scenario, notes: Notes) -> None:
    """Let a process that has stopped itself go on, after a while."""
    while scenario.resume_after:
        if stands_still(one.pid):
            notes.fault(f"{one.name} stands still")
            await asyncio.sleep(scenario.resume_after)
            one.resume()
            notes.fault(f"{one.name} goes on")
        await asyncio.sleep(LOOK)


def stands_still(pid: int | None) -> bool:
    """Tell whether a child of ours was stopped by a signal; whoever waits for its end is not disturbed."""
    return pid is not None and os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None


class Mischief:
    """Implements `Doing`: it does what it is told, and what the scenario wants besides."""

    def __init__(self, doing: Doing, scenario: Scenario, town: NotedTown) -> None:
        self._doing = doing
        self._repeat = scenario.repeat
        self._poison = scenario.poison
        self._town = town
        self._poisoned: list[str] = []

    async def plan(self, by: Actor, councils: list[str], starts_at: datetime, type: str, *, key: Key) -> str:
        return await self._doing.plan(by, councils, starts_at, type, key=key)

    async def hold(self, by: Actor, meeting: str, attended: list[str], *, key: Key) -> None:
        await self._doing.hold(by, meeting, attended, key=key)

    async def report(self, by: Actor, council: str, case: CasePlan, *, key: Key) -> str:
        id = await self._doing.report(by, council, case, key=key)
        if self._poison and not self._poisoned:
            await self._send_poison(self._poison, f"case-{id}")
        return id

    async def act(self, by: Actor, case: str, verb: str, says: Mapping[str, Any], *, key: Key) -> None:
        await self._doing.act(by, case, verb, says, key=key)
        if verb in self._repeat:
            await self._doing.act(by, case, verb, says, key=key)

    def expected(self) -> Iterator[str]:
        """Tell the judge which stream was poisoned, and must therefore be parked."""
        if self._poison:
            who = {"service": self._poison.service, "consumer": self._poison.consumer}
            parked = [who | {"stream": stream} for stream in self._poisoned]
            path = self._town.notes.path.with_name("parked.json")
            path.write_text(json.dumps(parked), encoding="utf-8")
            yield from ("--parked", str(path))

    async def _send_poison(self, poison: Poison, stream: str) -> None:
        self._poisoned.append(stream)
        place = self._town.house.place
        topics = TopicHands(Connection(place.brokers, place.topic_prefix))
        await topics.send(f"{place.topic_prefix}.{poison.topic}", [Record(stream.encode(), NO_EVENT, [])])
