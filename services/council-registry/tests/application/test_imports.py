"""Tables are compared with what is here, entered all together or not at all, and leave nothing twice."""

import asyncio
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any, cast

import pytest

from council_registry.application.importing.carrying_out import Perform
from council_registry.application.importing.plan import Change
from council_registry.application.importing.ports import Import, Stage
from council_registry.application.importing.rows import Sheet
from council_registry.application.people.holds import held_on
from council_registry.application.structure.list_unit import ListUnit
from council_registry.domain.holding import Holding
from council_registry.domain.import_refusals import ChangedSincePreview, RowsRefused
from council_registry.domain.unit import Unit
from council_registry.testing.driver import Driver
from council_registry.testing.people import DIRECTORATE, TODAY
from council_registry.testing.small_tables import BY, ROWS, TERM, Rows, cells, enter, preview, problem, with_
from councilkit.events.councils import UnitKind
from councilkit.ledger import Call
from councilkit.ledger.numbering import Numbering
from councilkit.refusals import Unavailable


async def test_what_is_in_the_tables_is_entered(registry: Driver) -> None:
    done = await enter(registry, ROWS)
    assert (done.stage, done.left, done.done) == (Stage.DONE, (), done.of)
    directory = await registry.service.directories.now()
    councils = {record.state.charter.short: record.state for record in directory.councils.values()}
    assert set(councils) == {"SBU", "RBU-VES", "LBU-HOR"}
    horten = councils["LBU-HOR"]
    assert horten.charter.parent == councils["RBU-VES"].id
    assert horten.counting
    assert horten.counting.quiet
    assert sorted(term.role for term in horten.terms.values()) == ["deputy", "leader"]


async def test_a_person_in_two_councils_is_entered_once(registry: Driver) -> None:
    await enter(registry, ROWS)
    people = {person.contact.name: person for person in await registry.contacts.page(None, 10)}
    assert set(people) == {"Modig Lykt", "Rolig Fjord", "Blank Bøyle"}
    held = await held_on(TODAY, people["Modig Lykt"].holds, records=registry.service.records)
    assert sorted(holding.role for holding in held) == ["leader", "member"]


async def test_who_has_an_outside_identity_can_come_in(registry: Driver) -> None:
    await enter(registry, ROWS)
    holdings = (await registry.sign_in("outside-blank")).holdings
    assert {holding.role for holding in holdings} == {"answering_manager", "organisation_contact"}


async def test_the_same_tables_again_change_nothing(registry: Driver) -> None:
    await enter(registry, ROWS)
    before = len(await registry.published())
    plan = await preview(registry, ROWS)
    assert (plan.differences, plan.problems, plan.same) == ([], [], sum(map(len, ROWS.values())))
    await enter(registry, ROWS)
    assert len(await registry.published()) == before


async def test_what_was_exported_is_imported_without_a_difference(registry: Driver) -> None:
    await enter(registry, ROWS)
    exporting = registry.importing.exporting
    rows = {sheet.value: (await exporting.rows(sheet, "directorate")).rows for sheet in Sheet}
    plan = await preview(registry, rows)
    assert (plan.differences, plan.problems) == ([], [])


async def test_who_exports_contacts_is_written_down(registry: Driver) -> None:
    await enter(registry, ROWS)
    await registry.importing.exporting.rows(Sheet.CONTACTS, "directorate")
    [person, *_] = await registry.contacts.page(None, 1)
    [access] = await registry.keeping.accesses.about(person.id, before=None, limit=5)
    assert (access.by, access.why) == ("directorate", "export")


@pytest.mark.parametrize(
    ("sheet", "line", "cell"),
    [
        ("units", 2, {"name": "Nav Horten og Holmestrand"}),
        ("councils", 1, {"name_nb": "Brukerutvalget i Horten"}),
        ("councils", 2, {"quiet": "ja"}),
        ("contacts", 1, {"email": "lykt@example.no"}),
        ("seats", 2, {"ends": "2026-12-31"}),
        ("posts", 1, {"ends": "2026-12-31"}),
        ("organisations", 1, {"umbrella": ""}),
    ],
)
async def test_what_has_changed_in_a_table_is_changed_here(
    registry: Driver, sheet: str, line: int, cell: dict[str, Any]
) -> None:
    await enter(registry, ROWS)
    changed = with_(sheet, line, **cell)
    [difference] = (await preview(registry, changed)).differences
    assert (difference.sheet, difference.line, difference.change) == (sheet, line, Change.CHANGED)
    assert [name for name, *_ in difference.fields] == list(cell)
    await enter(registry, changed)
    assert (await preview(registry, changed)).differences == []


async def test_a_change_that_was_undone_can_be_made_again(registry: Driver) -> None:
    changed = with_("units", 2, name="Nav Horten og Holmestrand")
    for rows in (ROWS, changed, ROWS, changed):
        await enter(registry, rows)
    assert (await registry.service.units.get("0701")).name == "Nav Horten og Holmestrand"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (with_("units", 2, parent="0900"), ("units", 2, "parent", "unknown-reference")),
        (with_("units", 2, nummer="0701"), ("units", 2, None, "extra-forbidden")),
        (with_("units", 2, number="701"), ("units", 2, "number", "string-pattern-mismatch")),
        (with_("councils", 1, parent="SBU"), ("councils", 1, "parent", "wrong-level")),
        (with_("contacts", 1, name="\u202eModig"), ("contacts", 1, "name", "control-character")),
        (with_("contacts", 1, key="nobody"), ("seats", 2, "person", "unknown-reference")),
        (with_("seats", 1, deputy_for="9"), ("seats", 1, "deputy_for", "unknown-reference")),
        (with_("seats", 3, seat="1", person="rolig", role="member", **TERM), ("seats", 3, "side", "stays-as-it-is")),
        (with_("seats", 2, role=""), ("seats", 2, None, "value-error")),
        (with_("seats", 4, person="nobody"), ("seats", 4, "person", "unknown-reference")),
        (with_("posts", 1, role="directorate_contact"), ("posts", 1, "role", "wrong-place-for-post")),
        (with_("meetings", 1, attended="desk"), ("meetings", 1, "attended", "nobody-in-seat")),
        (with_("meetings", 2, status="held"), ("meetings", 2, None, "not-begun")),
    ],
)
async def test_what_cannot_be_is_told_by_table_line_and_column_and_nothing_is_entered(
    registry: Driver, rows: Rows, told: tuple[str, int, str | None, str]
) -> None:
    assert await problem(registry, rows) == told
    with pytest.raises(RowsRefused):
        await registry.importing.offering.accept(cells(rows), digest="0" * 64, by=BY, key="a-key-for-it")
    assert await registry.published() == []


async def test_two_terms_in_one_seat_do_not_overlap(registry: Driver) -> None:
    rows = deepcopy(ROWS)
    rows["seats"].append(
        {"council": "LBU-HOR", "seat": "1", "side": "user", "person": "rolig", "role": "member"} | TERM
    )
    assert await problem(registry, rows) == ("seats", 5, "seat", "seat-taken")


async def test_nobody_is_kept_who_holds_nothing(registry: Driver) -> None:
    rows = deepcopy(ROWS)
    rows["contacts"].append({"key": "grundig", "name": "Grundig Kopp", "email": "grundig.kopp@example.no"})
    assert await problem(registry, rows) == ("contacts", 4, "key", "no-seat")


async def test_a_term_is_not_prolonged_by_a_table(registry: Driver) -> None:
    await enter(registry, ROWS)
    assert await problem(registry, with_("seats", 2, ends="2029-12-31")) == ("seats", 2, "ends", "not-prolonged")


async def test_what_is_done_is_what_somebody_has_looked_at(registry: Driver) -> None:
    plan = await preview(registry, ROWS)
    other = with_("units", 2, name="Nav Borre")
    with pytest.raises(ChangedSincePreview):
        await registry.importing.offering.accept(cells(other), digest=plan.digest, by=BY, key="a-key-for-it")


async def test_a_repeat_is_the_same_import(registry: Driver) -> None:
    plan = await preview(registry, ROWS)
    offering = registry.importing.offering
    first, again = [await offering.accept(cells(ROWS), digest=plan.digest, by=BY, key="the-same-key") for _ in range(2)]
    assert first.id == again.id


async def test_the_rows_are_forgotten_once_they_are_entered(registry: Driver) -> None:
    assert (await enter(registry, ROWS)).rows == {}


async def test_no_command_or_event_of_an_import_tells_a_key_a_name_or_an_address(registry: Driver) -> None:
    await enter(registry, ROWS)
    told = repr(await registry.house.stores.ledger.page(0, 500))
    for secret in ("modig", "Modig", "rolig", "example.no", "outside-blank", "Blank"):
        assert secret not in told


class Failing:
    """Does commands until the database goes away, and again when it is back."""

    def __init__(self, perform: Mapping[type, Perform], after: int) -> None:
        self._perform = perform
        self.left = after

    def __getitem__(self, kind: type) -> Perform:
        return self._do

    async def _do(self, command: object, by: Holding, call: Call) -> object:
        self.left -= 1
        if self.left == 0:
            raise Unavailable("The database is away.")
        return await self._perform[type(command)](command, by, call)


@pytest.mark.parametrize("after", [1, 2, 5, 9, 14, 20, 23])
async def test_what_was_begun_is_brought_to_its_end_and_nothing_is_doubled(registry: Driver, after: int) -> None:
    carrying_out = registry.importing.carrying_out
    monkey = Failing(carrying_out.performing, after)
    carrying_out.performing = cast("Mapping[type, Perform]", monkey)
    done = await enter(registry, ROWS)
    assert (done.stage, done.done) == (Stage.DONE, done.of)
    assert (await preview(registry, ROWS)).differences == []
    assert len(await registry.published()) == done.of
    assert len(await registry.contacts.page(None, 10)) == 3


async def test_what_somebody_changed_meanwhile_is_told_and_the_import_ends(registry: Driver) -> None:
    plan = await preview(registry, ROWS)
    imports = registry.importing.carrying_out.imports
    for unit in (
        Unit("9000", "Nav direktoratet", UnitKind.DIRECTORATE),
        Unit("0800", "Nav Vestfold", UnitKind.LINE_UNIT),
    ):
        await registry.do(ListUnit(replace(unit, parent=None if unit.number == "9000" else "9000")), DIRECTORATE)
    rows = cast("Any", cells(ROWS))
    await imports.accept(Import("late", BY, registry.now, Stage.RUNNING, 0, len(plan.deeds), rows=rows))
    await registry.importing.carrying_out.carry_out(cast("Import", await imports.get("late")))
    over = cast("Import", await imports.get("late"))
    assert (over.stage, over.left[0].rule) == (Stage.STUCK, "stays-as-it-is")


async def test_an_import_is_done_when_whoever_looks_finds_what_it_entered(
    registry: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = Numbering.number_pending

    async def slowly(numbering: Numbering) -> int:
        await asyncio.sleep(0.05)
        return await number(numbering)

    monkeypatch.setattr(Numbering, "number_pending", slowly)
    offering = registry.importing.offering
    digest = (await preview(registry, ROWS)).digest
    accepted = await offering.accept(cells(ROWS), digest=digest, by=BY, key="a key")
    while (await offering.get(accepted.id)).stage is Stage.RUNNING:  # noqa: ASYNC110 - as any reader finds out
        await asyncio.sleep(0.001)
    assert (await preview(registry, ROWS)).differences == []
