"""How what stands in a story is meant: ids for names, and dates for days counted from today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from raadslag_local.story.cast import Cast

DAYS = frozenset({"on", "until", "due", "starts", "ends"})


@dataclass(frozen=True)
class Meaning:
    cast: Cast
    today: date
    cases: dict[str, str] = field(default_factory=dict)
    """Ids by key."""

    rounds: dict[str, str] = field(default_factory=dict)

    def of(self, name: str, said: Any) -> Any:  # noqa: ANN401 - any TOML
        """Say it as the API takes it."""
        if name in DAYS:
            return (self.today + timedelta(days=said)).isoformat()
        ids = self._ids(name)
        if isinstance(said, list):
            return [ids.get(one, one) if isinstance(one, str) else self._place(one) for one in said]
        return self._place(said) if name == "responsible" else ids.get(said, said)

    def _ids(self, name: str) -> Mapping[str, str]:
        return {"to": self.cast.councils, "into": self.cases, "round": self.rounds, "within": self.rounds}.get(name, {})

    def _place(self, place: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"council": self.cast.councils[place["council"]]} if "council" in place else place
