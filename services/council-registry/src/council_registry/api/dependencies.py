"""What the routes ask for beside their own input."""

from typing import Annotated

from fastapi import Depends, Path, Request

from council_registry.application.service import Registry
from councilkit.web import AccessTokens

Id = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]
UnitNumber = Annotated[str, Path(pattern=r"^[0-9]{4}$")]


async def registry(request: Request) -> Registry:
    service: Registry = request.app.state.registry
    return service


Service = Annotated[Registry, Depends(registry)]


async def access_tokens(request: Request) -> AccessTokens:
    tokens: AccessTokens = request.app.state.access_tokens
    return tokens


Tokens = Annotated[AccessTokens, Depends(access_tokens)]
