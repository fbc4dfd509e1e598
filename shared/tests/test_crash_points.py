"""A crash point kills where it is told to, and nowhere else."""

import os
import subprocess
import sys

import pytest

from councilkit.crashpoints import EXIT_CODE, POINTS, Crash, arm, hooked, passing

PROGRAM = """
import os
from councilkit.crashpoints import arm, passing
arm()
for step in range(5):
    passing("ledger.before-append")
    print("wrote", step, flush=True)
    passing("ledger.after-append")
"""


def run(setting: str | None) -> tuple[int, list[str]]:
    environment = {key: value for key, value in os.environ.items() if key != "RAADSLAG_CRASH_AT"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM],
        env=environment | ({"RAADSLAG_CRASH_AT": setting} if setting else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize(
    ("setting", "written"),
    [
        ("ledger.before-append", 0),
        ("ledger.after-append", 1),
        ("ledger.before-append:3", 2),
        ("ledger.after-append:3", 3),
    ],
)
def test_a_process_dies_at_the_point_and_the_time_that_are_named(setting: str, written: int) -> None:
    code, lines = run(setting)
    assert (code, len(lines)) == (EXIT_CODE, written)


def test_without_the_setting_nobody_dies() -> None:
    assert run(None) == (0, [f"wrote {step}" for step in range(5)])


def test_a_point_that_does_not_exist_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_CRASH_AT", "ledger.nowhere")
    with pytest.raises(ValueError, match=r"names no crash point: ledger\.nowhere"):
        arm()


def test_a_hook_sees_every_point_while_its_block_runs() -> None:
    seen: list[str] = []
    with hooked(seen.append):
        for point in sorted(POINTS):
            passing(point)
    passing("ledger.before-append")
    assert seen == sorted(POINTS)


def test_no_handler_of_exceptions_survives_a_crash() -> None:
    assert not issubclass(Crash, Exception)
