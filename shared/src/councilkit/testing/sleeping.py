"""A server that sleeps: its connections stay, and nothing answers."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from councilkit.testing.server import Server


@contextmanager
def asleep(server: Server) -> Iterator[None]:
    """Let the server's process sleep while the block runs."""
    assert server.pid  # noqa: S101 - started first
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)
