"""The portal's three cookies: the session's opaque id, the browser that began a sign-in, and the chosen language."""

from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Cookies:
    """On https every cookie is Secure and bound to this host alone."""

    secure: bool

    def read(self, request: Request, name: str) -> str | None:
        return request.cookies.get(self._full(name))

    def write(self, response: Response, name: str, value: str, *, lasts: int | None = None) -> None:
        response.set_cookie(
            self._full(name), value, max_age=lasts, path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def forget(self, response: Response, name: str) -> None:
        response.delete_cookie(self._full(name), path="/", secure=self.secure, httponly=True, samesite="lax")

    def _full(self, name: str) -> str:
        return f"__Host-raadslag-{name}" if self.secure else f"raadslag-{name}"
