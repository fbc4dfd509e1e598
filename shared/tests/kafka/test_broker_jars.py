"""What the broker is made of comes whole and as the lock names it, or not at all."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from jgo.maven import MavenContext

from councilkit.testing import kafka, kafka_jars
from councilkit.testing.kafka import Broker, KafkaUnavailable

ONE, OTHER = Path("org/example/one/1.0/one-1.0.jar"), Path("org/example/other/2.0/other-2.0.jar")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each file."""


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Two jars, and the address that serves them."""
    folder = tmp_path / "repository"
    for jar in (ONE, OTHER):
        (folder / jar).parent.mkdir(parents=True)
        (folder / jar).write_bytes(jar.name.encode())
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def cache(tmp_path: Path, repository: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where fetched files stay."""
    cache = tmp_path / "cache"
    monkeypatch.setattr(
        kafka_jars, "_maven", lambda: MavenContext(repo_cache=cache, remote_repos={"here": repository[1]})
    )
    return cache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the jars shall be."""
    (tmp_path / "prefix").mkdir()
    return tmp_path / "prefix" / "jars"


@pytest.fixture
def lock(tmp_path: Path, cache: Path) -> Path:
    assert not cache.exists()
    pins = {
        "org.example:one:1.0": sha256(ONE.name.encode()).hexdigest(),
        "org.example:other:2.0": sha256(OTHER.name.encode()).hexdigest(),
    }
    lock = tmp_path / "kafka.lock"
    lock.write_text("".join(f"{name} {digest}\n" for name, digest in pins.items()))
    return lock


def found(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_with_nothing_cached_every_jar_of_the_lock_is_fetched(lock: Path, folder: Path) -> None:
    kafka_jars.fetch(lock, folder)
    assert found(folder) == [ONE.name, OTHER.name]
    assert found(folder.parent) == [folder.name]


def test_jars_of_an_earlier_lock_do_not_stay(lock: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "one-0.9.jar").write_text("old")
    kafka_jars.fetch(lock, folder)
    assert found(folder) == [ONE.name, OTHER.name]


def test_half_a_file_in_the_cache_is_fetched_again(lock: Path, folder: Path, cache: Path) -> None:
    (cache / ONE).parent.mkdir(parents=True)
    (cache / ONE).write_bytes(b"one-")
    kafka_jars.fetch(lock, folder)
    assert (folder / ONE.name).read_bytes() == ONE.name.encode()


def test_another_file_than_the_lock_names_is_refused_and_leaves_nothing_half_made(
    lock: Path, folder: Path, repository: tuple[Path, str]
) -> None:
    (repository[0] / OTHER).write_bytes(b"changed since")
    with pytest.raises(OSError, match=r"org\.example:other:2\.0 is not the file that the lock names"):
        kafka_jars.fetch(lock, folder)
    assert found(folder.parent) == []


def test_a_file_that_is_not_to_be_had_leaves_nothing_half_made(
    lock: Path, folder: Path, repository: tuple[Path, str]
) -> None:
    (repository[0] / OTHER).unlink()
    with pytest.raises(RuntimeError, match="not found"):
        kafka_jars.fetch(lock, folder)
    assert found(folder.parent) == []


def test_without_its_jars_a_broker_tells_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka, "JARS", tmp_path / "none")
    with pytest.raises(KafkaUnavailable, match="run `make kafka`, or name a broker in KAFKA_BROKERS"):
        Broker(tmp_path).start()


def test_the_lock_pins_the_version_that_is_run() -> None:
    lock = Path(__file__).parents[3] / "deploy/local/kafka.lock"
    assert f"org.apache.kafka:kafka_2.13:{kafka.VERSION} " in lock.read_text()
