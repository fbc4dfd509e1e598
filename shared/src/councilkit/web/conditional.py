"""What the asker has already is not sent again: every JSON answer to a GET has an ETag, and If-None-Match spares it."""

import re
from hashlib import blake2b

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from councilkit.web.etags import etag_of

_TAG = re.compile(r'(?:W/)?("[^"]*"|\*)')
_OK = 200
_OF_A_BODY = ("Content-Length", "Content-Type")


class Conditional:
    """A middleware. The answer is made all the same: it spares the way there, not the work."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["method"] == "GET":
            send = _Tagging(send, Headers(scope=scope))
        await self._app(scope, receive, send)


class _Tagging:
    """Holds the head of an answer back until it sees the body, if it is one that gets an ETag."""

    def __init__(self, send: Send, asked: Headers) -> None:
        self._send = send
        self._has = {tag for value in asked.getlist("if-none-match") for tag in _TAG.findall(value)}
        self._head: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_json(message):
            self._head = message
        elif self._head:
            head, self._head = self._head, None
            await self._with_head(head, message)
        else:
            await self._send(message)

    async def _with_head(self, head: Message, body: Message) -> None:
        if body.get("more_body"):  # in parts, as long as it lasts
            await self._send(head)
            await self._send(body)
            return
        headers = MutableHeaders(scope=head)
        headers["ETag"] = etag_of(headers.get("ETag"), blake2b(body["body"], digest_size=12).hexdigest())
        if self._has & {headers["ETag"], "*"}:
            for name in _OF_A_BODY:
                del headers[name]
            head, body = {**head, "status": 304}, {**body, "body": b""}
        await self._send(head)
        await self._send(body)


def _is_json(head: Message) -> bool:
    return head["status"] == _OK and Headers(raw=head["headers"]).get("content-type", "") == "application/json"
