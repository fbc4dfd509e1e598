"""Access tokens: for people by token exchange (RFC 8693) or a voucher, for services by client credentials."""

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from council_registry.api.dependencies import Service, Tokens
from council_registry.api.identities import caller_of
from council_registry.application.people.enter_vouched import EnterVouched, StayVouched, enter_vouched, stay_vouched
from council_registry.application.people.exchange_token import ExchangeToken, exchange_token
from council_registry.application.people.grant_service_token import GrantServiceToken, grant_service_token
from council_registry.application.service import Registry
from council_registry.domain.people_refusals import CodeUnknown
from council_registry.domain.refusals import NoPlaceInRaadslag, OutsideTokenRefused, ScopeNotGranted, UnknownClient
from councilkit.refusals import Unavailable
from councilkit.web import AccessTokens, Caller, IssuerAway, action

router = APIRouter(tags=["tokens"])

ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a type's name
IdToken = Literal["urn:ietf:params:oauth:token-type:id_token"]
KEYS_LAST = "public, max-age=300"


class Grant(StrEnum):
    EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
    CLIENT = "client_credentials"
    VOUCHED = "urn:raadslag:oauth:grant-type:vouched"
    REFRESH = "refresh_token"  # of a session that somebody vouches for; others exchange their outside token again


NEEDED = {
    Grant.EXCHANGE: ("subject_token", "subject_token_type"),
    Grant.VOUCHED: ("code",),
    Grant.REFRESH: ("refresh_token",),
    Grant.CLIENT: ("client_id", "client_secret"),
}


class TokenForm(BaseModel):
    """What each grant needs of it is told in `NEEDED`; fields that we do not know are passed over, as OAuth asks."""

    model_config = ConfigDict(hide_input_in_errors=True)

    grant_type: Grant
    subject_token: Annotated[str, Field(max_length=32_768)] = ""
    subject_token_type: IdToken | None = None
    client_id: Annotated[str, Field(max_length=100)] = ""
    client_secret: Annotated[str, Field(max_length=200)] = ""
    scope: Annotated[str, Field(max_length=500)] = ""
    code: Annotated[str, Field(max_length=100)] = ""
    refresh_token: Annotated[str, Field(max_length=100)] = ""

    @model_validator(mode="after")
    def has_what_its_grant_needs(self) -> "TokenForm":
        for field in NEEDED[self.grant_type]:
            if not getattr(self, field):
                raise PydanticCustomError("grant_incomplete", "This grant needs {field}.", {"field": field})
        return self


class TokenAnswer(BaseModel):
    access_token: str
    issued_token_type: str = ACCESS_TOKEN
    token_type: str = "Bearer"  # noqa: S105 - how it is to be used
    expires_in: int
    scope: str
    refresh_token: str | None = Field(default=None, description="Keeps up a session that somebody vouches for")

    @classmethod
    def issue(cls, caller: Caller, tokens: AccessTokens, refresh_token: str | None) -> "TokenAnswer":
        return cls(
            access_token=tokens.issue(caller),
            expires_in=int(tokens.lifetime.total_seconds()),
            scope=" ".join(sorted(caller.scopes)),
            refresh_token=refresh_token,
        )


@router.post(
    "/token",
    **action(
        "issue_token",
        OutsideTokenRefused,
        UnknownClient,
        CodeUnknown,
        NoPlaceInRaadslag,
        ScopeNotGranted,
        IssuerAway,
        Unavailable,
        public=True,
    ),
)
async def token(form: Annotated[TokenForm, Form()], service: Service, tokens: Tokens) -> TokenAnswer:
    caller, refresh_token = await GRANTS[form.grant_type](form, service)
    return TokenAnswer.issue(caller, tokens, refresh_token)


@router.get("/jwks", **action("read_jwks", public=True))
async def jwks(tokens: Tokens, response: Response) -> dict[str, Any]:
    response.headers["Cache-Control"] = KEYS_LAST
    return tokens.jwks()


Granted = tuple[Caller, str | None]


async def _person(form: TokenForm, service: Registry) -> Granted:
    identity = await exchange_token(
        ExchangeToken(form.subject_token),
        door=service.door,
        contacts=service.contacts,
        records=service.records,
        units=service.units,
        clock=service.clock,
    )
    return caller_of(identity), None


async def _service(form: TokenForm, service: Registry) -> Granted:
    command = GrantServiceToken(form.client_id, form.client_secret, form.scope.split())
    return Caller(subject=form.client_id, scopes=grant_service_token(command, clients=service.clients)), None


async def _vouched(form: TokenForm, service: Registry) -> Granted:
    identity, session = await enter_vouched(EnterVouched(form.code), service=service)
    return caller_of(identity), session


async def _vouched_on(form: TokenForm, service: Registry) -> Granted:
    identity = await stay_vouched(StayVouched(form.refresh_token), service=service)
    return caller_of(identity), form.refresh_token


GRANTS: Mapping[Grant, Callable[[TokenForm, Registry], Awaitable[Granted]]] = {
    Grant.EXCHANGE: _person,
    Grant.CLIENT: _service,
    Grant.VOUCHED: _vouched,
    Grant.REFRESH: _vouched_on,
}
