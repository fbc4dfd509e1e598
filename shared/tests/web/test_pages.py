"""Long lists come in pages; nothing is shown twice, and nothing is left out."""

import base64
import json
from typing import Any

import pytest

from councilkit.testing.client import Asker
from councilkit.testing.notes import Notes
from councilkit.web import CursorMalformed, from_cursor, to_cursor
from councilkit.web.pages import After


async def test_following_the_cursors_shows_everything_once(leader: Asker, notes: Notes) -> None:
    notes.titles = [f"note {number}" for number in range(7)]
    seen: list[str] = []
    params: dict[str, Any] = {"limit": 3}
    while params:
        page = (await leader.get("/notes", **params)).json()
        seen += page["items"]
        params = {"limit": 3, "cursor": page["next"]} if page["next"] else {}
    assert seen == notes.titles


async def test_the_last_page_says_that_it_is_the_last_also_when_it_is_full(leader: Asker, notes: Notes) -> None:
    notes.titles = ["a", "b", "c"]
    assert (await leader.get("/notes", limit=3)).json() == {"items": ["a", "b", "c"], "next": None}


@pytest.mark.parametrize("limit", [0, -1, 201, "x"])
async def test_a_limit_out_of_bounds_is_refused(leader: Asker, limit: object) -> None:
    answer = await leader.get("/notes", limit=limit)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "limit"


@pytest.mark.parametrize("place", ["key", 7, ["2026-11-22", "key"], ["a", None]])
def test_a_cursor_is_read_back_as_the_place_it_spells(place: After) -> None:
    assert from_cursor(to_cursor(place)) == place


@pytest.mark.parametrize("held", [{"$gt": ""}, [["a"]], 1.5, None, [{"$ne": 1}]])
def test_a_cursor_never_holds_more_than_a_place(held: object) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")
    with pytest.raises(CursorMalformed):
        from_cursor(cursor)


@pytest.mark.parametrize("cursor", ["a", "____", "x" * 400])
async def test_a_made_up_cursor_is_refused(leader: Asker, cursor: str) -> None:
    answer = await leader.get("/notes", cursor=cursor)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "cursor"
