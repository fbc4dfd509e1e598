"""What a table says is no more: closed last of all, exported as closed, and never opened again."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, cast

import pytest

from council_registry.application.importing.carrying_out import Perform
from council_registry.application.importing.ports import Stage
from council_registry.application.importing.rows import Sheet
from council_registry.application.importing.unsaid import What
from council_registry.application.structure.rest_council import RestCouncil
from council_registry.domain.council import Council
from council_registry.testing.driver import Driver, driving
from council_registry.testing.people import DIRECTORATE, TODAY
from council_registry.testing.small_tables import ROWS, Rows, a_council, enter, preview, problem, with_
from councilkit.ledger import Call
from councilkit.refusals import Unavailable


async def council(registry: Driver, short: str = "LBU-HOR") -> Council:
    councils = (await registry.service.directories.now()).councils.values()
    return next(one.state for one in councils if one.state.charter.short == short)


async def exported_rows(registry: Driver) -> Rows:
    exporting = registry.importing.exporting
    return {sheet.value: (await exporting.rows(sheet, "directorate")).rows for sheet in Sheet}


async def require_the_same(registry: Driver, rows: Rows) -> None:
    plan = await preview(registry, rows)
    assert (plan.differences, plan.problems) == ([], [])


def merged() -> Rows:
    """Tell tables in which an office and its council go into others, and a seat is no more."""
    rows = deepcopy(ROWS)
    rows["units"][1] |= {"closes": "2026-07-01", "successors": "0704"}
    rows["units"].append({"number": "0704", "name": "Nav Tønsberg", "kind": "local_office", "parent": "0800"})
    rows["councils"][0] |= {"closes": "2026-07-01", "successors": "LBU-TON", "counts_from": "", "quiet": ""}
    rows["councils"].append(a_council("LBU-TON", "local", "0704", "RBU-VES") | {"starts": "2026-01-01"})
    rows["seats"][2] |= {"until": "2026-06-01"}
    rows["meetings"] = rows["meetings"][:1]
    return rows


async def test_what_is_no_more_is_entered_and_exported_as_closed(registry: Driver) -> None:
    assert (await enter(registry, merged())).stage is Stage.DONE
    horten = await council(registry)
    assert horten.closed
    assert horten.closed.successors == ((await council(registry, "LBU-TON")).id,)
    assert [str(day) for day in horten.seats_until.values()] == ["2026-06-01"]
    rows = await exported_rows(registry)
    told = {row.get("number") or row["short"]: row for row in (*rows["units"], *rows["councils"])}
    assert (str(told["0701"]["closes"]), told["0701"]["successors"]) == ("2026-07-01", "0704")
    assert (str(told["LBU-HOR"]["closes"]), told["LBU-HOR"]["successors"]) == ("2026-07-01", "LBU-TON")
    await require_the_same(registry, rows)
    await require_the_same(registry, merged())


async def test_what_was_exported_is_what_an_empty_register_takes(registry: Driver) -> None:
    await enter(registry, merged())
    rows = await exported_rows(registry)
    async with driving() as empty:
        assert (await enter(empty, rows)).stage is Stage.DONE
        await require_the_same(empty, rows)


@pytest.mark.parametrize(
    ("sheet", "line", "cell", "told"),
    [
        ("units", 2, {"closes": "2027-01-01"}, ("units", 2, "closes", "stays-as-it-is")),
        ("councils", 1, {"successors": ""}, ("councils", 1, "closes", "stays-as-it-is")),
        ("councils", 1, {"closes": ""}, ("councils", 1, None, "value-error")),
        ("seats", 3, {"until": "2026-09-01"}, ("seats", 3, "until", "seat-over")),
    ],
)
async def test_what_was_closed_stays_closed(
    registry: Driver, sheet: str, line: int, cell: dict[str, str], told: tuple[str, int, str | None, str]
) -> None:
    await enter(registry, merged())
    rows = merged()
    rows[sheet][line - 1] |= cell
    assert await problem(registry, rows) == told


async def test_a_council_with_others_below_it_does_not_close(registry: Driver) -> None:
    rows = with_("councils", 2, closes="2027-01-01")
    assert await problem(registry, rows) == ("councils", 2, "closes", "councils-remain")


async def test_a_seat_that_somebody_sits_in_does_not_close(registry: Driver) -> None:
    assert await problem(registry, with_("seats", 4, until="2026-12-31")) == ("seats", 4, "until", "seat-in-use")


class Away:
    """Does commands until the database goes away after one that closes."""

    def __init__(self, perform: Mapping[type, Perform], after: str) -> None:
        self._perform = perform
        self._after: str | None = after

    def __getitem__(self, kind: type) -> Perform:
        async def do(command: Any, by: Any, call: Call) -> object:  # noqa: ANN401 - of any kind
            done = await self._perform[kind](command, by, call)
            if kind.__name__ == self._after:
                self._after = None
                raise Unavailable("The database is away.")
            return done

        return do


@pytest.mark.parametrize("after", ["CloseSeat", "CloseCouncil", "CloseUnit"])
async def test_what_was_closed_before_a_crash_is_no_difference_after_it(registry: Driver, after: str) -> None:
    carrying_out = registry.importing.carrying_out
    carrying_out.performing = cast("Mapping[type, Perform]", Away(carrying_out.performing, after))
    assert (await enter(registry, merged())).stage is Stage.DONE
    assert (await council(registry)).status_on(TODAY) == "closed"


def agreed() -> Rows:
    """Tell tables in which an office gets another name, and its council moves on before the office goes."""
    rows = deepcopy(ROWS)
    rows["units"].append({"number": "0704", "name": "Nav Tønsberg", "kind": "local_office", "parent": "0800"})
    rows["units"].append(rows["units"][1] | {"on": "2027-03-01", "name": "Nav Horten og Re"})
    rows["units"][1] |= {"closes": "2027-07-01", "successors": "0704"}
    later = {"on": "2027-06-01", "units": "0704", "name_nb": "Felles utvalg"}
    rows["councils"] += [rows["councils"][0] | later, rows["councils"][0] | later | {"on": "2027-09-01", "line": "AT"}]
    return rows


async def test_what_is_agreed_for_later_days_is_exported_in_rows_of_its_own(registry: Driver) -> None:
    assert (await enter(registry, agreed())).stage is Stage.DONE
    horten = await council(registry)
    assert [str(plan.on) for plan in horten.agreed] == ["2027-06-01", "2027-09-01"]
    rows = await exported_rows(registry)
    told = [(str(row.get("on")), row["units"], row["name_nb"]) for row in rows["councils"] if row["short"] == "LBU-HOR"]
    assert told == [
        ("None", "0701", "LBU-HOR"),
        ("2027-06-01", "0704", "Felles utvalg"),
        ("2027-09-01", "0704", "Felles utvalg"),
    ]
    assert [row["name"] for row in rows["units"] if row["number"] == "0701"] == ["Nav Horten", "Nav Horten og Re"]
    await require_the_same(registry, rows)
    await require_the_same(registry, agreed())
    async with driving() as empty:
        assert (await enter(empty, rows)).stage is Stage.DONE
        await require_the_same(empty, rows)


async def test_one_day_is_told_of_in_one_row(registry: Driver) -> None:
    rows = agreed()
    rows["councils"].append(rows["councils"][3])
    assert await problem(registry, rows) == ("councils", 6, "short", "named-twice")


async def test_what_no_table_says_is_listed_by_name_and_day(registry: Driver) -> None:
    await enter(registry, ROWS)
    horten = await council(registry)
    await registry.do(RestCouncil(horten.id, TODAY), DIRECTORATE)
    await registry.settle()
    unsaid = [(one.what, one.name, one.on) for one in await registry.importing.exporting.unsaid()]
    assert unsaid == [(What.REST, "LBU-HOR", TODAY)]
