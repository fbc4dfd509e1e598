"""Finding out who asks, and letting only some through: dependencies of routes."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import structlog
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from councilkit.callers import (
    Caller,
    FixedVerifier,
    Holding,
    NotYourTerm,
    ScopeMissing,
    Unauthenticated,
    Verifier,
)

__all__ = [
    "SIGNED_IN",
    "Caller",
    "CallerDep",
    "FixedVerifier",
    "Holding",
    "NotYourTerm",
    "ScopeMissing",
    "Unauthenticated",
    "Verifier",
    "caller",
    "scope",
]

_bearer = HTTPBearer(auto_error=False, scheme_name="accessToken", bearerFormat="JWT")


async def caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Caller:
    """Find out who asks, from the `Authorization` header; the app's verifier decides."""
    if credentials is None:
        raise Unauthenticated("Send an access token: Authorization: Bearer …", field="Authorization")
    verifier: Verifier = request.app.state.verifier
    asker = await verifier.verify(credentials.credentials)
    structlog.contextvars.bind_contextvars(subject=asker.subject)
    return asker


CallerDep = Annotated[Caller, Depends(caller)]
"""The asker, as a parameter of a route."""

SIGNED_IN = Depends(caller)
"""For a route that anybody with a token may ask, whoever it is: `dependencies=[SIGNED_IN]`."""


def scope(name: str) -> Callable[[Caller], Awaitable[Caller]]:
    """Make a dependency that lets only service tokens with this scope through: `Depends(scope("ledger:read"))`."""

    async def needs(asker: CallerDep) -> Caller:
        if name not in asker.scopes:
            raise ScopeMissing(f"This needs a token with the scope {name}.", field="Authorization")
        return asker

    return needs
