"""Hostile input by the hundred, made from the app's own OpenAPI, without a network (schemathesis)."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import httpx2
from fastapi import FastAPI

from councilkit.testing.client import serving

Arrange = Callable[[httpx2.AsyncClient], Awaitable[Mapping[str, str]]]
"""Prepares the app, and tells ids to try: path parameter (`case`) to value."""


def assert_survives_hostile_input(
    app: FastAPI,
    token: str,
    *,
    acting: str | None = None,
    arrange: Arrange | None = None,
    examples: int = 40,
) -> int:
    """Send every operation valid and invalid input; tell how many requests that were.

    Fails on a 5xx, on an answer, media type or shape that OpenAPI does not document, and on invalid input accepted.
    The app's lifespan runs in an event loop of its own, so `app` must not have been started elsewhere.
    """
    # It takes a second to import, which only the tests that use it should pay.
    from councilkit.testing._hostile import Storm  # noqa: PLC0415 - see above

    with asyncio.Runner() as runner:
        # The runner's own `run` looks after signals each time, and that takes as long as a request.
        run = runner.get_loop().run_until_complete
        context = serving(app)
        client = run(context.__aenter__())
        try:
            known = run(_arranged(arrange, client))
            headers = {"Authorization": f"Bearer {token}"} | ({} if acting is None else {"Acting-As": acting})
            storm = Storm(app, headers, known, examples, lambda request: run(client.send(request)))
            return storm.break_loose()
        finally:
            run(context.__aexit__(None, None, None))


async def _arranged(arrange: Arrange | None, client: httpx2.AsyncClient) -> Mapping[str, str]:
    return {} if arrange is None else await arrange(client)
