"""What case-flow does by itself when its time has come, under a name that tells what, to which stream, and when."""

from collections.abc import Callable, Mapping
from typing import Any

from judge.world import Document, Event

Told = Mapping[str, Any]


def _late(told: Told, day: str) -> str:
    who = told["follow_up"] or told["unit"] or told["council"]
    owned = "-owner" if told.get("part") == "owner" else ""
    return f"{told['awaited']}-{told['late']}-{who}{owned}" if day == told["due"]["on"] else ""


RULES: Mapping[str, Callable[[Told, str], str]] = {
    "case.due": _late,
    "case.taken-up-again": lambda *_: "take-up-again",
    "case.restriction-lifted": lambda *_: "lift-restriction",
    "text.erased": lambda told, what: "erase-text" if what == f"{told['entry']}-{told['text']}" else "",
    "round.due": lambda told, _: f"round-{told['late']}",
}
"""The rule by which each is told, if the last part of the command's name is right."""


def fell_due(document: Document, told: Told) -> bool:
    """Tell whether the name of the command is that of what it did."""
    kind = Event(document).kind
    if kind not in RULES:
        return False
    _, rule, stream, what = document["command_id"].split("/", 3)
    return bool(stream == document["stream"] and rule == RULES[kind](told, what))
