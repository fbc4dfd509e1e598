"""An outside OpenID Connect issuer: discovery, authorization code with PKCE, and its id tokens checked."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel

from councilkit.clock import Clock
from portal.application.ports import Identity
from portal.application.refusals import Away, SignInFailed

ALGORITHMS = ["ES256", "RS256", "PS256"]


class Discovered(BaseModel):
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None = None


class Redeemed(BaseModel):
    id_token: str
    refresh_token: str | None = None


class HttpIssuer:
    def __init__(
        self, http: httpx2.AsyncClient, url: str, *, client_id: str, client_secret: str, home: str, clock: Clock
    ) -> None:
        self._http = http
        self._url = url.rstrip("/")
        self._client = {"client_id": client_id} | ({"client_secret": client_secret} if client_secret else {})
        self._client_id = client_id
        self._home = home
        self._clock = clock
        self._discovered: Discovered | None = None

    async def address(self, *, state: str, nonce: str, challenge: str) -> str:
        query = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": self._redirect,
            "scope": "openid",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{(await self._endpoints()).authorization_endpoint}?{urlencode(query)}"

    async def redeem(self, *, code: str, verifier: str, nonce: str) -> Identity:
        redeemed = await self._token(
            grant_type="authorization_code", code=code, code_verifier=verifier, redirect_uri=self._redirect
        )
        claims = await self._claims(redeemed.id_token)
        if claims.get("nonce") != nonce:
            raise SignInFailed("sign-in-expired")
        return _identity(claims, redeemed, redeemed.refresh_token)

    async def refresh(self, refresh_token: str) -> Identity:
        redeemed = await self._token(grant_type="refresh_token", refresh_token=refresh_token)
        return _identity(await self._claims(redeemed.id_token), redeemed, redeemed.refresh_token or refresh_token)

    async def sign_out_address(self, id_token: str) -> str | None:
        end = (await self._endpoints()).end_session_endpoint
        query = urlencode({"id_token_hint": id_token, "post_logout_redirect_uri": f"{self._home}/"})
        return f"{end}?{query}" if end else None

    @property
    def _redirect(self) -> str:
        return f"{self._home}/sign-in/callback"

    async def _endpoints(self) -> Discovered:
        if self._discovered is None:
            answer = await self._reach("GET", f"{self._url}/.well-known/openid-configuration")
            self._discovered = Discovered.model_validate_json(answer.content)
        return self._discovered

    async def _token(self, **form: str) -> Redeemed:
        endpoint = (await self._endpoints()).token_endpoint
        answer = await self._reach("POST", endpoint, data={**form, **self._client})
        return Redeemed.model_validate_json(answer.content)

    async def _claims(self, id_token: str) -> dict[str, Any]:
        """Check signature, issuer, audience and time."""
        endpoints = await self._endpoints()
        keys = KeySet.import_key_set((await self._reach("GET", endpoints.jwks_uri)).json())
        rules = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock().timestamp()),
            leeway=60,
            iss={"essential": True, "value": endpoints.issuer},
            aud={"essential": True, "value": self._client_id},
            sub={"essential": True},
            exp={"essential": True},
        )
        try:
            token = jwt.decode(id_token, keys, algorithms=ALGORITHMS)
            rules.validate(token.claims)
        except (JoseError, ValueError) as error:
            raise SignInFailed("sign-in-refused") from error
        return token.claims

    async def _reach(self, method: str, address: str, **rest: Any) -> httpx2.Response:  # noqa: ANN401 - as httpx2 takes them
        try:
            answer = await self._http.request(method, address, **rest)
        except httpx2.HTTPError as error:
            raise Away(address) from error
        if answer.is_client_error:
            raise SignInFailed("sign-in-refused")
        if not answer.is_success:
            raise Away(address)
        return answer


def _identity(claims: dict[str, Any], redeemed: Redeemed, refresh_token: str | None) -> Identity:
    until = datetime.fromtimestamp(claims["exp"], UTC)
    return Identity(str(claims["sub"]), redeemed.id_token, until, refresh_token)
