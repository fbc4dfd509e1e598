"""`import portal.main` opens nothing: no socket, and no file but code, the time zones and what the kernel tells."""

import subprocess
import sys

WATCH = """
import sys
import sysconfig
from pathlib import Path

homes = [Path(home) for home in (sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"))]
homes += [Path("/usr/share/zoneinfo"), Path("/proc")]
homes += [Path(entry).resolve() for entry in sys.path if entry]
found = []

def watch(event, args):
    if event.startswith("socket."):
        found.append(event)
    if event == "open" and isinstance(args[0], str) and Path(args[0]).is_absolute():
        if not any(Path(args[0]).is_relative_to(home) for home in homes):
            found.append(args[0])

sys.addaudithook(watch)
import portal.main
print(*found)
"""


def test_imports_are_free() -> None:
    command = [sys.executable, "-B", "-c", WATCH]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (done.stdout, done.stderr) == ("\n", "")
