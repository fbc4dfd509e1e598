"""What the asker has already is not sent again."""

import httpx2
import pytest
from fastapi import FastAPI, Response
from starlette.responses import StreamingResponse

from councilkit.testing.client import Asker
from councilkit.testing.notes import Notes
from councilkit.web.etags import etag, expected


async def asked(leader: Asker, path: str, has: str | None = None) -> httpx2.Response:
    return await leader.client.get(path, headers=leader.headers() | ({"If-None-Match": has} if has else {}))


async def test_an_unchanged_list_is_not_sent_again(leader: Asker, notes: Notes) -> None:
    notes.titles = ["a"]
    first = await asked(leader, "/notes")
    again = await asked(leader, "/notes", first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "content-type" not in again.headers
    assert "cache-control" in again.headers


async def test_a_list_that_has_changed_is_sent(leader: Asker, notes: Notes) -> None:
    notes.titles = ["a"]
    before = (await asked(leader, "/notes")).headers["etag"]
    notes.titles = ["a", "b"]
    after = await asked(leader, "/notes", before)
    assert (after.status_code, after.json()["items"]) == (200, ["a", "b"])
    assert after.headers["etag"] != before


@pytest.mark.parametrize("spelled", ["{}", "W/{}", '"other", {}', '"other",W/{}', "*"])
async def test_the_asker_may_have_several(leader: Asker, spelled: str) -> None:
    tag = (await asked(leader, "/notes")).headers["etag"]
    assert (await asked(leader, "/notes", spelled.format(tag))).status_code == 304


@pytest.mark.parametrize("has", ['"other"', "other", '""', "W/", '"'])
async def test_what_the_asker_has_may_be_anything(leader: Asker, has: str) -> None:
    assert (await asked(leader, "/notes", has)).status_code == 200


async def test_a_refusal_is_always_told(leader: Asker) -> None:
    assert (await asked(leader, "/notes/none", "*")).status_code == 404


async def test_a_page_with_a_sequence_brings_it_back(app: FastAPI, leader: Asker) -> None:
    @app.get("/page")
    async def page(response: Response) -> dict[str, str]:
        response.headers["ETag"] = etag(7)
        return {"title": "Ventetid"}

    tag = (await asked(leader, "/page")).headers["etag"]
    assert expected(tag) == 7
    assert (await asked(leader, "/page", etag(7))).status_code == 200
    assert (await asked(leader, "/page", tag)).status_code == 304


async def test_what_comes_in_parts_goes_through(app: FastAPI, leader: Asker) -> None:
    @app.get("/parts")
    async def parts() -> StreamingResponse:
        return StreamingResponse(iter([b"[1,", b"2]"]), media_type="application/json")

    answer = await asked(leader, "/parts", "*")
    assert (answer.status_code, answer.json(), "etag" in answer.headers) == (200, [1, 2], False)
