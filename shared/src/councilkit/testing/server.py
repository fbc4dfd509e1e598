"""What the real servers here have in common: a process of one's own, which keeps its data in a folder."""

import contextlib
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

STOP_SECONDS = 20.0


class ServerUnavailable(Exception):
    """No such server can run here; the sentence says why, and what to do."""


class Server(ABC):
    """A process that listens on 127.0.0.1 and holds a lock on its folder as long as it lives.

    One that an earlier owner of the folder left behind is ended first: an owner that was killed could not do so.
    """

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        """Keep the data in `folder`, and listen on `port`, or on a free one."""
        self._folder = folder
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._folder)!r}, port={self.port})"

    @property
    def running(self) -> bool:
        """Tell whether the process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The number of the process, if it was started."""
        return self._process.pid if self._process else None

    @abstractmethod
    def start(self) -> str:
        """Start it and wait until it takes writes; tell the address, or raise `ServerUnavailable`."""

    def stop(self, *, patience: float = STOP_SECONDS) -> None:
        """End it in an orderly way, or after a while in the other."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End it as a power cut would; it can be started again, on the same port and with its data."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _take_the_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        end_the_one_left_behind(self._folder / "pid")

    def _run(
        self, command: Sequence[str], *, log: IO[bytes] | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        """Start the process; it inherits the lock on the file with its number, and with the process the lock goes."""
        with (self._folder / "pid").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # A session of its own: Ctrl-C goes to the owner alone, who ends the server after everything that uses it.
            self._process = subprocess.Popen(  # noqa: S603 - a program that the virtual environment holds
                command,
                env=environment,
                stdout=log or subprocess.DEVNULL,
                stderr=log,
                pass_fds=[lock.fileno()],
                start_new_session=True,
            )
            lock.write(str(self._process.pid))


_PORTS = range(10_000, 32_000)  # a system gives higher ones to connections, also between our look and a server's start
_given: set[int] = set()


def free_port(in_a_row: int = 1) -> int:
    """Find a port that nobody listens on and that was not found before: the first of so many in a row."""
    while True:
        first = secrets.choice(_PORTS)
        wanted = range(first, first + in_a_row)
        if _given.isdisjoint(wanted) and all(map(_is_free, wanted)):
            _given.update(wanted)
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def end_the_one_left_behind(pid: Path) -> None:
    """Whoever holds the lock is a server of ours, and is the one that the file names."""
    if not pid.exists():
        return
    with pid.open("r+") as file:
        deadline = time.monotonic() + STOP_SECONDS
        while not _free(file.fileno()):
            with contextlib.suppress(ProcessLookupError, ValueError):
                os.kill(int(pid.read_text()), signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL)
            time.sleep(0.1)


def _free(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return True
