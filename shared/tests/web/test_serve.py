"""A served app ends when it is told to, in an orderly way and in bounded time."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2
import pytest

from councilkit.testing.server import free_port

PROGRAM = """
import sys
from councilkit.telemetry import Telemetry
from councilkit.testing.notes import Notes, notes_app
from councilkit.testing.tokens import TokenMaker
from councilkit.web import serve

class Loud(Notes):
    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if name == "stopped" and value:
            print("stopped", flush=True)

serve(notes_app(Loud(), TokenMaker().verifier, Telemetry("notes")), port=int(sys.argv[1]))
"""


@pytest.fixture
def served() -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    command = [sys.executable, "-c", PROGRAM, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        yield process, f"http://127.0.0.1:{port}"
        process.kill()


def alive(url: str) -> httpx2.Response:
    for _ in range(200):
        try:
            return httpx2.get(f"{url}/isalive")
        except httpx2.ConnectError:
            time.sleep(0.05)
    pytest.fail("it never came to life")


@pytest.mark.slow
def test_a_service_told_to_end_closes_what_it_opened(served: tuple[subprocess.Popen[str], str]) -> None:
    process, url = served
    answer = alive(url)
    assert answer.status_code == 200
    assert "server" not in answer.headers
    process.send_signal(signal.SIGTERM)
    told, _ = process.communicate(timeout=15)
    assert told.split() == ["stopped"]
