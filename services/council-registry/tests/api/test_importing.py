"""Tables over HTTP: as rows, as CSV, and out again."""

import asyncio
from base64 import b64encode
from typing import Any

import pytest

from council_registry.testing.driver import Driver
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, OFFICER
from councilkit.spreadsheets import read_csv

UNITS = "number;name;kind;parent\r\n9000;Nav direktoratet;directorate;\r\n0800;Nav Vestfold;region;9000\r\n"
KEY = {"Idempotency-Key": "an-import-of-units"}


def sheets(csv: str = UNITS) -> dict[str, Any]:
    return {"sheets": {"units": b64encode(csv.encode()).decode()}}


async def test_tables_are_looked_at_and_then_entered(registry: Driver, http: Http) -> None:
    asker = http.by(DIRECTORATE)
    preview = (await asker.post("/imports/preview", sheets())).json()
    assert [one["name"] for one in preview["differences"]] == ["9000", "0800"]
    assert preview["differences"][0]["line"] == 2
    accepted = await asker.post("/imports", sheets() | {"digest": preview["digest"]})
    assert accepted.status_code == 202
    while (told := (await asker.get(f"/imports/{accepted.json()['id']}")).json())["stage"] == "running":  # noqa: ASYNC110 - as any reader finds out
        await asyncio.sleep(0.001)
    assert (told["stage"], told["done"], told["left"]) == ("done", 2, [])
    assert (await registry.service.units.get("0800")).name == "Nav Vestfold"


async def test_a_wrong_column_is_told_by_its_line(http: Http) -> None:
    answer = await http.by(DIRECTORATE).post("/imports/preview", sheets(UNITS.replace("0800;", "800;")))
    [problem] = answer.json()["problems"]
    assert (problem["sheet"], problem["line"], problem["column"]) == ("units", 3, "number")


async def test_a_table_that_cannot_be_read_is_refused_by_line(http: Http) -> None:
    answer = await http.by(DIRECTORATE).post("/imports/preview", sheets(UNITS + '"open'))
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (422, "sheet-wrong")
    assert answer.json()["detail"].startswith("units: Line 4")


async def test_tables_with_something_in_the_way_are_not_accepted(http: Http) -> None:
    wrong = sheets(UNITS.replace(";9000\r\n", ";9999\r\n")) | {"digest": "0" * 64}
    answer = await http.by(DIRECTORATE).post("/imports", wrong)
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (422, "rows-refused")


async def test_a_key_that_came_with_other_tables_is_refused(http: Http) -> None:
    asker = http.by(DIRECTORATE)
    body = sheets() | {"digest": (await asker.post("/imports/preview", sheets())).json()["digest"]}
    other = body | sheets(UNITS.replace("0800", "0900"))
    first, again, refused = [await asker.post("/imports", sent, key="the-same-key") for sent in (body, body, other)]
    assert first.json()["id"] == again.json()["id"]
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (422, "key-reused")


async def test_whose_contacts_a_preview_tells_is_written_down(registry: Driver, http: Http) -> None:
    seated = await registry.a_seated_council()
    [lykt] = await registry.contacts.holding([seated.leader.id])
    row = {"key": lykt.id, "name": "Modig Lyktemann", "email": lykt.contact.email}
    await http.by(DIRECTORATE).post("/imports/preview", {"rows": {"contacts": [row]}})
    [access] = await registry.keeping.accesses.about(lykt.id, before=None, limit=5)
    assert access.why == "import"


async def test_a_regional_officer_neither_imports_nor_exports(http: Http) -> None:
    asker = http.by(OFFICER)
    assert (await asker.post("/imports/preview", sheets())).status_code == 403
    assert (await asker.get("/export")).status_code == 403
    assert (await asker.get("/export/contacts.csv")).status_code == 403


@pytest.mark.parametrize(
    ("scope", "status"), [("registry:export", 200), ("registry:import", 403), ("ledger:read", 403)]
)
async def test_a_service_exports_with_the_scope_for_it(http: Http, scope: str, status: int) -> None:
    assert (await http.by(scopes=(scope,)).get("/export")).status_code == status


async def test_what_is_here_is_told_as_tables(registry: Driver, http: Http) -> None:
    await registry.a_seated_council()
    asker = http.by(DIRECTORATE)
    rows = (await asker.get("/export")).json()["rows"]
    table = await asker.get("/export/seats.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert [row["council"] for _, row in read_csv(table.content)] == [row["council"] for row in rows["seats"]]
    assert (await asker.post("/imports/preview", {"rows": rows})).json()["differences"] == []
