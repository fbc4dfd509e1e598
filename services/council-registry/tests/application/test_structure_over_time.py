"""A random directorate lists, moves and closes units, and founds, changes, merges, splits and rests councils."""

import asyncio
from collections.abc import Awaitable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from council_registry.application.reading.directory import Directories, Directory
from council_registry.application.records import Record, Records
from council_registry.application.structure.carry_out import CarryOut
from council_registry.application.structure.change_council import ChangeCouncil, change_council
from council_registry.application.structure.change_unit import ChangeUnit, change_unit
from council_registry.application.structure.close_council import CloseCouncil, close_council
from council_registry.application.structure.close_unit import CloseUnit, close_unit
from council_registry.application.structure.drop_plan import DropPlan, DropUnitPlan, drop_plan, drop_unit_plan
from council_registry.application.structure.found_council import FoundCouncil, found_council
from council_registry.application.structure.list_unit import ListUnit, list_unit
from council_registry.application.structure.rest_council import RestCouncil, rest_council
from council_registry.application.structure.wake_council import WakeCouncil, wake_council
from council_registry.domain import council as councils_domain
from council_registry.domain import unit as units_domain
from council_registry.domain.council import Council
from council_registry.domain.dated import Status
from council_registry.domain.refusals import NoSuchCouncil, NoSuchUnit
from council_registry.domain.unit import Unit
from council_registry.subscriptions import NAME, VIEWS
from council_registry.testing.people import DIRECTORATE, charter
from councilkit.events.councils import Level, Names, UnitKind
from councilkit.events.structure import CouncilChanged, CouncilClosed, UnitChanged, UnitClosed
from councilkit.house import House
from councilkit.ledger import Call, Ledger, Receipt, Streams
from councilkit.ledger.memory_store import MemoryLedgerStore
from councilkit.refusals import Refusal
from councilkit.stores import Stores

FIRST = date(2026, 11, 17)
LINES = ("9010", "9020", "9030")
OFFICES = ("0701", "0704")
UNITS = (
    Unit("9000", "Direktoratet", UnitKind.DIRECTORATE),
    Unit("0800", "Fylket", UnitKind.REGION, "9000"),
    *(Unit(number, f"Linje {number}", UnitKind.LINE_UNIT, "9000") for number in LINES),
    *(Unit(number, f"Nav {number}", UnitKind.LOCAL_OFFICE, "0800") for number in OFFICES),
)
NAMES = st.sampled_from([Names(nb=name, nn=name, en=name) for name in ("Havna", "Fjellet")])
FEW_DAYS = st.integers(-2, 4)
WHICH = st.integers(0, 4)
INTO = st.sampled_from([[], [0], [1], [2], [0, 1], [1, 3]])


@dataclass(frozen=True)
class Folded(Directories):
    """Reads units and councils from the ledger itself."""

    machine: "OverTheYears"

    async def now(self) -> Directory:
        units = {number: Record(await self.machine.units.get(number), 1) for number in self.machine.numbers}
        councils = {id: Record(await self.machine.councils.get(id), 1) for id in self.machine.ids}
        return Directory(units, councils)


class OverTheYears(RuleBasedStateMachine):
    """The model: what every past day was, as it was first seen from a later one."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.today = FIRST
        ledger = Ledger(MemoryLedgerStore(), clock=self.clock, mac_key=b"key")
        self.units: Streams[Unit] = Streams(ledger, "unit", fold=units_domain.evolve, missing=NoSuchUnit)
        self.councils: Streams[Council] = Streams(ledger, "council", fold=councils_domain.evolve, missing=NoSuchCouncil)
        self.records = Records(House(NAME, Stores.in_memory(), views=VIEWS).views)  # nobody ever met
        self.carry_out = CarryOut(self.councils, self.units)
        self.numbers, self.ids, self.keys = [unit.number for unit in UNITS], list[str](), 0
        for unit in UNITS:
            self.loop.run(list_unit(ListUnit(unit), DIRECTORATE, self.call(), units=self.units))
        self.ids.append(self.found("SBU", Level.CENTRAL, "9000"))
        for short in ("RBU", "RBU-UNG"):
            self.ids.append(self.found(short, Level.REGIONAL, "0800", parent=self.ids[0]))
        for number in range(3):
            self.ids.append(self.found(f"LBU-{number}", Level.LOCAL, OFFICES[0], parent=self.ids[1]))
        self.seen: dict[tuple[str, date], tuple[object, str]] = {}
        self.read: dict[str, Unit | Council] = {}
        self.read_after: tuple[int, date] | None = None

    def clock(self) -> datetime:
        return datetime.combine(self.today, time(11), UTC)

    def call(self) -> Call:
        self.keys += 1
        return Call("directorate", f"http/directorate/{self.keys}", b"", correlation="test")

    def found(self, short: str, level: Level, *units: str, parent: str | None = None) -> str:
        command = FoundCouncil(charter(short, level, *units, parent=parent), starts=self.today)
        founding = found_council(command, DIRECTORATE, self.call(), councils=self.councils, units=self.units)
        return self.councils.id_of(self.loop.run(founding))

    def tried(self, command: Awaitable[Receipt], stream: str, on: date) -> None:
        """Do what may be refused. What is told for a day changes that day and later ones, and no other."""

        async def run() -> bool:
            try:
                await command
            except Refusal:
                return False
            return True

        if self.loop.run(run()):
            self.seen = {place: was for place, was in self.seen.items() if place[0] != stream or place[1] < on}

    def things(self) -> dict[str, Unit | Council]:
        async def load() -> dict[str, Unit | Council]:
            units = {f"unit-{number}": await self.units.get(number) for number in self.numbers}
            return {**units, **{f"council-{id}": await self.councils.get(id) for id in self.ids}}

        if self.read_after != (self.keys, self.today):  # all that is checked after a step is read once
            self.read_after, self.read = (self.keys, self.today), self.loop.run(load())
        return self.read

    def council(self, which: int) -> str:
        """Tell one of the councils, most often a local one."""
        return self.ids[-1 - which % len(self.ids)]

    def state(self, id: str) -> Council:
        return self.loop.run(self.councils.get(id))

    @rule(office=st.sampled_from(OFFICES))
    def found_a_local_council(self, office: str) -> None:
        try:
            self.ids.append(self.found(f"LBU-{len(self.ids)}", Level.LOCAL, office, parent=self.ids[1]))
        except Refusal:  # the office, or the council of the region, is closed
            return

    @rule(which=WHICH, days=FEW_DAYS, names=NAMES, office=st.sampled_from(OFFICES), other=st.booleans())
    def change_a_council(self, which: int, days: int, names: Names, office: str, *, other: bool) -> None:
        id, on = self.council(which), self.today + timedelta(days=days)
        was = self.state(id).charter
        local = was.level is Level.LOCAL
        kept = {name: getattr(was, name) for name in ("line", "language", "led_by")}
        units, parent = ((office,), self.ids[2 if other else 1]) if local else (was.units, was.parent)
        command = ChangeCouncil(CouncilChanged(council=id, on=on, names=names, units=units, parent=parent, **kept))
        doing = change_council(command, DIRECTORATE, self.call(), councils=self.councils, units=self.units)
        self.tried(doing, f"council-{id}", on)

    @rule(which=st.integers(0, 9), days=FEW_DAYS, into=INTO)
    def close_a_council(self, which: int, days: int, into: list[int]) -> None:
        id, on = self.council(which), self.today + timedelta(days=days)
        successors = tuple(dict.fromkeys(self.council(one) for one in into))
        command = CloseCouncil(CouncilClosed(council=id, on=on, successors=successors))
        where: dict[str, Any] = {"councils": self.councils, "units": self.units, "directories": Folded(self)}
        where["records"] = self.records
        closing = close_council(command, DIRECTORATE, self.call(), **where)
        self.tried(closing, f"council-{id}", on)

    @rule(which=WHICH, days=st.integers(-3, 0), wake=st.booleans())
    def rest_or_wake_a_council(self, which: int, days: int, *, wake: bool) -> None:
        id, on, call = self.council(which), self.today + timedelta(days=days), self.call()
        where: dict[str, Any] = {"councils": self.councils, "units": self.units}
        doing = (
            wake_council(WakeCouncil(id, on), DIRECTORATE, call, **where)
            if wake
            else rest_council(RestCouncil(id, on), DIRECTORATE, call, **where)
        )
        self.tried(doing, f"council-{id}", on)

    @rule(number=st.sampled_from(LINES), parent=st.sampled_from(["9000", *LINES]), days=FEW_DAYS)
    def move_a_line_unit(self, number: str, parent: str, days: int) -> None:
        on = self.today + timedelta(days=days)
        wanted = UnitChanged(unit=number, on=on, name=f"Linje {number}", parent=parent)
        self.tried(change_unit(ChangeUnit(wanted), DIRECTORATE, self.call(), units=self.units), f"unit-{number}", on)

    @rule(number=st.sampled_from([*LINES, *OFFICES]), days=FEW_DAYS, into=st.sampled_from([*LINES, *OFFICES]))
    def close_a_unit(self, number: str, days: int, into: str) -> None:
        on = self.today + timedelta(days=days)
        command = CloseUnit(UnitClosed(unit=number, on=on, successors=(into,)))
        closing = close_unit(command, DIRECTORATE, self.call(), units=self.units, directories=Folded(self))
        self.tried(closing, f"unit-{number}", on)

    @rule(which=WHICH)
    def drop_a_plan(self, which: int) -> None:
        id = self.council(which)
        for plan in self.state(id).agreed[:1]:
            command = DropPlan(id, plan.on)
            dropping = drop_plan(command, DIRECTORATE, self.call(), councils=self.councils, units=self.units)
            self.tried(dropping, f"council-{id}", plan.on)

    @rule(number=st.sampled_from([*LINES, *OFFICES]))
    def drop_a_plan_of_a_unit(self, number: str) -> None:
        for plan in self.loop.run(self.units.get(number)).agreed[:1]:
            command = DropUnitPlan(number, plan.on)
            self.tried(drop_unit_plan(command, DIRECTORATE, self.call(), units=self.units), f"unit-{number}", plan.on)

    @precondition(lambda self: self.today < FIRST + timedelta(days=365))
    @rule(days=st.integers(1, 12))
    def let_days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)
        for subject in (*(f"unit-{number}" for number in self.numbers), *(f"council-{id}" for id in self.ids)):
            following = self.loop.run(self.carry_out(subject, self.clock()))
            assert following is None or following > self.clock()

    @invariant()
    def every_day_that_was_stays_as_it_was(self) -> None:
        for stream, thing in self.things().items():
            for day in (self.today - timedelta(days=n) for n in (0, 1, 2, 7, 30)):
                of_day = thing.on(day)
                now = (of_day.charter if isinstance(of_day, Council) else of_day.facts, thing.status_on(day))
                assert self.seen.setdefault((stream, day), now) == now

    @invariant()
    def what_was_told_and_what_is_agreed_stand_in_the_order_of_their_days(self) -> None:
        for thing in self.things().values():
            told, agreed = [day for day, _ in thing.earlier], [plan.on for plan in thing.agreed]
            assert told + agreed == sorted(told + agreed)
            assert all(day > self.today for day in agreed)

    @invariant()
    def no_unit_lies_below_itself_on_any_day(self) -> None:
        units = [thing for thing in self.things().values() if isinstance(thing, Unit)]
        for day in (self.today + timedelta(days=n) for n in range(-3, 12)):
            assert not circles({unit.number: [unit.on(day).parent or ""] for unit in units})

    @invariant()
    def nothing_that_is_there_lies_below_or_at_what_is_closed(self) -> None:
        things = self.things()
        for thing in things.values():
            for day in (self.today + timedelta(days=n) for n in (*range(14), 400)):
                if thing.status_on(day) is not Status.CLOSED:
                    above = [things[stream] for stream in places(thing, day)]
                    assert Status.CLOSED not in {one.status_on(day) for one in above}

    @invariant()
    def every_chain_of_successors_ends(self) -> None:
        councils = [thing for thing in self.things().values() if isinstance(thing, Council)]
        assert not circles({one.id: one.ending.successors if one.ending else () for one in councils})

    def teardown(self) -> None:
        self.loop.close()


def places(thing: Unit | Council, day: date) -> list[str]:
    """Tell the streams of what a thing lies below, or at, on a day."""
    if isinstance(thing, Unit):
        return [f"unit-{parent}"] if (parent := thing.on(day).parent) else []
    charter = thing.charter_on(day)
    return [f"unit-{number}" for number in charter.units] + ([f"council-{charter.parent}"] if charter.parent else [])


def circles(following: Mapping[str, Collection[str]]) -> list[str]:
    """Tell what one comes back to."""

    def steps(first: str) -> set[str]:
        found, waiting = set[str](), list(following[first])
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting += following.get(one, ())
        return found

    return [one for one in following if one in steps(one)]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_over_the_years_no_circle_closes_and_no_past_day_changes() -> None:
    run_state_machine_as_test(
        OverTheYears,
        settings=settings(
            max_examples=100, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
