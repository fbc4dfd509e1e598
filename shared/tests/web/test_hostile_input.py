"""What schemathesis makes up from the app's own description never brings it down, nor finds an undocumented answer."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx2
import pytest
from fastapi import APIRouter, FastAPI, Query
from pydantic import BaseModel
from starlette.responses import JSONResponse

from councilkit.telemetry import Telemetry
from councilkit.testing.hostile import assert_survives_hostile_input
from councilkit.testing.notes import Notes
from councilkit.testing.tokens import TokenMaker, a_term
from councilkit.web import SIGNED_IN, action, build_app

TERM = a_term("larvik")


async def the_second_note(_: httpx2.AsyncClient) -> Mapping[str, str]:
    return {"note": "1"}


def test_the_notes_survive(notes: Notes, maker: TokenMaker, app: FastAPI) -> None:
    notes.titles = ["a", "b"]
    sent = assert_survives_hostile_input(app, maker.token(TERM), acting=TERM.id, arrange=the_second_note, examples=30)
    assert sent > 100
    assert notes.stopped


def an_app_with(router: APIRouter, maker: TokenMaker) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield

    async def ready() -> None: ...

    return build_app(
        name="flawed",
        title="Flawed",
        version="1",
        telemetry=Telemetry("flawed"),
        verifier=maker.verifier,
        routers=[router],
        lifespan=lifespan,
        ready=ready,
    )


class Answer(BaseModel):
    number: int


def breaks(number: int) -> Answer:
    return Answer(number=number // 0)


def answers_a_teapot() -> Answer:
    return JSONResponse({"number": 1}, status_code=418)  # type: ignore[return-value]


def answers_in_another_shape() -> Answer:
    return JSONResponse({"number": "one"})  # type: ignore[return-value]


def takes_anything(number: str = Query(json_schema_extra={"pattern": "^[0-9]+$"})) -> Answer:
    return Answer(number=len(number))


@pytest.mark.parametrize("flawed", [breaks, answers_a_teapot, answers_in_another_shape, takes_anything])
def test_a_flaw_is_found(maker: TokenMaker, flawed: object) -> None:
    router = APIRouter()
    router.get("/flawed", **action("look_at_it"), dependencies=[SIGNED_IN])(flawed)  # type: ignore[type-var]
    with pytest.raises(BaseExceptionGroup):
        assert_survives_hostile_input(an_app_with(router, maker), maker.token(TERM), examples=30)
