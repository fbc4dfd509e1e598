"""A version of an event type gains optional fields and better words; everything else is a new version."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilkit.events import event_types
from councilkit.events.evolution import Break, Rule, breaks

TEXT = {"type": "string"}
OLD: dict[str, Any] = {
    "title": "CaseSent",
    "type": "object",
    "properties": {
        "case": TEXT,
        "on": {"type": "string", "format": "date"},
        "wish": {"$ref": "#/$defs/Wish"},
        "due": {"$ref": "#/$defs/Due"},
        "units": {"type": "array", "items": TEXT},
        "parent": {"anyOf": [TEXT, {"type": "null"}], "default": None},
        "kind": {"const": "sent"},
        "table": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
    "required": ["case", "on", "wish", "due", "units", "kind", "table"],
    "$defs": {
        "Wish": {"type": "string", "enum": ["answer", "statement"]},
        "Due": {"type": "object", "properties": {"rule": TEXT}, "required": ["rule"]},
    },
}


def without(name: str, *, of: str = "required") -> dict[str, Any]:
    """The old schema, with one field less in its list of required fields, or less altogether."""
    new = deepcopy(OLD)
    new["required"] = [one for one in OLD["required"] if one != name]
    if of == "properties":
        del new["properties"][name]
    return new


def where(name: str, **schema: object) -> dict[str, Any]:
    """The old schema, where one field is another."""
    new = deepcopy(OLD)
    new["properties"][name] = schema
    return new


def defined(name: str, **schema: object) -> dict[str, Any]:
    """The old schema, where one definition says more, or otherwise."""
    new = deepcopy(OLD)
    new["$defs"][name] |= schema
    return new


def requiring(new: dict[str, Any], *names: str) -> dict[str, Any]:
    return new | {"required": [*OLD["required"], *names]}


def told(new: dict[str, Any] | None, old: dict[str, Any] = OLD) -> set[tuple[str, Rule]]:
    return {(one.field, one.rule) for one in breaks(old, new)}


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(OLD, id="nothing changed"),
        pytest.param(OLD | {"title": "Sent", "description": "A case goes on."}, id="other words"),
        pytest.param(where("urgency", type="string"), id="a new optional field"),
        pytest.param(where("urgency", enum=["high"], default="high"), id="a new optional field with a default"),
        pytest.param(where("case", type="string", description="Which", examples=["x"]), id="other words of a field"),
        pytest.param(where("wish", type="string", enum=["statement", "answer"]), id="a definition written out"),
        pytest.param(
            defined("Due", properties={"rule": TEXT, "status": TEXT}), id="a new optional field further within"
        ),
        pytest.param(OLD | {"required": OLD["required"][::-1]}, id="another order of what is required"),
    ],
)
def test_these_are_no_breaks(new: dict[str, Any]) -> None:
    assert told(new) == set()


@pytest.mark.parametrize(
    ("new", "field", "rule"),
    [
        pytest.param(None, "", Rule.TYPES_STAY, id="the type is gone"),
        pytest.param(without("case", of="properties"), "case", Rule.FIELDS_STAY, id="a field is gone"),
        pytest.param(defined("Due", properties={}, required=[]), "due.rule", Rule.FIELDS_STAY, id="one within"),
        pytest.param(requiring(where("urgency"), "urgency"), "urgency", Rule.ONLY_OPTIONAL, id="new and required"),
        pytest.param(
            defined("Due", properties={"rule": TEXT, "on": TEXT}, required=["rule", "on"]),
            "due.on",
            Rule.ONLY_OPTIONAL,
            id="new and required within",
        ),
        pytest.param(requiring(OLD, "parent"), "parent", Rule.REQUIRED_STAYS, id="required now"),
        pytest.param(without("case"), "case", Rule.REQUIRED_STAYS, id="no longer required"),
        pytest.param(where("case", type="integer"), "case", Rule.MEANING_STAYS, id="another type"),
        pytest.param(where("case"), "case", Rule.MEANING_STAYS, id="any type"),
        pytest.param(where("on", type="string"), "on", Rule.MEANING_STAYS, id="no format"),
        pytest.param(where("on", type="string", format="date-time"), "on", Rule.MEANING_STAYS, id="another format"),
        pytest.param(where("case", type="string", pattern="^a"), "case", Rule.MEANING_STAYS, id="a pattern"),
        pytest.param(where("case", type="string", maxLength=5), "case", Rule.MEANING_STAYS, id="a limit"),
        pytest.param(where("case", anyOf=[TEXT, {"type": "null"}]), "case", Rule.MEANING_STAYS, id="null allowed"),
        pytest.param(where("parent", anyOf=[TEXT], default=None), "parent", Rule.MEANING_STAYS, id="null forbidden"),
        pytest.param(
            where("parent", anyOf=[{"type": "integer"}, {"type": "null"}], default=None),
            "parent",
            Rule.MEANING_STAYS,
            id="another type beside null",
        ),
        pytest.param(
            where("parent", anyOf=[TEXT, {"type": "null"}], default="x"), "parent", Rule.MEANING_STAYS, id="default"
        ),
        pytest.param(
            where("parent", anyOf=[TEXT, {"type": "null"}]), "parent", Rule.MEANING_STAYS, id="a default of null gone"
        ),
        pytest.param(defined("Wish", enum=["answer"]), "wish", Rule.VALUES_STAY, id="a value is gone"),
        pytest.param(defined("Wish", enum=["answer", "statement", "x"]), "wish", Rule.VALUES_STAY, id="a new value"),
        pytest.param(where("wish", type="string"), "wish", Rule.MEANING_STAYS, id="any value"),
        pytest.param(where("kind", const="received"), "kind", Rule.MEANING_STAYS, id="another constant"),
        pytest.param(where("kind", enum=["sent", "received"]), "kind", Rule.MEANING_STAYS, id="several constants"),
        pytest.param(
            where("units", type="array", items={"type": "integer"}), "units[]", Rule.MEANING_STAYS, id="items"
        ),
        pytest.param(
            where("table", type="object", additionalProperties=TEXT), "table.*", Rule.MEANING_STAYS, id="entries"
        ),
        pytest.param(OLD | {"additionalProperties": False}, "", Rule.MEANING_STAYS, id="no other fields"),
    ],
)
def test_these_are_breaks(new: dict[str, Any] | None, field: str, rule: Rule) -> None:
    assert told(new) == {(field, rule)}


def test_true_is_another_constant_than_one() -> None:
    assert told(where("kind", const=True), where("kind", const=1)) == {("kind", Rule.MEANING_STAYS)}


def test_a_type_without_fields_may_gain_an_optional_one() -> None:
    assert told({"type": "object", "properties": {"a": TEXT}}, {"type": "object"}) == set()


def test_a_schema_that_contains_itself_is_compared_too() -> None:
    def tree(leaf: str) -> dict[str, Any]:
        node = {"type": "object", "properties": {"leaf": {"type": leaf}, "inner": {"$ref": "#/$defs/Node"}}}
        return {"$ref": "#/$defs/Node", "$defs": {"Node": node}}

    assert told(tree("string"), tree("string")) == set()
    assert ("leaf", Rule.MEANING_STAYS) in told(tree("integer"), tree("string"))


def test_a_break_is_told_in_a_sentence_with_its_rule() -> None:
    assert str(Break("due.rule", "was removed", Rule.FIELDS_STAY)) == (
        "field due.rule was removed. A version keeps every field."
    )
    [changed] = breaks(OLD, where("on", type="string", format="date-time"))
    assert str(changed).startswith('field on has another format: it was "date" and is "date-time". A field keeps')
    [gone] = breaks(OLD, None)
    assert str(gone) == "the type was removed. A type that was ever told stays: it lies in ledgers."


@given(st.sampled_from(sorted(event_types())), st.data())
def test_whatever_is_taken_from_a_real_type_is_a_break(name: str, data: st.DataObject) -> None:
    schema = event_types()[name].model_json_schema(mode="serialization")
    assert list(breaks(schema, schema)) == []
    gone = data.draw(st.sampled_from(sorted(schema["properties"])))
    rest = {field: inner for field, inner in schema["properties"].items() if field != gone}
    assert told(schema | {"properties": rest}, schema) == {(gone, Rule.FIELDS_STAY)}
    assert told(schema, schema | {"properties": rest}) <= {(gone, Rule.ONLY_OPTIONAL), (gone, Rule.REQUIRED_STAYS)}
