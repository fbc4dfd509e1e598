"""What a version of an event type may become: it gains optional fields, and its words change. Nothing else.

Every reader takes a field's values for the only ones there are, and parks what it cannot read. So a value added to an
enumeration breaks readers as one taken away breaks what lies in the ledgers: both are a new version.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Schema = Mapping[str, Any]

_WORDS = {"title", "description", "examples", "$comment", "deprecated"}
_APART = {"$defs", "properties", "required"}  # these are not compared as keywords
_INNER = {"items": "[]", "additionalProperties": ".*"}
_SEVERAL = {"anyOf", "oneOf", "allOf", "prefixItems"}


class Rule(StrEnum):
    """What was broken, as it is told."""

    TYPES_STAY = "A type that was ever told stays: it lies in ledgers."
    FIELDS_STAY = "A version keeps every field."
    ONLY_OPTIONAL = "A version gains optional fields only: events without it lie in ledgers."
    REQUIRED_STAYS = "What a version requires, and what not, stays."
    VALUES_STAY = "A version keeps its values, no fewer and no more: readers know no others."
    MEANING_STAYS = "A field keeps its meaning; another one is a new version of the type."


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that a version may not do, and in which field it does it; the field is empty for the type as such."""

    field: str
    what: str
    rule: Rule

    def __str__(self) -> str:
        return f"{f'field {self.field}' if self.field else 'the type'} {self.what}. {self.rule}"


def breaks(old: Schema, new: Schema | None) -> Iterator[Break]:
    """Tell how a type's schema breaks with an older one of the same version; None means that the type is gone."""
    if new is None:
        yield Break("", "was removed", Rule.TYPES_STAY)
    else:
        yield from _Comparison(old.get("$defs", {}), new.get("$defs", {})).of(old, new, "")


class _Comparison:
    """Walks two schemas side by side; each has definitions of its own."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self._old, self._new = old, new
        self._walking: list[tuple[Schema, Schema]] = []  # a schema may contain itself

    def of(self, old: Schema, new: Schema, field: str) -> Iterator[Break]:
        old, new = _resolved(old, self._old), _resolved(new, self._new)
        if (old, new) in self._walking:
            return
        self._walking.append((old, new))
        yield from self._properties(old, new, field)
        yield from _required(old, new, field)
        for keyword in sorted((old.keys() | new.keys()) - _WORDS - _APART):
            yield from self._keyword(keyword, old, new, field)
        self._walking.pop()

    def _properties(self, old: Schema, new: Schema, field: str) -> Iterator[Break]:
        after = new.get("properties", {})
        for name, schema in old.get("properties", {}).items():
            inner = _inner(field, name)
            if name in after:
                yield from self.of(schema, after[name], inner)
            else:
                yield Break(inner, "was removed", Rule.FIELDS_STAY)

    def _keyword(self, keyword: str, old: Schema, new: Schema, field: str) -> Iterator[Break]:
        before, after = old.get(keyword), new.get(keyword)
        match before, after:
            case dict(), dict() if keyword in _INNER:
                yield from self.of(before, after, field + _INNER[keyword])
            case list(), list() if keyword in _SEVERAL and len(before) == len(after):
                for one, other in zip(before, after, strict=True):
                    yield from self.of(one, other, field)
            case list(), list() if keyword == "enum":
                yield from _values(before, after, field)
            case _ if (was := _spelt(keyword, old)) != (is_ := _spelt(keyword, new)):
                yield Break(field, f"has another {keyword}: it was {was} and is {is_}", Rule.MEANING_STAYS)


def _inner(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name


def _resolved(schema: Schema, definitions: Schema) -> Schema:
    while "$ref" in schema:
        beside = {keyword: value for keyword, value in schema.items() if keyword != "$ref"}
        schema = definitions[schema["$ref"].removeprefix("#/$defs/")] | beside
    return schema


def _required(old: Schema, new: Schema, field: str) -> Iterator[Break]:
    before, after = set(old.get("required", ())), set(new.get("required", ()))
    known, kept = old.get("properties", {}), new.get("properties", {})
    for name in sorted(before - after):
        if name in kept:
            yield Break(_inner(field, name), "is no longer required", Rule.REQUIRED_STAYS)
    for name in sorted(after - before):
        if name in known:
            yield Break(_inner(field, name), "is required now", Rule.REQUIRED_STAYS)
        else:
            yield Break(_inner(field, name), "is new and required", Rule.ONLY_OPTIONAL)


def _values(old: list[Any], new: list[Any], field: str) -> Iterator[Break]:
    if gone := [value for value in old if value not in new]:
        yield Break(field, f"has lost the values {json.dumps(gone)}", Rule.VALUES_STAY)
    if added := [value for value in new if value not in old]:
        yield Break(field, f"has gained the values {json.dumps(added)}", Rule.VALUES_STAY)


def _spelt(keyword: str, schema: Schema) -> str:
    return json.dumps(schema[keyword], ensure_ascii=False, sort_keys=True) if keyword in schema else "not said"
