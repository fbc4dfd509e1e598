"""Every command brings its key, its term and, if it wants, the state it saw."""

import pytest

from councilkit.testing.client import Asker
from councilkit.testing.notes import Notes
from councilkit.web import IfMatchMalformed, etag
from councilkit.web.etags import expected

GOOD = {"title": "Ventetid", "text": "Det er\tlang\r\nventetid."}


async def test_an_accepted_command_tells_its_receipt_and_the_state_after_it(leader: Asker) -> None:
    answer = await leader.post("/notes", GOOD)
    assert answer.status_code == 201
    assert answer.json() == {"receipt": "notes:000001", "seen": True, "id": "0"}
    assert answer.headers["etag"] == '"1"'


async def test_the_ledger_is_told_who_acts_under_which_key_and_on_which_state(leader: Asker, notes: Notes) -> None:
    await leader.post("/notes", GOOD, key="my-key-0001", expected=3)
    (call,) = notes.calls
    assert call.actor == "term-1"
    assert call.command_id == "http/term-1/my-key-0001"
    assert call.expected == 3
    assert call.causation is None


async def test_a_repeated_command_is_the_same_call_in_every_part(leader: Asker, notes: Notes) -> None:
    await leader.post("/notes", GOOD, key="my-key-0001")
    await leader.post("/notes", GOOD, key="my-key-0001")
    assert notes.calls[0] == notes.calls[1]


async def test_another_body_under_the_same_key_is_another_request(leader: Asker, notes: Notes) -> None:
    await leader.post("/notes", GOOD, key="my-key-0001")
    await leader.post("/notes", GOOD | {"title": "Kortere svartid"}, key="my-key-0001")
    assert notes.calls[0].request != notes.calls[1].request


async def test_the_correlation_tells_nothing_of_the_key(leader: Asker, notes: Notes) -> None:
    await leader.post("/notes", GOOD, key="my-key-0001")
    assert "my-key-0001" not in notes.calls[0].correlation


@pytest.mark.parametrize(
    ("left_out", "slug"), [("Idempotency-Key", "idempotency-key-missing"), ("Acting-As", "acting-as-missing")]
)
async def test_a_command_without_its_headers_is_malformed(leader: Asker, left_out: str, slug: str) -> None:
    headers = leader.headers() | {"Idempotency-Key": "my-key-0001"}
    del headers[left_out]
    answer = await leader.client.post("/notes", json=GOOD, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["type"] == f"urn:raadslag:problem:{slug}"
    assert answer.json()["errors"][0]["field"] == left_out


@pytest.mark.parametrize("key", ["short", "x" * 129, "with space in it", "slash/slash"])
async def test_a_key_of_another_shape_is_refused(leader: Asker, key: str) -> None:
    answer = await leader.post("/notes", GOOD, key=key)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize("tag", ["3", 'W/"3"', '"3", "4"', '"x"', '""', '"-1"', '"9999999999"'])
def test_a_weak_or_strange_etag_is_refused(tag: str) -> None:
    with pytest.raises(IfMatchMalformed):
        expected(tag)


def test_an_etag_is_read_back_as_the_sequence_it_spells() -> None:
    assert expected(etag(3)) == 3
    assert expected("*") is None
    assert expected(None) is None


async def test_lines_of_a_text_end_in_one_way_and_a_title_is_one_line(leader: Asker, notes: Notes) -> None:
    await leader.post("/notes", GOOD | {"title": "  To\r\nlinjer  "})
    assert notes.titles == ["To linjer"]
