"""A build with a known mistake, and what makes it count as noticed."""

import os
import subprocess
from pathlib import Path

import pytest

from raadslag_local.proof.copies import SOURCES
from raadslag_local.proof.judged import Verdict
from raadslag_local.proof.sabotage import Court, Run, prove_sabotage
from raadslag_local.proof.scenarios import Scenario, sabotaged
from raadslag_local.stopped import Stopped

ROOT = Path(__file__).parents[4]
PATCHES = ROOT / "tests" / "integration" / "sabotage"
SCENARIO = Scenario(patch="a-mistake.patch", breaks="A promise.", must_say="^it has 2 events$")
WELL = Verdict(0, ["journey: 3 events, 0 lost, 0 doubled"])
NOTICED = Verdict(1, ["it has 2 events", "journey: 3 events, 0 lost, 1 doubled"])
IN_OTHER_WORDS = Verdict(1, ["it has 20 events"])
UNREADABLE = Verdict(2, ["it has 2 events"])


@pytest.mark.parametrize(
    ("patched", "verdict", "complaint"),
    [
        (True, NOTICED, None),
        (True, WELL, "it is not caught"),
        (True, UNREADABLE, "it is not caught"),
        (True, IN_OTHER_WORDS, "it is caught, but not in the words in which it must be"),
        (False, WELL, None),
        (False, NOTICED, "it is judged faulty"),
        (False, UNREADABLE, "it is judged faulty"),
    ],
)
def test_a_patched_build_must_be_noticed_and_a_whole_one_must_not(
    patched: bool,  # noqa: FBT001 - a row of the table
    verdict: Verdict,
    complaint: str | None,
) -> None:
    assert Run(SCENARIO, patched=patched).complaint(verdict) == complaint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in somebody's repository, to which a patch must do nothing."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)  # noqa: S603, S607 - our own words
    return tmp_path / "build"


def test_a_build_is_a_copy_that_differs_where_the_patch_says(folder: Path) -> None:
    path = sabotaged(ROOT, PATCHES / "place-before-effect.patch", folder)
    assert path.split(os.pathsep) == [str(folder / sources) for sources in SOURCES]
    copied = {one.relative_to(folder) for sources in SOURCES for one in (folder / sources).rglob("*.py")}
    differ = [str(one) for one in copied if (folder / one).read_bytes() != (ROOT / one).read_bytes()]
    assert differ == ["shared/src/councilkit/inbox/follower.py"]


def test_a_patch_that_does_not_apply_is_told(folder: Path, tmp_path: Path) -> None:
    patch = tmp_path / "a-mistake.patch"
    patch.write_text("--- a/shared/src/x\n+++ b/shared/src/x\n@@ -1 +1 @@\n-a\n+b\n")
    with pytest.raises(Stopped, match=r"^a-mistake\.patch does not apply: error: shared/src/x: No such file"):
        sabotaged(ROOT, patch, folder)


async def test_nothing_is_proved_by_no_build_at_all(tmp_path: Path) -> None:
    court = Court(ROOT, PATCHES, tmp_path, tmp_path)
    with pytest.raises(Stopped, match=r"has 'nobody' in its name\.$"):
        await prove_sabotage(court, "nobody", tell=print)
