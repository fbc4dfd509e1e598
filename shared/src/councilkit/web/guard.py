"""The door: reads each request's body within its bounds, keeps the answers' headers, and lets no exception out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from councilkit.refusals import Refusal
from councilkit.web.bodies import BODY_LIMIT, BodyTooLarge, check_address, check_json
from councilkit.web.paths import path_in_app
from councilkit.web.problems import answer, of_refusal, problem

SECURITY_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_log = structlog.get_logger()


class Guard:
    """The outermost middleware of an app. A header that a route sets itself is left as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with _context_of_its_own(service=scope["app"].state.name):
            await self._guarded(scope, receive, _Sender(send))

    async def _guarded(self, scope: Scope, receive: Receive, send: "_Sender") -> None:
        try:
            check_address(scope)
            large: Mapping[str, int] = scope["app"].state.large_bodies
            body = await _read(scope, receive, large.get(path_in_app(scope), BODY_LIMIT))
            if body is not None:
                await self._app(scope, _replay(body, receive), send)
        except Refusal as refusal:
            await answer(of_refusal(refusal))(scope, receive, send)
        except Exception:
            _log.exception("unexpected")
            if send.started:
                raise
            await answer(problem("unexpected", 500, "Something went wrong here; it has been noted."))(
                scope, receive, send
            )


@contextmanager
def _context_of_its_own(**bound: str) -> Iterator[None]:
    """Keep what is bound for logs apart: in one process, one app's request can be made within another's."""
    before = structlog.contextvars.get_contextvars()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**bound)
    try:
        yield
    finally:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(**before)


class _Sender:
    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


async def _read(scope: Scope, receive: Receive, limit: int) -> bytes | None:
    """Read the whole body; None when the client went away before its end."""
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise BodyTooLarge(f"The body is over {limit} bytes.", field="")
    if body and _says_json(scope):
        check_json(bytes(body))
    return bytes(body)


def _says_json(scope: Scope) -> bool:
    kind = Headers(scope=scope).get("content-type", "").partition(";")[0]
    return kind.strip().lower().endswith("json")


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
