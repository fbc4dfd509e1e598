"""Whatever keeps the house from running is told in one sentence."""

import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from raadslag_local.claims import data_folder, listening
from raadslag_local.database import database
from raadslag_local.options import Options, forget_everything
from raadslag_local.stopped import Stopped


def test_a_busy_port_is_named_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Stopped, match=rf"^Port {port} .* PORT={port + 1}\.$"), listening("127.0.0.1", port):
            pass


def test_a_house_of_processes_says_how_to_move_all_of_its_ports() -> None:
    with listening("127.0.0.1", 0) as taken, pytest.raises(Stopped, match=r"try make up PORT=8090\.$"):
        listening("127.0.0.1", taken.getsockname()[1], instead="make up PORT=8090").__enter__()


def test_a_second_house_on_the_same_data_is_turned_away(tmp_path: Path) -> None:
    with (
        data_folder(tmp_path),
        pytest.raises(Stopped, match=r"^Another Rådslag runs .* \(process \d+\)\.$"),
        data_folder(tmp_path),
    ):
        pass


def test_the_folder_is_free_again_when_a_house_has_ended(tmp_path: Path) -> None:
    with data_folder(tmp_path):
        pass
    with data_folder(tmp_path):
        pass


def test_a_platform_without_a_wheel_is_told_of_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Stopped, match="RAADSLAG_MONGO_URL"), database(tmp_path, ""):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's loader tells what it would load")
def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binary = tmp_path / "fiftyone" / "bin" / "mongod"
    binary.parent.mkdir(parents=True)
    binary.write_bytes(Path("/bin/true").read_bytes().replace(b"libc.so.6", b"libZ.so.6"))
    spec = SimpleNamespace(submodule_search_locations=[str(tmp_path / "fiftyone")])
    monkeypatch.setattr("importlib.util.find_spec", lambda _: spec)
    with pytest.raises(Stopped, match=r"needs libZ\.so\.6, which"), database(tmp_path, ""):
        pass


@pytest.mark.parametrize(("mongo_url", "brokers"), [("mongodb://db.example/", ""), ("", "kafka.example:9092")])
def test_a_database_or_broker_of_ones_own_is_not_emptied(tmp_path: Path, mongo_url: str, brokers: str) -> None:
    with pytest.raises(Stopped, match="yours to empty"):
        forget_everything(Options(tmp_path, port=8080, speed=0, url="", mongo_url=mongo_url, brokers=brokers))


def test_an_address_where_no_database_answers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("raadslag_local.database.ANSWERS_WITHIN_MS", 100)
    nobody = "mongodb://127.0.0.1:9/?replicaSet=raadslag"
    with pytest.raises(Stopped, match="No MongoDB answers"), database(tmp_path, nobody):
        pass
