"""Whoever comes by another name of this machine arrives at the same page under the one name."""

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from portal.api.one_name import OneName

URL = "http://localhost:8080"


async def page(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(request.url))


APP = Starlette(routes=[Route("/{path:path}", page)], middleware=[Middleware(OneName, url=URL)])


async def arrive(address: str) -> str:
    transport = httpx2.ASGITransport(app=APP)
    async with httpx2.AsyncClient(transport=transport, follow_redirects=True) as browser:
        return (await browser.get(address, headers={"Accept": "text/html"})).text


@pytest.mark.parametrize("asked", ["/", "/cases?council=horten&state=sent", "/cases?q=h%C3%B8rsel&q=a%2Bb"])
async def test_an_address_is_kept_with_its_query(asked: str) -> None:
    assert await arrive(f"http://127.0.0.1:8080{asked}") == URL + asked
