"""The judge finds what is lost or doubled in the ledgers, between command and event, and on the way home."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from judge.chain import chained
from judge.faults import Fault, doubled, lost
from judge.log import read_log
from judge.verdict import faults_of, verdict
from judge.world import CASE_FLOW, REGISTRY, World
from true_world import (
    BEGAN,
    CASE,
    EXAMPLES,
    HOME,
    MEETING,
    UNIT,
    judged,
    lines_of_the_log,
    tries,
    true_world,
    with_,
    with_entry,
    with_log,
)

JUDGE = Path(__file__).parent / "judge"
MAY_IMPORT = {"aiokafka", "judge", "pymongo", *sys.stdlib_module_names}
WITHOUT_THE_HOUSE = """
import runpy, sys
sys.modules |= dict.fromkeys(("councilkit", "case_flow", "council_registry", "portal", "raadslag_local"))
sys.path[0] = sys.argv.pop(1)
sys.argv[0] = "judge"
runpy.run_path(sys.path[0], run_name="__main__")
"""


def test_a_world_in_which_all_is_well_is_told_in_one_line() -> None:
    world = true_world()
    assert list(verdict(world, faults_of(world))) == [
        "journey: 39 events, 0 lost, 0 doubled, answer at home after 14.0 s"
    ]


def test_faults_are_told_and_counted_by_their_harm() -> None:
    told = list(verdict(true_world(), sorted([Fault("C."), doubled("B."), lost("A.")])))
    assert told == ["A.", "B.", "C.", "journey: 39 events, 1 lost, 1 doubled"]


def test_of_many_faults_fifty_are_told() -> None:
    told = list(verdict(true_world(), [lost(f"{number:02}") for number in range(53)]))
    assert [len(told), *told[49:]] == [52, "49", "and 3 more", "journey: 39 events, 53 lost, 0 doubled"]


def test_what_is_at_the_root_is_told_first() -> None:
    told = judged(with_entry(true_world(), HOME, position=None, hash=None))
    assert told[0] == f"case-flow: {HOME} has no position."
    assert told[-1].startswith("council-registry: the view cases")


# Commands and events


def test_an_accepted_command_without_an_event_is_lost() -> None:
    world = with_log(true_world(), *tries(CASE_FLOW, "gone", {"status": 200, "receipt": f"{CASE}:000099"}))
    assert judged(world) == ["case-flow: the command http/term/gone to /cases/x/agenda was accepted, and has no event."]


def test_a_command_with_two_events_is_doubled() -> None:
    [fault] = faults_of(with_entry(true_world(), f"{CASE}:000005", command_id="http/term/key-00004"))[:1]
    assert fault == doubled(
        f"case-flow: the command http/term/key-00004 to /x has 2 events: {CASE}:000004, {CASE}:000005."
    )


def test_a_refused_command_with_an_event_is_doubled() -> None:
    refused = tries(CASE_FLOW, "refused", {"status": 409, "slug": "wrong-state"})
    world = with_entry(with_log(true_world(), *refused), f"{CASE}:000002", command_id="http/term/refused")
    assert f"was refused, and has the event {CASE}:000002." in judged(world)[-1]


@pytest.mark.parametrize(
    "outcomes",
    [
        [None],
        [{"status": None, "error": "ReadTimeout"}],
        [{"status": 503, "slug": "unavailable"}],
        [{"status": None, "error": "ReadTimeout"}, {"status": 409, "slug": "wrong-state"}],
        [{"status": 409, "slug": "wrong-state"}],
    ],
)
def test_a_command_that_was_not_accepted_may_have_no_event(outcomes: list[dict[str, Any] | None]) -> None:
    assert judged(with_log(true_world(), *tries(CASE_FLOW, "nothing", *outcomes))) == []


@pytest.mark.parametrize(
    "outcomes",
    [
        [None],
        [{"status": None, "error": "ReadTimeout"}],
        [{"status": 500, "slug": "unexpected"}, {"status": 401, "slug": "token-expired"}],
        [{"status": 200, "receipt": f"{CASE}:000002"}, {"status": 409, "slug": "wrong-state"}],
    ],
)
def test_a_command_of_which_one_try_may_have_come_through_may_have_an_event(
    outcomes: list[dict[str, Any] | None],
) -> None:
    lines = [line for line in lines_of_the_log(true_world().services) if '"key-00002"' not in line or REGISTRY in line]
    more = [json.dumps(line) + "\n" for line in tries(CASE_FLOW, "key-00002", *outcomes)]
    assert judged(replace(true_world(), log=read_log([*lines, *more]))) == []


def test_an_event_that_no_command_asked_for_is_doubled() -> None:
    world = with_entry(true_world(), f"{MEETING}:000001", command_id="http/term/nobodys")
    assert f"council-registry: {MEETING}:000001 was written by http/term/nobodys, which nobody sent." in judged(world)


def test_what_was_loaded_before_needs_no_command() -> None:
    lines = [line for line in lines_of_the_log(true_world().services) if REGISTRY not in line]
    *loaded, last = true_world().services[REGISTRY].ledger
    world = replace(true_world(), log=read_log(lines), loaded_before={REGISTRY: len(loaded)})
    assert judged(world) == [f"council-registry: {last['_id']} was written by {last['command_id']}, which nobody sent."]


def test_a_receipt_that_names_another_event_is_wrong() -> None:
    world = with_log(true_world(), *tries(CASE_FLOW, "key-00002", {"status": 200, "receipt": f"{CASE}:000003"}))
    assert any(f"was answered with {CASE}:000003, and its event is {CASE}:000002." in told for told in judged(world))


def test_a_repeat_that_is_answered_with_another_receipt_is_wrong() -> None:
    receipts = [{"status": 200, "receipt": f"{CASE}:00000{number}"} for number in (2, 3)]
    world = with_log(true_world(), *tries(CASE_FLOW, "key-00002", *receipts))
    assert any(f"was answered with 2 receipts: {CASE}:000002, {CASE}:000003." in told for told in judged(world))


def test_an_event_in_the_name_of_somebody_else_is_wrong() -> None:
    told = judged(with_entry(true_world(), f"{CASE}:000002", actor="other"))
    assert f"case-flow: {CASE}:000002 names other as its actor, and was written by http/term/key-00002." in told


def test_a_word_that_came_by_a_link_is_told_by_its_service_and_its_term() -> None:
    def told(command_id: str) -> str:
        return "\n".join(judged(with_entry(true_world(), f"{CASE}:000002", command_id=command_id)))

    assert "as its actor" not in told("link/notifier/term/key")
    assert f"{CASE}:000002 was written by link/notifier/term/key, which nobody sent." in told("link/notifier/term/key")
    assert f"{CASE}:000002 names term as its actor, and was written by link/term/key." in told("link/term/key")


def test_a_unit_that_is_loaded_twice_is_doubled() -> None:
    world = with_entry(true_world(), f"{UNIT}:000002", command_id="http/term/key-00001/0701")
    assert any(f"has 2 events for one unit: {UNIT}:000001, {UNIT}:000002." in told for told in judged(world))


def test_units_that_a_refused_load_has_listed_are_doubled() -> None:
    lines = [line.replace('"status": 200', '"status": 403') for line in lines_of_the_log(true_world().services)]
    told = judged(replace(true_world(), log=read_log(lines)))
    assert any(f"to /units/load was refused, and has the event {UNIT}:000001." in sentence for sentence in told)


def brought_in(world: World, *, by: str) -> World:
    """The unit as a row of an import listed it; `by` has sent one."""
    world = with_entry(world, f"{UNIT}:000001", command_id="import/unit/0701", actor="founder")
    line = {"service": REGISTRY, "actor": by, "key": "once", "path": "/imports", "sent": 1, "at": BEGAN.isoformat()}
    answer = {**line, "outcome": {"status": 202, "receipt": None}}
    told = [line for line in lines_of_the_log(world.services) if "/units/load" not in line]
    return replace(
        world, log=read_log([*told, json.dumps({**line, "outcome": None}) + "\n", json.dumps(answer) + "\n"])
    )


def test_what_an_import_brought_in_is_the_word_of_who_sent_it() -> None:
    told = judged(brought_in(true_world(), by="somebody"))
    assert f"{REGISTRY}: {UNIT}:000001 was written by import/unit/0701, and founder sent no import." in told
    assert not any("import/unit/0701" in one for one in judged(brought_in(true_world(), by="founder")))


def test_a_row_that_was_entered_twice_is_doubled() -> None:
    world = with_entry(brought_in(true_world(), by="founder"), f"{UNIT}:000002", command_id="import/unit/0701")
    twice = f"{REGISTRY}: {UNIT}:000002 was written by import/unit/0701, which has another event already."
    assert twice in judged(world)


def test_commands_for_a_service_that_is_not_judged_are_told() -> None:
    world = with_log(true_world(), *tries("newsletter", "key", {"status": 409, "slug": "no"}))
    assert judged(world) == ["The log holds commands for newsletter, which is not judged."]


# Ledgers


def test_an_event_without_a_position_is_lost() -> None:
    world = with_entry(true_world(), HOME, position=None, hash=None, pending=True)
    assert f"case-flow: {HOME} has no position." in judged(world)


def test_nothing_is_pending_in_the_end() -> None:
    told = judged(with_entry(true_world(), HOME, pending=True))
    assert told == [f"case-flow: {HOME} has a position, and is still pending."]


def test_no_chores_are_left_in_the_end() -> None:
    told = judged(with_entry(true_world(), HOME, chores={"erase": [], "release": []}))
    assert told == [f"case-flow: {HOME} has chores that are not done."]


def test_two_events_with_one_position_are_doubled() -> None:
    told = judged(with_entry(true_world(), f"{CASE}:000003", position=2))
    assert f"case-flow: position 2 is taken by {CASE}:000002 and by {CASE}:000003." in told


def test_a_position_that_is_nobodys_is_lost() -> None:
    told = judged(with_entry(true_world(), HOME, position=17))
    assert "case-flow: position 16 is nobody's." in told


def test_positions_begin_with_1() -> None:
    told = judged(with_entry(true_world(), f"{CASE}:000001", position=0))
    assert {"case-flow: position 0 lies before the first.", "case-flow: position 1 is nobody's."} <= set(told)


@pytest.mark.parametrize("changes", [{"data": b'{"case":"other"}'}, {"hash": "f" * 64}])
def test_one_changed_event_breaks_the_chain(changes: dict[str, Any]) -> None:
    told = judged(with_entry(true_world(), f"{MEETING}:000001", **changes))
    assert f"council-registry: the hash of {MEETING}:000001 at position 8 does not follow." in told


def test_the_judge_spells_the_chain_as_the_contracts_do() -> None:
    told = [one for file in EXAMPLES.glob("*.json") for one in json.loads(file.read_bytes())]
    cases = sorted((one for one in told if one["source"] == CASE_FLOW), key=lambda one: one["position"])
    for before, one in pairwise([{"hash": "0" * 64}, *cases]):
        data = json.dumps(one["data"], ensure_ascii=False, separators=(",", ":")).encode()
        assert one["hash"] == chained(before["hash"], one["position"], one["id"], one["type"], data)


def test_a_stream_without_one_of_its_events_is_wrong() -> None:
    told = judged(with_entry(true_world(), HOME, _id=f"{CASE}:000016", sequence=16))
    assert any(sentence.endswith("12, 13, 14, 16.") for sentence in told)


def test_positions_follow_the_sequence_within_a_stream() -> None:
    world = with_entry(with_entry(true_world(), f"{CASE}:000002", position=3), f"{CASE}:000003", position=2)
    assert f"case-flow: {CASE}:000002 has a later position than {CASE}:000003." in judged(world)


def test_an_id_names_its_stream_and_sequence() -> None:
    told = judged(with_entry(true_world(), HOME, _id=f"{CASE}:15"))
    assert f"case-flow: {CASE}:15 calls itself {CASE}, 15." in told


# The way home


def at_home(world: World, kept: int) -> World:
    return with_(world, CASE_FLOW, ledger=world.services[CASE_FLOW].ledger[:kept])


def test_a_case_that_is_not_answered_is_lost() -> None:
    told = judged(at_home(true_world(), 14))
    assert f"case-flow: {CASE} has not come home: it is coming_home, and rbuvestfold345672345 holds it." in told


def test_a_case_from_before_the_load_need_not_come_home() -> None:
    told = judged(replace(at_home(true_world(), 14), loaded_before={CASE_FLOW: 1}))
    assert not any("has not come home" in sentence for sentence in told)


def test_a_load_without_any_answer_proves_nothing() -> None:
    everything = {name: len(true_world().services[name].ledger) for name in (CASE_FLOW, REGISTRY)}
    world = replace(true_world(), loaded_before=everything, log=read_log([]))
    assert judged(world) == ["No answer came home, so nothing was put to the test."]


def test_the_way_home_is_measured_from_the_last_fault() -> None:
    faults = [{"fault": "kill -9", "at": (BEGAN + timedelta(seconds=seconds)).isoformat()} for seconds in (3, 12.5)]
    assert with_log(true_world(), *faults).log.answers_took == 2.5


def test_after_the_last_answer_a_fault_keeps_nobody_waiting() -> None:
    late = {"fault": "pause", "at": (BEGAN + timedelta(minutes=1)).isoformat()}
    assert with_log(true_world(), late).log.answers_took == 0


def test_a_line_that_was_cut_off_says_nothing() -> None:
    lines = list(lines_of_the_log(true_world().services))
    assert read_log([*lines, lines[0][:40]]) == read_log(lines)


# The judge itself


def imported(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield str(node.module)


@pytest.mark.parametrize("source", sorted(JUDGE.glob("**/*.py")), ids=lambda source: source.name)
def test_the_judge_shares_no_code_with_the_house(source: Path) -> None:
    assert {module.partition(".")[0] for module in imported(source)} <= MAY_IMPORT


def test_the_judge_runs_where_there_is_no_house() -> None:
    command = [sys.executable, "-c", WITHOUT_THE_HOUSE, str(JUDGE), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: judge")
