"""The key that signs is replaced while everybody works, and no request fails."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from councilkit.callers import Caller, Unauthenticated
from councilkit.web.key_file import BETWEEN_STEPS, KeyFile, TooEarly, announce, main, promote
from councilkit.web.keys import SigningKeys
from councilkit.web.tokens import AccessTokens
from councilkit.web.verify import TokenVerifier

ISSUER = "https://registry.example"
CALLER = Caller(subject="somebody")
LATER = BETWEEN_STEPS.total_seconds() + 1


class House:
    """An issuer with its keys in a file, and three services that verify, each with keys of its own age."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)
        self.tokens = AccessTokens(KeyFile(path), issuer=ISSUER, clock=self.clock)
        self.verifiers = [TokenVerifier(self.jwks, issuer=ISSUER, clock=self.clock) for _ in range(3)]
        self.held: list[tuple[datetime, str]] = []
        self.signed_with: set[str] = set()

    def clock(self) -> datetime:
        return self.now

    async def jwks(self) -> Mapping[str, Any]:
        return self.tokens.jwks()

    async def works(self, minutes: int) -> int:
        """Let everybody ask with every token that is good, a new one each half minute; tell how many asked."""
        asked = 0
        for _ in range(minutes * 2):
            self.now += timedelta(seconds=30)
            self.held = [(at, token) for at, token in self.held if self.now - at < timedelta(minutes=10)]
            self.held.append((self.now, self.tokens.issue(CALLER)))
            self.signed_with.add(str(self.tokens.jwks()["keys"][0]["kid"]))
            for number, verifier in enumerate(self.verifiers):
                for at, token in self.held:
                    if (at.minute + number) % 3 == 0 or at == self.now:
                        assert await verifier.verify(token) == CALLER
                        asked += 1
        return asked


async def test_a_rotation_under_load_fails_no_request(tmp_path: Path) -> None:
    house = House(tmp_path / "keys.json")
    asked = await house.works(20)
    for step in (announce, promote, announce, promote):
        step(house.path, now=house.path.stat().st_mtime + LATER)
        asked += await house.works(20)
    assert len(house.signed_with) == 3
    assert asked > 1000


async def test_a_storm_of_forged_keys_makes_no_rotation_fail(tmp_path: Path) -> None:
    house = House(tmp_path / "keys.json")
    stranger = AccessTokens(SigningKeys.generate(), issuer=ISSUER, clock=house.clock)
    for step in (announce, promote):
        step(house.path, now=house.path.stat().st_mtime + LATER)
        for _ in range(15):
            for verifier in house.verifiers:
                with pytest.raises(Unauthenticated):
                    await verifier.verify(stranger.issue(CALLER))
            await house.works(1)


def test_a_step_waits_until_everybody_knows_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    KeyFile(path)
    for step in (announce, promote):
        with pytest.raises(TooEarly):
            step(path, now=path.stat().st_mtime + LATER - 60)


def test_a_key_is_announced_before_it_signs(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = KeyFile(path).signer.kid
    with pytest.raises(ValueError, match="announce"):
        promote(path, now=path.stat().st_mtime + LATER)
    announce(path, now=path.stat().st_mtime + LATER)
    keys = KeyFile(path)
    assert (keys.signer.kid, len(keys.public()["keys"])) == (first, 2)
    promote(path, now=path.stat().st_mtime + LATER)
    assert keys.signer.kid != first
    assert first in {key["kid"] for key in keys.public()["keys"]}


@pytest.mark.parametrize("broken", ["", "{}", '{"keys": []}', "-----BEGIN nonsense"])
def test_a_file_that_cannot_be_read_changes_nothing(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "keys.json"
    keys = KeyFile(path)
    first = keys.signer.kid
    path.write_text(broken)
    assert keys.signer.kid == first
    path.unlink()
    assert keys.signer.kid == first


def test_the_steps_are_taken_from_a_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "keys.json"
    KeyFile(path)
    assert main(["announce", str(path)]) == 1
    assert "Wait" in capsys.readouterr().err
    long_ago = path.stat().st_mtime - LATER
    os.utime(path, (long_ago, long_ago))
    assert main(["announce", str(path)]) == 0
    os.utime(path, (long_ago, long_ago))
    assert main(["promote", str(path)]) == 0
