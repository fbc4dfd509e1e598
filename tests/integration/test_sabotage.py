"""The sabotaged builds are there to be judged: each patch fits the house as it is, and knows how it is to be driven."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from councilkit.crashpoints import POINTS
from judge.world import TOPICS

ROOT = Path(__file__).parents[2]
SABOTAGE = Path(__file__).parent / "sabotage"
SCENARIOS: list[dict[str, Any]] = tomllib.loads((SABOTAGE / "scenarios.toml").read_text())["sabotage"]
MUST_SAY = {"patch", "breaks", "must_say"}
MAY_SAY = {"replicas", "crash_at", "resume_after", "repeat", "poison"}

each = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: str(scenario["patch"]))


def test_every_patch_has_its_scenario() -> None:
    assert sorted(scenario["patch"] for scenario in SCENARIOS) == sorted(one.name for one in SABOTAGE.glob("*.patch"))


@each
def test_a_patch_fits_the_house_and_leaves_it_running(scenario: dict[str, Any], tmp_path: Path) -> None:
    patch = SABOTAGE / scenario["patch"]
    touched = re.findall(r"^\+\+\+ b/(.+)$", patch.read_text(), re.MULTILINE)
    for name in touched:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    git = ["git", "apply", "-p1", str(patch)]
    done = subprocess.run(git, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 - our own patch
    assert (done.returncode, done.stderr) == (0, "")
    for name in touched:
        assert (tmp_path / name).read_bytes() != (ROOT / name).read_bytes()
        compile((tmp_path / name).read_text(), name, "exec")


@each
def test_a_scenario_says_what_can_be_done(scenario: dict[str, Any]) -> None:
    assert scenario.keys() >= MUST_SAY
    assert scenario.keys() <= MUST_SAY | MAY_SAY
    assert {*scenario.get("replicas", {}), *scenario.get("crash_at", {})} <= {*TOPICS, "sink"}
    assert {point.partition(":")[0] for point in scenario.get("crash_at", {}).values()} <= POINTS
    assert ("resume_after" in scenario) is any(
        point.endswith(":stop") for point in scenario.get("crash_at", {}).values()
    )
    re.compile(scenario["must_say"])
