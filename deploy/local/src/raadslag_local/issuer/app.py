"""The issuer's routes: discovery, keys, the page where one chooses who to be, and the exchange of a code."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Form, Query
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, select_autoescape
from pydantic import BaseModel

from portal.application.looks import Asset
from raadslag_local.issuer.people import People
from raadslag_local.issuer.tokens import ID_TOKEN_LASTS, NotGranted, SignIn, Tokens

PAGES = Environment(loader=PackageLoader("raadslag_local", "issuer"), autoescape=select_autoescape(["html"]))
NONE: Final[Mapping[str, Asset]] = MappingProxyType({})
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class Client:
    """The only one that people are sent here by, and the only address they are sent back to."""

    id: str
    home: str

    @property
    def redirect(self) -> str:
        return f"{self.home}/sign-in/callback"


class Asked(BaseModel):
    """What the client sends along with the person; one who came without it is shown the way."""

    client_id: str = ""
    redirect_uri: str = ""
    code_challenge: str = ""
    state: str = ""
    nonce: str = ""

    @property
    def sign_in(self) -> SignIn:
        return SignIn(self.client_id, self.redirect_uri, self.code_challenge, self.nonce)


class Chosen(Asked):
    subject: str


class Exchange(BaseModel):
    grant_type: str
    client_id: str
    code: str = ""
    redirect_uri: str = ""
    code_verifier: str = ""
    refresh_token: str = ""


@dataclass(frozen=True)
class Issuer:
    url: str
    client: Client
    tokens: Tokens
    people: People

    async def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "end_session_endpoint": f"{self.url}/sign-out",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "code_challenge_methods_supported": ["S256"],
        }

    async def jwks(self) -> dict[str, Any]:
        return self.tokens.jwks()

    async def choose(self, asked: Annotated[Asked, Query()]) -> Response:
        if not self._known(asked):
            return self._stranger()
        page = PAGES.get_template("choose.html").render(groups=await self.people(), asked=asked.model_dump())
        return HTMLResponse(page, headers=HEADERS)

    async def chosen(self, chosen: Annotated[Chosen, Form()]) -> Response:
        if not self._known(chosen):
            return self._stranger()
        code = self.tokens.code(chosen.subject, chosen.sign_in)
        query = urlencode({"code": code, "state": chosen.state})
        return RedirectResponse(f"{chosen.redirect_uri}?{query}", status_code=303, headers=HEADERS)

    async def exchange(self, form: Annotated[Exchange, Form()]) -> Response:
        try:
            subject, nonce = self._subject(form)
        except NotGranted:
            return JSONResponse({"error": "invalid_grant"}, status_code=400, headers=HEADERS)
        answer = {
            "token_type": "Bearer",
            "expires_in": int(ID_TOKEN_LASTS.total_seconds()),
            "access_token": self.tokens.id_token(subject, client=form.client_id),
            "id_token": self.tokens.id_token(subject, client=form.client_id, nonce=nonce),
            "refresh_token": self.tokens.refresh_token(subject, client=form.client_id),
        }
        return JSONResponse(answer, headers=HEADERS)

    async def sign_out(self) -> Response:
        return RedirectResponse(f"{self.client.home}/", status_code=303, headers=HEADERS)

    def _stranger(self) -> Response:
        page = PAGES.get_template("stranger.html").render(home=f"{self.client.home}/")
        return HTMLResponse(page, status_code=400, headers=HEADERS)

    def _known(self, asked: Asked) -> bool:
        return (asked.client_id, asked.redirect_uri) == (self.client.id, self.client.redirect)

    def _subject(self, form: Exchange) -> tuple[str, str]:
        match form.grant_type:
            case "authorization_code":
                return self.tokens.redeem(
                    form.code, client=form.client_id, redirect=form.redirect_uri, verifier=form.code_verifier
                )
            case "refresh_token":
                return self.tokens.refreshed(form.refresh_token, client=form.client_id), ""
        raise NotGranted


def build_issuer(
    issuer: Issuer, styles: Mapping[str, Asset] = NONE, *, close: Callable[[], Awaitable[None]] | None = None
) -> FastAPI:
    """Make the app. It proves nobody's identity: anyone who reaches it can be anyone."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        if close:
            await close()

    async def style(name: str) -> Response:
        asset = styles.get(name)
        return Response(asset.content, media_type=asset.media_type) if asset else Response(status_code=404)

    router = APIRouter()
    router.get("/.well-known/openid-configuration")(issuer.discovery)
    router.get("/jwks")(issuer.jwks)
    router.get("/authorize", response_model=None)(issuer.choose)
    router.post("/authorize", response_model=None)(issuer.chosen)
    router.post("/token", response_model=None)(issuer.exchange)
    router.get("/sign-out", response_model=None)(issuer.sign_out)
    router.get("/static/{name}", response_model=None)(style)
    app = FastAPI(title="Local issuer", openapi_url=None, lifespan=lifespan)
    app.include_router(router)
    return app
