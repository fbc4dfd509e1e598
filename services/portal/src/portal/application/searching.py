"""What lists of councils, units and cases are searched by: what was asked for, and the address that asks for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

COUNCILS: Final = ("q", "level", "kind", "line", "status", "region", "on")
UNITS: Final = ("q", "kind", "region", "without_council")
CASES: Final = ("council", "called", "over")
MOST: Final = 100  # characters; what the registry searches for


@dataclass(frozen=True)
class Search:
    """The filters that were chosen; what is empty asks for nothing."""

    values: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def narrowed(self) -> bool:
        """Tell whether more than words was asked for, so that the other fields stand open."""
        return any(value for name, value in self.values.items() if name != "q")

    @property
    def fields(self) -> dict[str, list[str]]:
        return {name: [value] for name, value in self.values.items()}

    def next(self, cursor: str) -> str:
        return self.but(cursor=cursor)

    def but(self, **changed: str) -> str:
        """Spell the query that asks for the same, but for this."""
        asked = {name: value for name, value in {**self.values, **changed}.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


def search(asked: Mapping[str, str], known: Iterable[str]) -> Search:
    """Take the filters that we know, as they were typed."""
    return Search({name: words(asked[name]) for name in known if asked.get(name, "").strip()})


def words(text: str) -> str:
    """Take as much of what was typed as is searched for."""
    return text.strip()[:MOST].strip()
