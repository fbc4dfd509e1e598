"""The portal has one name: cookies set at 127.0.0.1 are not sent to localhost, where the sign-in comes back to."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class OneName:
    """Sends a browser that came by another name of this machine to the one that the portal goes by."""

    def __init__(self, app: ASGIApp, *, url: str) -> None:
        self._app = app
        self._url = url
        self._name = urlsplit(url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http" and self._came_by_another_name(Headers(scope=scope)):
            app = RedirectResponse(self._url + _asked(scope))
        await app(scope, receive, send)

    def _came_by_another_name(self, headers: Headers) -> bool:
        host = headers.get("host", "")
        browses = "text/html" in headers.get("accept", "")
        return browses and host != self._name and urlsplit(f"//{host}").hostname in LOOPBACK


def _asked(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return f"{scope['path']}?{query}" if query else str(scope["path"])
