"""The writer's own text with the words marked that read like the case of one person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool


def marked(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """Cut the text at the spans, which may overlap or lie outside it."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        begin, stop = max(start, at), min(end, len(text))
        if begin >= stop:
            continue
        pieces += [Piece(text[at:begin], marked=False), Piece(text[begin:stop], marked=True)]
        at = stop
    return [piece for piece in [*pieces, Piece(text[at:], marked=False)] if piece.text]


def by_field(hints: Iterable[Mapping[str, object]]) -> dict[str, list[tuple[int, int]]]:
    """Sort a service's hints by the field that they are about."""
    found: dict[str, list[tuple[int, int]]] = {}
    for hint in hints:
        field, start, end = hint.get("field"), hint.get("start"), hint.get("end")
        if isinstance(field, str) and isinstance(start, int) and isinstance(end, int):
            found.setdefault(field.rpartition("/")[2], []).append((start, end))
    return found
