"""What one house needs for itself: the data folder and the port."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from raadslag_local.running.process import end_left_behind
from raadslag_local.stopped import Stopped


@contextmanager
def data_folder(folder: Path) -> Iterator[None]:
    """Keep others away from the data while this house runs. What a killed one left running is ended."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Stopped(f"Another Rådslag runs on the data in {folder} (process {file.read()}).") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        end_left_behind(folder)
        yield


@contextmanager
def listening(host: str, port: int, *, instead: str = "") -> Iterator[socket.socket]:
    """Take the port before anything else is done."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except OSError as error:
            better = instead or f"make run PORT={port + 1}"
            raise Stopped(f"Port {port} cannot be used ({error.strerror}): try {better}.") from None
        yield listener
