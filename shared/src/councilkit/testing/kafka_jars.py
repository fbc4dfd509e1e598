"""The jars of a Kafka broker: fetched from their repository as `kafka.lock` names them, and never committed.

`python -m councilkit.testing.kafka_jars kafka.lock` fetches them; `--write` before the name writes the lock again.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from jgo.config import GlobalSettings
from jgo.maven import Artifact, MavenContext
from jgo.parse import Coordinate

from councilkit.testing.kafka import JARS, LEARNT, VERSION, Broker, KafkaUnavailable

# Every part by its name: jgo mediates the versions of parts that are only implied wrongly.
_KAFKA = (
    *("kafka_2.13", "kafka-clients", "kafka-server", "kafka-server-common", "kafka-raft", "kafka-metadata"),
    *("kafka-storage", "kafka-storage-api", "kafka-group-coordinator", "kafka-group-coordinator-api"),
    *("kafka-transaction-coordinator", "kafka-share-coordinator", "kafka-coordinator-common", "kafka-tools-api"),
)
_ROOTS = (
    *(f"org.apache.kafka:{name}:{VERSION}" for name in _KAFKA),
    "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
)

_LEARNING_SECONDS = 120.0


def fetch(lock: Path, folder: Path = JARS) -> None:
    """Bring the jars of the lock into a folder of their own: all of them, or none."""
    maven = _maven()
    with TemporaryDirectory(dir=folder.parent, prefix="kafka-") as unfinished:
        jars = Path(unfinished, "jars")
        jars.mkdir()
        with ThreadPoolExecutor() as pool:
            for jar in pool.map(lambda pin: _checked(maven, *pin), _pins(lock)):
                shutil.copy(jar, jars)
        shutil.rmtree(folder, ignore_errors=True)
        jars.rename(folder)


def learn() -> None:
    """Start a broker and stop it, for Java to keep what it learns in doing so."""
    with TemporaryDirectory() as folder:
        broker, learnt = Broker(Path(folder, "kafka")), Path(folder, LEARNT.name)
        broker.start()
        broker.stop()
        os.environ["JAVA_TOOL_OPTIONS"] = f"-XX:AOTCacheOutput={learnt}"
        broker.start()
        broker.stop(patience=_LEARNING_SECONDS)
        shutil.move(learnt, LEARNT)


def write(lock: Path) -> None:
    """Pin what the broker's parts need today."""
    with TemporaryDirectory() as cache:  # an empty one: every pinned jar was fetched now, and its repository's sum held
        maven = _maven(Path(cache))
        roots = [maven.create_dependency(replace(Coordinate.parse(root), scope="compile")) for root in _ROOTS]
        named, implied = maven.resolver.resolve(roots)
        needed = [*named, *(other for other in implied if other.scope in {"compile", "runtime"})]
        lock.write_text("".join(sorted({_pin(dependency.artifact) for dependency in needed})))


def _pin(artifact: Artifact) -> str:
    return f"{artifact.groupId}:{artifact.artifactId}:{artifact.version} {_sum(artifact.resolve())}\n"


def _pins(lock: Path) -> Iterator[list[str]]:
    return (line.split() for line in lock.read_text().splitlines())


def _maven(cache: Path | None = None) -> MavenContext:
    """Where the user's own configuration of jgo says that jars are, a mirror for instance, or else where jgo looks."""
    settings = GlobalSettings.load()
    maven = MavenContext(repo_cache=cache or settings.repo_cache)
    maven.remote_repos.update(settings.repositories)
    return maven


def _checked(maven: MavenContext, coordinate: str, expected: str) -> Path:
    group, name, version = coordinate.split(":")
    for _ in range(2):
        jar = maven.project(group, name).at_version(version).artifact().resolve()
        if _sum(jar) == expected:
            return jar
        jar.unlink()  # half of it, as an interrupted download leaves it in the cache
    raise OSError(f"{coordinate} is not the file that the lock names.")


def _sum(jar: Path) -> str:
    return sha256(jar.read_bytes()).hexdigest()


if __name__ == "__main__":
    try:
        if "--write" in sys.argv:
            write(Path(sys.argv[-1]))
        else:
            fetch(Path(sys.argv[-1]))
            learn()
    except KafkaUnavailable as reason:
        sys.exit(str(reason))
    except (OSError, RuntimeError) as reason:
        sys.exit(f"The jars of Apache Kafka cannot be fetched (a mirror can stand in jgo's own settings): {reason}")
