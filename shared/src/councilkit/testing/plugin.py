"""What all tests of the house share: a MongoDB, a browser, and an honest last line on what ran on the real things."""

import os
from collections.abc import Iterator

import pytest

REAL_THINGS = {"mongo": "on a real MongoDB", "browser": "in a real browser"}
"""The markers of tests that need something real, and how that is told."""

TEST_DATABASES = "test_"
"""How the name of a database begins that a test may make."""


@pytest.fixture(scope="session")
def mongo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a replica set is: the one that RAADSLAG_MONGO_URL names, or the wheel's."""
    # Loaded here, since the plugin is there for the fast tests too, which take less time than the driver to load.
    from councilkit.testing.mongod import Mongod, MongodUnavailable  # noqa: PLC0415

    if url := os.environ.get("RAADSLAG_MONGO_URL"):
        yield url
        _sweep(url)
        return
    mongod = Mongod(tmp_path_factory.mktemp("mongod"))
    try:
        yield mongod.start()
    except MongodUnavailable as reason:
        pytest.skip(str(reason))
    finally:
        mongod.stop()


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
    needs = [place for marker, place in REAL_THINGS.items() if marker in item.keywords]
    if report.skipped and needs and os.environ.get("RAADSLAG_CI"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} must run {needs[0]} here, and was skipped: {report.longrepr}"
    return report  # type: ignore[return-value]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many tests ran on the real things, and how many could not."""

    def count(outcome: str, marker: str) -> int:
        return sum(marker in report.keywords for report in terminalreporter.getreports(outcome))

    outcomes = ("passed", "failed", "error", "skipped")
    if not any(count(outcome, marker) for outcome in outcomes for marker in REAL_THINGS):
        return
    ran = " and ".join(f"{count('passed', marker)} {place}" for marker, place in REAL_THINGS.items())
    terminalreporter.write_line(f"Of these tests ran {ran}.", bold=True)
    for marker, place in REAL_THINGS.items():
        if left_out := count("skipped", marker):
            terminalreporter.write_line(f"LEFT OUT: {left_out} tests that must run {place}.", red=True)


def _sweep(url: str) -> None:
    """Leave nothing behind in a MongoDB that is somebody's."""
    from pymongo import MongoClient  # noqa: PLC0415

    with MongoClient[dict[str, object]](url) as client:
        for name in client.list_database_names():
            if name.startswith(TEST_DATABASES):
                client.drop_database(name)
