"""Codes that let somebody in once: made from a key, so that they can be told again and need not be kept."""

import base64
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from council_registry.domain.person import Code, Purpose
from councilkit.ids import LENGTH, derived_id

LASTS = {
    Purpose.INVITATION: timedelta(days=30),
    Purpose.VOUCHER: timedelta(hours=24),
    Purpose.SESSION: timedelta(hours=8),
}


@dataclass(frozen=True)
class CodeKeys:
    keys: Mapping[str, bytes] = field(repr=False)  # by name; the first is used for new codes

    def make(
        self,
        purpose: Purpose,
        command_id: str,
        *,
        hold: str,
        person: str,
        now: datetime,
        voucher: str | None = None,
        holds: Sequence[str] = (),
    ) -> tuple[Code, str]:
        """Make the code that this command gives, and the words of it; the same command gives the same words."""
        made_by = derived_id("code", command_id)
        first, *_ = self.keys
        words = self._words(first, purpose, hold, made_by)
        hashed = self._hash(first, words)
        code = Code(purpose, hold, person, made_by, hashed, now + LASTS[purpose], voucher, holds=tuple(holds))
        return code, words

    def words(self, code: Code) -> str | None:
        """Tell a code again; None when its key is gone."""
        name = code.hash.partition(":")[0]
        return self._words(name, code.purpose, code.hold, code.made_by) if name in self.keys else None

    def hashes(self, words: str) -> Sequence[str]:
        """Spell the hash of words that somebody brings, under every key."""
        plain = "".join(letter for letter in words.lower() if letter.isalnum())
        return [self._hash(name, plain) for name in self.keys]

    def _words(self, key: str, *parts: str) -> str:
        digest = hmac.digest(self.keys[key], "\x1f".join(("code", *parts)).encode(), "sha256")
        return base64.b32encode(digest).decode().lower()[:LENGTH]

    def _hash(self, key: str, words: str) -> str:
        return f"{key}:{hmac.digest(self.keys[key], f'hash of a code{chr(31)}{words}'.encode(), 'sha256').hex()}"
