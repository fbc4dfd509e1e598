"""The inbox: everybody's mails on one page, the newest first, and each as whoever gets it reads it."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, select_autoescape

from councilkit.workdays import OSLO
from portal.application.looks import Asset
from raadslag_local.mail.box import Box
from raadslag_local.mail.reading import headers, part

A_PAGE = 100
PAGES = Environment(loader=PackageLoader("raadslag_local", "mail"), autoescape=select_autoescape(["html"]))
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
}
MAIL_HEADERS = {
    "Cache-Control": "no-store",
    # As careful as a mail reader: no scripts, nothing fetched, and a link opens a page of its own.
    "Content-Security-Policy": "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
}
ADDRESS = re.compile(r"https?://[^\s<>]+")

Form = Literal["html", "text"]


@dataclass(frozen=True)
class Inbox:
    box: Box

    async def everybodys(self, before: int | None = None, to: str = "") -> Response:
        mails = self.box.newest(A_PAGE + 1, before=before, to=to)
        older = mails[A_PAGE - 1].number if len(mails) > A_PAGE else None
        return _page("inbox.html", mails=mails[:A_PAGE], older=older, to=to, oslo=OSLO)

    async def one(self, number: int, form: Form = "html") -> Response:
        mail = self.box.read(number)
        if mail is None:
            return _page("gone.html", status=404)
        [kept] = self.box.newest(1, before=number + 1)
        shown = form if part(mail, "html") else "text"
        text = _with_links(part(mail, "plain") or "")
        return _page("mail.html", headers=list(headers(mail)), kept=kept, shown=shown, text=text, oslo=OSLO)

    async def as_html(self, number: int) -> Response:
        mail = self.box.read(number)
        html = mail and part(mail, "html")
        return HTMLResponse(_opening_pages(html or ""), status_code=200 if html else 404, headers=MAIL_HEADERS)


def build_inbox(inbox: Inbox, styles: Mapping[str, Asset], *, beside: AbstractAsyncContextManager[None]) -> FastAPI:
    """Make the app; what is `beside` it runs as long as it does."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with beside:
            yield

    async def style(name: str) -> Response:
        asset = styles.get(name)
        return Response(asset.content, media_type=asset.media_type) if asset else Response(status_code=404)

    async def ready() -> dict[str, str]:
        return {"status": "ready"}

    router = APIRouter()
    router.get("/", response_model=None)(inbox.everybodys)
    router.get("/isready")(ready)
    router.get("/static/{name}", response_model=None)(style)
    router.get("/{number}", response_model=None)(inbox.one)
    router.get("/{number}/html", response_model=None)(inbox.as_html)
    app = FastAPI(title="Local mail sink", openapi_url=None, lifespan=lifespan)
    app.include_router(router)
    return app


def _page(name: str, *, status: int = 200, **told: object) -> Response:
    return HTMLResponse(PAGES.get_template(name).render(**told), status_code=status, headers=HEADERS)


def _with_links(text: str) -> list[tuple[str, bool]]:
    """Split a text where addresses stand in it, and tell which parts are addresses."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in ADDRESS.finditer(text):
        parts += [(text[end : found.start()], False), (found.group(), True)]
        end = found.end()
    return [*parts, (text[end:], False)]


def _opening_pages(html: str) -> str:
    """Have links open pages of their own, and not inside the frame."""
    head = html.lower().find("<head>")
    at = head + len("<head>") if head >= 0 else 0
    return f'{html[:at]}<base target="_blank">{html[at:]}'
