"""What all tests of the house share: a MongoDB, a Kafka, a browser, and an honest last line on what ran on them."""

# What needs a driver is loaded where it is used: the fast tests, which need none, are over before one would be loaded.

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from councilkit.mongo import Mongo
    from councilkit.testing.server import Server

REAL_THINGS = {"mongo": "on a real MongoDB", "kafka": "on a real Kafka", "browser": "in a real browser"}
"""The markers of tests that need something real, and how that is told."""

TEST_DATABASES = "test_"
"""How the name of a database begins that a test may make."""

TEST_TOPICS = "test-"
"""How the name of a topic begins that a test may make."""

ON_MONGO = [pytest.param(driver, marks=pytest.mark.mongo) for driver in ("motor", "pymongo")]
"""The parameters of `kept_in` for a test that needs a MongoDB: each driver."""

_GIVEN = {"mongo": "RAADSLAG_MONGO_URL", "kafka": "KAFKA_BROKERS"}
_NEEDED, _CONTAINED = "needed", "contained"  # properties of a report, so that workers tell them too
_IN_CONTAINERS = pytest.StashKey[set[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Let no example of Hypothesis fail for the time that it takes: that measures what else the machine does."""
    if config.pluginmanager.hasplugin("hypothesispytest"):
        from hypothesis import settings  # noqa: PLC0415

        settings.register_profile("untimed", deadline=None)
        settings.load_profile("untimed")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Where a Docker engine answers, fetch the images that tests need, before the first test's time runs."""
    given = {marker for marker, variable in _GIVEN.items() if os.environ.get(variable)}
    wanted = set().union(*map(_needs, session.items)) & _GIVEN.keys() - given
    if session.config.option.collectonly or not wanted:
        return
    from councilkit.testing.containers import available  # noqa: PLC0415

    session.config.stash[_IN_CONTAINERS] = {marker for marker in wanted if available(marker)}


@pytest.fixture(scope="session")
def mongo_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a replica set is: the one that RAADSLAG_MONGO_URL names, one in a container, or the wheel's."""
    from councilkit.testing.mongod import Mongod  # noqa: PLC0415

    if url := os.environ.get(_GIVEN["mongo"]):
        yield url
        _sweep(url)
        return
    with _running("mongo", request.config, Mongod(tmp_path_factory.mktemp("mongod"))) as url:
        yield url


@pytest.fixture(params=["memory", *ON_MONGO])
async def kept_in(request: pytest.FixtureRequest) -> "AsyncIterator[Mongo | None]":
    """Lets one suite run over a store in memory (None), and in MongoDB through each driver."""
    if request.param == "memory":
        yield None
        return
    from councilkit.mongo import Mongo  # noqa: PLC0415

    mongo = Mongo(request.getfixturevalue("mongo_url"), driver=request.param)
    yield mongo
    await mongo.close()


@pytest.fixture(scope="session")
def kafka_brokers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a Kafka is: the one that KAFKA_BROKERS names, one in a container, or one of jars in the wheel's Java."""
    from councilkit.testing.kafka import Broker  # noqa: PLC0415

    if brokers := os.environ.get(_GIVEN["kafka"]):
        yield brokers
        asyncio.run(_sweep_topics(brokers))
        return
    with _running("kafka", request.config, Broker(tmp_path_factory.mktemp("kafka"))) as brokers:
        yield brokers


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where a Chromium is that Playwright can start (`executable_path`)."""
    if path := os.environ.get("RAADSLAG_CHROMIUM"):
        return path
    pytest.skip("no Chromium (RAADSLAG_CHROMIUM)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI, a test that had to do without the real thing has failed."""
    report: pytest.TestReport = yield  # type: ignore[assignment]  # pytest sends the report in
    report.user_properties += _properties(item)
    if report.skipped and (needs := _needs(item)) and os.environ.get("RAADSLAG_CI"):
        report.outcome = "failed"
        places = " and ".join(REAL_THINGS[marker] for marker in sorted(needs))
        report.longrepr = f"{item.nodeid} must run {places} here, and was skipped: {report.longrepr}"
    return report  # type: ignore[return-value]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many tests ran on the real things, and how many could not."""
    passed, left_out = Counter(_ran_on(terminalreporter, "passed")), Counter(_ran_on(terminalreporter, "skipped"))
    if not any([passed, left_out, *map(partial(_ran_on, terminalreporter), ("failed", "error"))]):
        return
    *places, last = (f"{passed[marker]} {place}" for marker, place in REAL_THINGS.items())
    terminalreporter.write_line(f"Of these tests ran {', '.join(places)} and {last}.", bold=True)
    if contained := set(_ran_on(terminalreporter, "passed", _CONTAINED)):
        terminalreporter.write_line(
            f"In containers, but for tests that start and kill their own: {', '.join(sorted(contained))}."
        )
    for marker in left_out:
        terminalreporter.write_line(
            f"LEFT OUT: {left_out[marker]} tests that must run {REAL_THINGS[marker]}.", red=True
        )


def _ran_on(terminalreporter: pytest.TerminalReporter, outcome: str, how: str = _NEEDED) -> list[str]:
    """Tell the real things of every test that ended so, once for each test."""
    reports = terminalreporter.getreports(outcome)
    properties = (told for report in reports for told in getattr(report, "user_properties", ()))
    return [str(marker) for name, marker in properties if name == how]


def _needs(item: pytest.Item) -> set[str]:
    """By its markers; an item's keywords hold the names of folders too."""
    return {marker for marker in REAL_THINGS if item.get_closest_marker(marker)}


def _properties(item: pytest.Item) -> list[tuple[str, object]]:
    contained = item.config.stash.get(_IN_CONTAINERS, set())
    needed = _needs(item)
    return [*((_NEEDED, marker) for marker in needed), *((_CONTAINED, marker) for marker in needed & contained)]


@contextmanager
def _running(marker: str, config: pytest.Config, server: "Server") -> Iterator[str]:
    """In a container if one was fetched and starts, or else as a process of our own."""
    from councilkit.testing.server import ServerUnavailable  # noqa: PLC0415

    with ExitStack() as stack:
        if address := _contained(marker, config, stack):
            yield address
            return
        stack.callback(server.stop)
        try:
            address = server.start()
        except ServerUnavailable as reason:
            pytest.skip(str(reason))
        yield address


def _contained(marker: str, config: pytest.Config, stack: ExitStack) -> str | None:
    contained = config.stash.get(_IN_CONTAINERS, set())
    if marker not in contained:
        return None
    from councilkit.testing.containers import RUN  # noqa: PLC0415
    from councilkit.testing.server import ServerUnavailable  # noqa: PLC0415

    try:
        return stack.enter_context(RUN[marker]())
    except ServerUnavailable:
        contained.remove(marker)
        return None


async def _sweep_topics(brokers: str) -> None:
    """Leave nothing behind in a Kafka that is somebody's."""
    from aiokafka.admin import AIOKafkaAdminClient  # noqa: PLC0415

    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    try:
        await admin.delete_topics([name for name in await admin.list_topics() if name.startswith(TEST_TOPICS)])
    finally:
        await admin.close()


def _sweep(url: str) -> None:
    """Leave nothing behind in a MongoDB that is somebody's."""
    from pymongo import MongoClient  # noqa: PLC0415

    with MongoClient[dict[str, object]](url) as client:
        for name in client.list_database_names():
            if name.startswith(TEST_DATABASES):
                client.drop_database(name)
