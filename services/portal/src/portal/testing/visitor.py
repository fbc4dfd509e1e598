"""Somebody who uses the portal without a browser: opens pages, reads them, and sends the forms that they hold."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Self

import httpx2

from portal.testing.house import PortalHouse

_UNSEEN = ("script", "style", "title", "noscript", "option", "textarea")


@dataclass
class SentForm:
    """A form on a page, with what stands in its fields."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """A page as it is read: its words, its heading, its links and its forms."""

    def __init__(self, answer: httpx2.Response) -> None:
        super().__init__()
        self.answer = answer
        self.words: list[str] = []
        self.heading = ""
        self.links: list[str] = []
        self.forms: list[SentForm] = []
        self._open: list[str] = []
        self._named = ""
        self.feed(answer.text)

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def path(self) -> str:
        return self.answer.url.path

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def form(self) -> SentForm:
        """The page's own form; the first one is the sign-out in its head."""
        return self.forms[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            self.forms.append(SentForm(given["action"]))
        elif tag == "input" and (given["type"] in ("hidden", "text") or "checked" in given):
            self._note(given["name"], given.get("value", ""))
        elif tag in ("textarea", "select"):
            self._named = given["name"]
            self._note(self._named, *([""] if tag == "textarea" else []))
        elif tag == "option" and "selected" in given:
            self._note(self._named, given["value"])

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "textarea":
            self.form.fields[self._named][-1] += data.removeprefix("\n")
        elif not self._open or self._open[-1] not in _UNSEEN:
            self.words.append(data)
            self.heading += data if "h1" in self._open else ""

    def _note(self, name: str, *values: str) -> None:
        self.form.fields.setdefault(name, []).extend(values)


class Visitor:
    def __init__(self, house: PortalHouse) -> None:
        self.house = house
        transport = httpx2.ASGITransport(house.app)
        self.http = httpx2.AsyncClient(transport=transport, base_url="http://portal.test", follow_redirects=True)

    async def __aenter__(self) -> Self:
        await self.http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.__aexit__(kind, error, trace)

    async def signs_in(self, person: str) -> Page:
        self.house.issuer.person = person
        return await self.opens("/sign-in")

    async def opens(self, path: str) -> Page:
        return Page(await self.http.get(path))

    async def sends(self, page: Page, **values: str | list[str]) -> Page:
        """Send a page's form, with these fields filled in."""
        return Page(await self.http.post(page.form.action, data=page.form.fields | values))

    async def does(self, path: str, **values: str | list[str]) -> Page:
        return await self.sends(await self.opens(path), **values)
