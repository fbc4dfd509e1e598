"""What was once committed holds: the event types are compared with all of their past, or it is said aloud why not."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from councilkit.events.compatibility import main

TEXT = {"type": "string"}
SENT = "raadslag.case.sent.v1"
FIRST = {"type": "object", "properties": {"case": TEXT, "to": TEXT}, "required": ["case", "to"]}


class Checkout:
    """A small repository with a folder of schemas."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "contracts" / "schemas"
        self.folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        who = ("-c", "user.name=Test", "-c", "user.email=test@test.invalid", "-c", "commit.gpgsign=false")
        command = ["git", "-C", str(self.root), *who, *words]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603 - our own words

    def lay(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        for path in self.folder.glob("*.json"):
            path.unlink()
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            (self.folder / f"{name}.json").write_text(json.dumps(schema))

    def commit(self, schemas: Mapping[str, Mapping[str, Any]]) -> str:
        self.lay(schemas)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=Change")
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


def with_field(name: str, schema: Mapping[str, Any] = TEXT) -> dict[str, Any]:
    return FIRST | {"properties": {**FIRST["properties"], name: schema}}  # type: ignore[dict-item]  # as plain as JSON


def test_types_that_only_gain_are_at_peace_with_their_past(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.commit({SENT: FIRST})
    checkout.commit({SENT: with_field("wish")})
    checkout.lay({SENT: with_field("wish"), "raadslag.case.sent.v2": {"type": "object"}})
    assert main([], checkout.folder) == 0
    assert capsys.readouterr() == ("2 event types against 2 committed schemas: 0 breaks\n", "")


def test_a_break_that_is_not_committed_yet_is_refused(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    commit = checkout.commit({SENT: FIRST})
    checkout.lay({SENT: FIRST | {"required": ["case"]}})
    assert main([], checkout.folder) == 1
    assert capsys.readouterr().err == (
        f"{SENT}: field to is no longer required. What a version requires, and what not, stays. "
        f"(Compared with {commit[:10]}.)\n"
    )


def test_a_break_with_a_commit_long_ago_is_refused_and_told_once(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.commit({SENT: with_field("wish")})
    newest = checkout.commit({SENT: with_field("wish") | {"description": "The holder hands the case on."}})
    checkout.commit({SENT: FIRST})
    checkout.commit({SENT: FIRST, "raadslag.case.received.v1": FIRST})
    assert main([], checkout.folder) == 1
    assert capsys.readouterr().err == (
        f"{SENT}: field wish was removed. A version keeps every field. (Compared with {newest[:10]}.)\n"
    )


def test_a_type_that_was_removed_is_refused_even_when_the_folder_is_gone(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.commit({SENT: FIRST})
    checkout.commit({})
    checkout.lay({})
    assert main([], checkout.folder) == 1
    assert f"{SENT}: the type was removed." in capsys.readouterr().err


def test_since_leaves_out_what_was_changed_before(checkout: Checkout) -> None:
    checkout.commit({SENT: with_field("wish")})
    begin = checkout.commit({SENT: FIRST})
    assert main([], checkout.folder) == 1
    assert main(["--since", begin], checkout.folder) == 0
    checkout.git("tag", "issued")
    checkout.lay({SENT: FIRST | {"required": []}})
    assert main(["--since", "issued"], checkout.folder) == 1


def test_what_came_on_another_branch_counts_as_well(checkout: Checkout) -> None:
    checkout.commit({SENT: FIRST})
    checkout.git("checkout", "--quiet", "-b", "side")
    checkout.commit({SENT: with_field("wish")})
    checkout.git("checkout", "--quiet", "main")
    checkout.git("merge", "--quiet", "--no-ff", "--strategy=ours", "--message=Merge", "side")
    assert main([], checkout.folder) == 1


@pytest.mark.parametrize("since", ["nowhere", "--all", "HEAD~9"])
def test_a_commit_that_is_not_there_is_named(
    since: str, checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.commit({SENT: FIRST})
    assert main([f"--since={since}"], checkout.folder) == 1
    assert f"COMPARED WITH NOTHING: there is no commit {since} here." in capsys.readouterr().err


def test_without_any_history_it_says_aloud_that_nothing_was_compared(
    tmp_path: Path, checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tmp_path / "unpacked"
    plain.mkdir()
    assert main([], plain) == 0
    assert "COMPARED WITH NOTHING: git says 'fatal: not a git repository" in capsys.readouterr().err
    checkout.lay({SENT: FIRST})
    checkout.git("commit", "--quiet", "--allow-empty", "--message=Nothing")
    assert main([], checkout.folder) == 0
    assert "COMPARED WITH NOTHING: no commit has any of them" in capsys.readouterr().err


def test_without_git_it_says_aloud_that_nothing_was_compared(
    checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(checkout.root))
    assert main([], checkout.folder) == 0
    assert "COMPARED WITH NOTHING: there is no git here." in capsys.readouterr().err


def test_a_shallow_clone_is_compared_with_what_it_has_and_says_so(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.commit({SENT: with_field("wish")})
    checkout.commit({SENT: FIRST})
    clone = checkout.root.parent / "clone"
    checkout.git("clone", "--quiet", "--depth=1", checkout.root.as_uri(), str(clone))
    folder = clone / checkout.folder.relative_to(checkout.root)
    assert main([], folder) == 0
    assert "COMPARED WITH A PART OF THEIR PAST" in capsys.readouterr().err


def test_our_own_types_are_at_peace_with_their_past() -> None:
    assert main([]) == 0
