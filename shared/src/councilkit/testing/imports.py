"""A watch on what an import opens."""

import subprocess
import sys

_WATCH = """
import importlib
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
importlib.import_module(sys.argv[1])
print(*found)
"""


def opened_by_importing(module: str) -> str:
    """Import a module in a process of its own; tell the sockets and files it opens, and what it says.

    Code, the time zones and what the kernel tells may be opened, and do not count.
    """
    command = [sys.executable, "-B", "-c", _WATCH, module]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return (done.stdout + done.stderr).strip()
