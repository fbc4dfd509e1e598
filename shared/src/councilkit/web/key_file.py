"""Keys that can be replaced while services run: published first, signed with later, withdrawn last.

    python -m councilkit.web.key_file announce <file>    # a new key is published; the old one signs
    python -m councilkit.web.key_file promote <file>     # the new key signs; the old one stays published

Whoever verifies fetches keys every ten minutes, so a step waits for the one before.
"""

import argparse
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from councilkit.web.keys import SigningKeys
from councilkit.web.signed import KEYS_GOOD_FOR

BETWEEN_STEPS = KEYS_GOOD_FOR + timedelta(minutes=5)
"""How long everybody needs to learn of a new key, and old tokens to end."""

_log = structlog.get_logger()


class TooEarly(Exception):
    """The step before was taken so lately that some do not know of it."""


class KeyFile:
    """The signing keys in a file, read again when it was replaced; one that cannot be read changes nothing."""

    def __init__(self, path: Path) -> None:
        """Read the file; make it first when there is none."""
        self._path = path
        self._keys = SigningKeys.from_file(path)
        self._seen = self._mark()

    @property
    def signer(self) -> ECKey:
        """The key that signs now."""
        return self._current().signer

    def public(self) -> dict[str, Any]:
        """Tell the public halves, as a JSON Web Key Set."""
        return self._current().public()

    def _current(self) -> SigningKeys:
        mark = self._mark()
        if mark and mark != self._seen:
            self._seen = mark
            try:
                self._keys = SigningKeys.read(self._path)
            except (OSError, JoseError, ValueError, KeyError, TypeError) as error:
                _log.error("keys_not_read", cause=type(error).__name__)
        return self._keys

    def _mark(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino


def announce(path: Path, *, now: float) -> None:
    """Publish a new key; raises `TooEarly`."""
    _require_time(path, now)
    SigningKeys.read(path).with_next().write(path)


def promote(path: Path, *, now: float) -> None:
    """Sign with the key that was announced; raises `TooEarly`, and `ValueError` when there is none."""
    _require_time(path, now)
    SigningKeys.read(path).promoted().write(path)


def _require_time(path: Path, now: float) -> None:
    passed = timedelta(seconds=now - path.stat().st_mtime)
    if passed < BETWEEN_STEPS:
        left = BETWEEN_STEPS - passed
        raise TooEarly(f"Wait {left.total_seconds():.0f} seconds: some do not know of the last step yet.")


def main(arguments: list[str] | None = None) -> int:
    """Take one step."""
    parser = argparse.ArgumentParser(prog="councilkit.web.key_file", description="Replace the key that signs tokens.")
    parser.add_argument("step", choices=["announce", "promote"])
    parser.add_argument("file", type=Path)
    told = parser.parse_args(arguments)
    try:
        {"announce": announce, "promote": promote}[told.step](told.file, now=time.time())
    except (TooEarly, ValueError, OSError) as no:
        sys.stderr.write(f"{no}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
