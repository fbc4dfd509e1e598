"""What a reader sees of a mail whose names and texts hold what HTML would take for its own."""

from collections.abc import Collection
from html.parser import HTMLParser
from typing import Protocol

SHARP = "<u>&\"'"
"""What somebody may have typed into a name or a text."""


class Parts(Protocol):
    """A mail's two texts."""

    @property
    def text(self) -> str:
        """Its plain text."""
        ...

    @property
    def html(self) -> str:
        """Its HTML."""
        ...


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.shown: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's own
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def sharp(words: str) -> str:
    """Add to words what must come out as it is."""
    return f"{words} {SHARP}"


def require_shown_as_typed(mail: Parts, values: Collection[str]) -> None:
    """Require that both texts show these values as they were typed, and that nothing else in the HTML looks escaped."""
    page = _Page()
    page.feed(mail.html)
    shown = " ".join("".join(page.shown).split())
    text = " ".join(mail.text.split())
    _require("u" not in page.tags, "something that was typed became a tag")
    _require(not _looks_escaped(shown), "something in the HTML was escaped twice")
    _require(not _looks_escaped(text), "something in the plain text was escaped")
    for value in values:
        _require(value in shown, f"the HTML does not show {value}")
        _require(value in text, f"the plain text does not show {value}")


def _looks_escaped(text: str) -> bool:
    return any(mark in text for mark in ("&lt;", "&gt;", "&amp;", "&quot;", "&#"))


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - a condition
    if not holds:
        raise AssertionError(otherwise)
