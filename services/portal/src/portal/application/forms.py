"""A form as it stands: what is written in it, the key that makes it count once, and what is wrong with it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from portal.application.refusals import Refused

CHANGED_MEANWHILE: Final = frozenset(
    {"stale", "wrong-state", "busy", "already-over", "edition-exists", "edition-frozen"}
)
KEY_REUSED: Final = "key-reused"  # sent before with other words: what was sent first counts
_SEQUENCE: Final = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class Form:
    key: str
    values: Mapping[str, list[str]] = field(default_factory=dict)
    seen: int | None = None
    restored: bool = False  # filled with what was kept from before
    errors: Mapping[str, str] = field(default_factory=dict)  # field -> rule
    whole: tuple[str, ...] = ()  # rules about no field in particular
    limits: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # field -> between what its number lies

    def value(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def has(self, name: str, value: str) -> bool:
        return value in self.values.get(name, ())

    def beginning(self, values: Mapping[str, list[str]]) -> "Form":
        """Fill in what is known already, unless something was kept from before."""
        return self if self.restored else replace(self, values=values)

    def naming(self, values: Mapping[str, list[str]]) -> "Form":
        """Fill in what the address names, also over what was kept from before."""
        return replace(self, values={**self.values, **values})

    def missing(self, asked: Iterable[str]) -> "Form":
        """Mark each asked field that is empty."""
        return self.with_errors({name: "missing" for name in asked if not self.value(name).strip()})

    def with_errors(self, errors: Mapping[str, str], *whole: str) -> "Form":
        return replace(self, errors=errors, whole=whole)

    def with_refusal(self, no: Refused, asked: Iterable[str]) -> "Form":
        """Put what a service did not accept at the field that it is about."""
        known = set(asked)
        errors = {one.field: one.slug for one in no.problems if one.field in known and one.field}
        whole = tuple(dict.fromkeys(one.slug for one in no.problems if one.field not in known))
        return self.with_errors(errors, *(whole or (() if errors else (no.slug,))))

    def within(self, limits: Mapping[str, Mapping[str, int]]) -> "Form":
        """Know between what the numbers lie, so that an error can tell it."""
        return replace(self, limits=limits)

    @property
    def wrong(self) -> bool:
        return bool(self.errors or self.whole)


def plain(text: str) -> str:
    """Spell a text as the services store it, so that places in it mean the same on both sides."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def sequence(text: str) -> int | None:
    """Read a sequence that has been out in the world: a few plain digits, or nothing."""
    return int(text) if _SEQUENCE.fullmatch(text) else None
