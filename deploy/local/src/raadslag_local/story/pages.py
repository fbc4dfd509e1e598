"""Pages as a person without scripts reads them: a heading, and forms to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx2

CHOSEN = ("radio", "checkbox")
Written = str | list[str]
Given = Mapping[str, str]


class NotOffered(Exception):
    """A form has no such field, or does not let one choose this."""


@dataclass
class Form:
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    """What would be sent now."""

    offered: dict[str, list[str]] = field(default_factory=dict)
    """What there is to choose from, also on buttons."""

    def has(self, name: str) -> bool:
        return name in self.fields or name in self.offered

    def filled(self, values: Mapping[str, Written]) -> dict[str, list[str]]:
        """Fill it in, with nothing that it does not ask for."""
        written = {name: [value] if isinstance(value, str) else value for name, value in values.items()}
        for name, several in written.items():
            if not self.has(name) or not set(several) <= set(self.offered.get(name, several)):
                raise NotOffered(name)
        return self.fields | written


class Page(HTMLParser):
    def __init__(self, answer: httpx2.Response) -> None:
        super().__init__()
        self.status = answer.status_code
        self.url = answer.url
        self.heading = ""
        self.forms: list[Form] = []
        self._inside = ""
        self._named = ""
        self._readers = {
            "form": self._form,
            "input": self._input,
            "textarea": self._textarea,
            "select": self._select,
            "option": self._option,
            "button": self._button,
        }
        self.feed(answer.text)

    def form(self, name: str) -> Form | None:
        """Find the form that has a field of this name."""
        return next((form for form in self.forms if form.has(name)), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "textarea"):
            self._inside = tag
        if read := self._readers.get(tag):
            read({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        match self._inside:
            case "h1":
                self.heading += data
            case "textarea":
                self.forms[-1].fields[self._named][-1] += data.removeprefix("\n")

    def _form(self, given: Given) -> None:
        self.forms.append(Form(given["action"]))

    def _input(self, given: Given) -> None:
        if given["type"] in CHOSEN:
            self._choice(given["name"], given["value"], taken="checked" in given)
        else:
            self.forms[-1].fields.setdefault(given["name"], []).append(given.get("value", ""))

    def _textarea(self, given: Given) -> None:
        self._named = given["name"]
        self.forms[-1].fields[self._named] = [""]

    def _select(self, given: Given) -> None:
        self._named = given["name"]

    def _option(self, given: Given) -> None:
        """The first stands there until another is chosen."""
        if "selected" in given:
            self.forms[-1].fields.pop(self._named, None)
        self._choice(self._named, given["value"], taken=self._named not in self.forms[-1].fields)

    def _button(self, given: Given) -> None:
        if "name" in given:
            self._choice(given["name"], given["value"], taken=False)

    def _choice(self, name: str, value: str, *, taken: bool) -> None:
        form = self.forms[-1]
        form.offered.setdefault(name, []).append(value)
        if taken:
            form.fields.setdefault(name, []).append(value)
