"""The rule sets that come with this package."""

import tomllib
from importlib.resources import files

from pydantic import TypeAdapter

from council_registry.domain.rule_set import RuleSet

DATA = files("council_registry") / "data"

_RULES = TypeAdapter(RuleSet)


def packaged_rules(id: str) -> RuleSet:
    """Read a rule set."""
    return _RULES.validate_python(tomllib.loads((DATA / f"rules-{id}.toml").read_text(encoding="utf-8")))
