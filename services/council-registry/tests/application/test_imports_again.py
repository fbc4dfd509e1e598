"""What was erased, changed, closed or protected since is neither undone nor brought back nor told by tables."""

from copy import deepcopy
from typing import Any

import pytest

from council_registry.application.importing.carrying_out import Perform
from council_registry.application.importing.exporting import Exported
from council_registry.application.importing.ports import Import, Stage
from council_registry.application.importing.rows import Sheet
from council_registry.domain.person import Person
from council_registry.testing.driver import Driver
from council_registry.testing.small_tables import BY, ROWS, Rows, cells, enter, preview, problem, with_
from councilkit.ledger import Call, KeyReused

TWICE = [
    ("units", "number"),
    ("organisations", "name"),
    ("councils", "short"),
    ("contacts", "key"),
    ("seats", "seat"),
    ("posts", "person"),
    ("meetings", "starts_at"),
]
HOME = "Stille gate 1, 3187 Horten"
MERGED = "2027-01-01"


def with_more(sheet: str, *rows: dict[str, Any], to: Rows = ROWS) -> Rows:
    return to | {sheet: [*to[sheet], *rows]}


async def person(registry: Driver, name: str = "Modig Lykt") -> Person:
    return next(one for one in await registry.contacts.page(None, 10) if one.contact.name == name)


async def exported(registry: Driver) -> dict[Sheet, Exported]:
    return {sheet: await registry.importing.exporting.rows(sheet, "directorate") for sheet in Sheet}


async def exported_rows(registry: Driver) -> Rows:
    return {sheet.value: told.rows for sheet, told in (await exported(registry)).items()}


async def erase(registry: Driver, name: str = "Modig Lykt") -> None:
    await registry.service.erasing.erase(await person(registry, name), "directorate")
    await registry.settle()


async def require_the_same(registry: Driver, rows: Rows) -> None:
    plan = await preview(registry, rows)
    assert (plan.differences, plan.problems) == ([], [])


async def test_who_was_erased_does_not_come_back_by_the_key_under_another_address(registry: Driver) -> None:
    await enter(registry, ROWS)
    await erase(registry)
    changed = with_("contacts", 1, email="another@example.no")
    assert await problem(registry, changed) == ("contacts", 1, "key", "erased-before")


@pytest.mark.parametrize(("sheet", "line"), [("seats", 1), ("posts", 1)])
async def test_who_was_erased_gets_no_seat_or_post_by_the_key(registry: Driver, sheet: str, line: int) -> None:
    await enter(registry, ROWS)
    key = (await person(registry)).id
    await erase(registry)
    for name in ("modig", key):
        rows = {sheet: [with_(sheet, line, person=name)[sheet][line - 1]]}
        assert await problem(registry, rows) == (sheet, 1, "person", "erased-before")


async def test_an_import_that_a_restore_brought_back_ends_where_it_names_somebody_erased_and_is_forgotten(
    registry: Driver,
) -> None:
    await enter(registry, ROWS)
    await erase(registry)
    imports, carrying_out = registry.importing.carrying_out.imports, registry.importing.carrying_out
    rows = {sheet.value: lines for sheet, lines in cells(ROWS).items()}
    restored = Import("restored", BY, registry.now, Stage.RUNNING, 0, 20, rows=rows)
    await imports.accept(restored)
    await carrying_out.carry_out(restored)
    over = await imports.get("restored")
    assert over
    assert (over.stage, over.left[0].rule, over.rows) == (Stage.STUCK, "erased-before", {})


async def test_after_somebody_was_erased_the_export_is_imported_without_a_difference(registry: Driver) -> None:
    await enter(registry, ROWS)
    await erase(registry)
    told = await exported(registry)
    assert {sheet: one.left_out for sheet, one in told.items() if one.left_out} == {Sheet.SEATS: 2}
    await require_the_same(registry, {sheet.value: one.rows for sheet, one in told.items()})
    attended = [row["attended"] for row in told[Sheet.MEETINGS].rows]
    assert attended == ["", "", ""]


@pytest.mark.parametrize(
    ("sheet", "line", "cell"),
    [("units", 2, {"name": "Nav Holmestrand"}), ("councils", 1, {"name_nb": "Utvalget", "led_by": "nav"})],
)
async def test_what_is_agreed_for_a_day_to_come_is_the_same_when_the_table_comes_again(
    registry: Driver, sheet: str, line: int, cell: dict[str, str]
) -> None:
    await enter(registry, ROWS)
    agreed = with_(sheet, line, on=MERGED, **cell)
    assert (await enter(registry, agreed)).done == 1
    await require_the_same(registry, agreed)
    await require_the_same(registry, ROWS)


@pytest.mark.parametrize(("sheet", "column"), TWICE)
async def test_the_same_is_told_by_one_row_of_a_table(registry: Driver, sheet: str, column: str) -> None:
    line = len(ROWS[sheet]) + 1
    found = (await preview(registry, with_more(sheet, deepcopy(ROWS[sheet][0])))).problems
    assert [(one.line, one.column, one.rule) for one in found] == [(line, column, "named-twice")]


async def test_two_keys_are_not_one_person(registry: Driver) -> None:
    await enter(registry, ROWS)
    again = with_more("contacts", ROWS["contacts"][0] | {"key": (await person(registry)).id})
    assert await problem(registry, again) == ("contacts", 4, "key", "named-twice")


async def test_a_protected_address_leaves_neither_by_the_export_nor_by_what_a_preview_tells(registry: Driver) -> None:
    protected = with_("contacts", 1, address=HOME, protected="ja")
    await enter(registry, protected)
    assert HOME not in repr(await exported_rows(registry))
    [difference] = (await preview(registry, with_("contacts", 1, address="", phone="90 00 00 00"))).differences
    assert [name for name, *_ in difference.fields] == ["phone"]


@pytest.mark.parametrize("cell", [{}, {"protected": "nei"}, {"address": "Lys vei 2, 3187 Horten", "protected": "ja"}])
async def test_no_table_takes_protection_away(registry: Driver, cell: dict[str, str]) -> None:
    await enter(registry, with_("contacts", 1, address=HOME, protected="ja"))
    await enter(registry, with_("contacts", 1, name="Modig Lyktemann", **cell))
    contact = (await person(registry, "Modig Lyktemann")).contact
    assert (contact.address, contact.protected) == (HOME, True)


async def test_whose_contacts_a_preview_tells_is_written_down(registry: Driver) -> None:
    await enter(registry, ROWS)
    await registry.importing.offering.look(cells(with_("contacts", 1, phone="90 00 00 00")), BY)
    accesses = registry.keeping.accesses
    [access] = await accesses.about((await person(registry)).id, before=None, limit=5)
    assert (access.by, access.why) == (BY.id, "import")
    assert await accesses.about((await person(registry, "Rolig Fjord")).id, before=None, limit=5) == []


def labelled_by_address() -> Rows:
    rows = deepcopy(ROWS)
    rows["seats"][2]["seat"] = "skrivar@example.no"
    return rows


async def test_no_command_tells_what_a_seat_is_called(registry: Driver) -> None:
    assert "example.no" not in "".join(deed.name for deed in (await preview(registry, labelled_by_address())).deeds)


class Mistaken(dict[type, Perform]):
    def __missing__(self, kind: type) -> Perform:
        return self._do

    async def _do(self, command: object, _by: object, _call: Call) -> object:
        raise ValueError(f"What is this: {command}, skrivar@example.no")


async def test_no_log_of_a_mistake_tells_what_stands_in_the_tables(
    registry: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    registry.importing.carrying_out.performing = Mistaken()
    assert (await enter(registry, labelled_by_address())).stage is Stage.STUCK
    logged = capsys.readouterr().out
    assert "ValueError" in logged
    assert "example.no" not in logged


async def test_a_key_is_of_the_tables_that_it_came_with(registry: Driver) -> None:
    offering = registry.importing.offering
    digest = (await preview(registry, ROWS)).digest
    first = await offering.accept(cells(ROWS), digest=digest, by=BY, key="the-same-key")
    assert (await offering.accept(cells(ROWS), digest=digest, by=BY, key="the-same-key")).id == first.id
    with pytest.raises(KeyReused):
        await offering.accept(cells(with_("units", 2, name="Nav Borre")), digest=digest, by=BY, key="the-same-key")
