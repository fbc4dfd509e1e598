"""A proof begins in an empty folder, also after one that was killed."""

import os
import sys
from pathlib import Path

from raadslag_local.proof.cli import empty
from raadslag_local.running.process import Process


def test_what_an_earlier_run_left_is_ended_and_removed(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("1")
    (tmp_path / "commands.jsonl").write_text("{}\n")
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    left = Process("case-flow", command, dict(os.environ), house=tmp_path / "a-run" / "house", port=1)
    left.start()
    empty(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["lock"]
    assert not left.running
