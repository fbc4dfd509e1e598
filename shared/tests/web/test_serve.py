"""A served app ends when it is told to, in an orderly way and in bounded time."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2
import pytest
from fastapi import FastAPI

from councilkit.chosen_bus import chosen_bus
from councilkit.settings import LedgerSettings
from councilkit.testing.server import free_port
from councilkit.web.serve import run

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


def test_a_setting_that_only_its_use_shows_to_be_wrong_ends_the_process_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def build(settings: LedgerSettings) -> FastAPI:
        chosen_bus(settings, "case-flow")
        return FastAPI()

    monkeypatch.setitem(run.__globals__, "configure_logging", lambda: None)  # it is for a whole process
    monkeypatch.setenv("RAADSLAG_MAC_KEY", "k" * 32)
    monkeypatch.setenv("RAADSLAG_KAFKA_BROKERS", "kafka:9092")
    monkeypatch.setenv("RAADSLAG_KAFKA_CA_PATH", "/nope")
    with pytest.raises(SystemExit) as end:
        run(LedgerSettings, build)
    assert str(end.value) == "KAFKA_CA_PATH: what lies there cannot be used (FileNotFoundError)"
