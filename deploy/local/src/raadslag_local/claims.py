"""What one house needs for itself: the data folder and the port."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from raadslag_local.stopped import Stopped


@contextmanager
def data_folder(folder: Path) -> Iterator[None]:
    """Keep others away from the data while this house runs; a killed one's claim ends with it."""
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
        yield


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port before anything else is done."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except OSError as error:
            raise Stopped(f"Port {port} cannot be used ({error.strerror}): try make run PORT={port + 1}.") from None
        yield listener
