"""A preview says no wherever entering would: it knows who met, and what came after what, as the commands do."""

from copy import deepcopy
from datetime import date

import pytest

from council_registry.application.importing.performing import performing
from council_registry.application.importing.ports import Stage
from council_registry.application.seats.end_term import EndTerm
from council_registry.application.structure.change_unit import ChangeUnit
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.domain.council import Council
from council_registry.testing.driver import Driver
from council_registry.testing.small_tables import BY, ROWS, TERM, Rows, a_council, enter, preview, problem
from councilkit.events.structure import CouncilClosed, UnitChanged
from councilkit.ids import random_id
from councilkit.ledger import Call
from councilkit.refusals import Refusal

LINE = {"kind": "line_unit", "parent": "9000"}


async def performed(registry: Driver, command: object) -> str:
    """Tell the slug with which entering itself refuses a command."""

    async def level() -> bool:
        return True

    with pytest.raises(Refusal) as refused:
        await performing(registry.service, level)[type(command)](
            command, BY, Call(BY.id, random_id(), b"", correlation="an-import")
        )
    return refused.value.slug


async def the_council(registry: Driver, short: str) -> Council:
    councils = (await registry.service.directories.now()).councils.values()
    return next(one.state for one in councils if one.state.charter.short == short)


def two_local_ones() -> Rows:
    """Tell tables of two local councils, of which one met in March."""
    rows = deepcopy(ROWS)
    rows["units"].append({"number": "0704", "name": "Nav Tønsberg", "kind": "local_office", "parent": "0800"})
    rows["councils"].append(a_council("LBU-TON", "local", "0704", "RBU-VES"))
    rows["seats"] = [row for row in rows["seats"] if row["council"] != "RBU-VES"]
    rows["meetings"] = rows["meetings"][:1]
    return rows


async def test_a_council_that_met_is_not_closed_before_that_in_the_preview_either(registry: Driver) -> None:
    rows = two_local_ones()
    await enter(registry, rows)
    only = {"councils": [rows["councils"][0] | {"closes": "2026-03-05"}]}
    seats = [seat | {"ends": "2026-03-04"} for seat in rows["seats"] if seat.get("starts")]
    assert await problem(registry, only) == ("councils", 1, "closes", "has-met")
    assert {one.rule for one in (await preview(registry, only | {"seats": seats})).problems} == {"has-met"}
    horten = await the_council(registry, "LBU-HOR")
    closed = CouncilClosed(council=horten.id, on=date(2026, 3, 5))
    assert await performed(registry, CloseCouncil(closed)) == "has-met"


async def test_a_council_that_the_same_tables_let_meet_is_not_closed_before_that(registry: Driver) -> None:
    rows = two_local_ones()
    rows["councils"][0] |= {"closes": "2026-03-10", "counts_from": "", "quiet": ""}
    assert await problem(registry, rows) == ("councils", 1, "closes", "has-met")
    rows["councils"][0] |= {"closes": "2026-03-11"}
    assert (await enter(registry, rows)).stage is Stage.DONE


async def test_a_term_does_not_end_before_the_meeting_that_it_came_to(registry: Driver) -> None:
    await enter(registry, ROWS)
    leader, other = deepcopy(ROWS["seats"][1]), deepcopy(ROWS["seats"][0])
    leader["ends"] = other["ends"] = "2026-03-09"
    assert [
        (one.line, one.column, one.rule) for one in (await preview(registry, {"seats": [leader, other]})).problems
    ] == [(1, "ends", "has-met")]
    horten = await the_council(registry, "LBU-HOR")
    [term] = [one for one in horten.terms.values() if one.role == "leader"]
    assert str(term.period.starts) == TERM["starts"]
    on_the_day_before = EndTerm(horten.id, term.id, date(2026, 3, 9))
    assert await performed(registry, on_the_day_before) == "has-met"
    leader["ends"] = "2026-03-10"
    assert (await enter(registry, {"seats": [leader]})).stage is Stage.DONE


async def test_two_councils_do_not_go_into_each_other(registry: Driver) -> None:
    await enter(registry, two_local_ones())
    horten, tonsberg = [row for row in two_local_ones()["councils"] if row["level"] == "local"]
    both = {
        "councils": [
            horten | {"closes": "2027-07-01", "successors": "LBU-TON"},
            tonsberg | {"closes": "2027-01-01", "successors": "LBU-HOR"},
        ]
    }
    assert await problem(registry, both) == ("councils", 2, "successors", "no-successor")
    await enter(registry, {"councils": both["councils"][:1]})
    ids = [(await the_council(registry, short)).id for short in ("LBU-TON", "LBU-HOR")]
    closed = CouncilClosed(council=ids[0], on=date(2027, 1, 1), successors=(ids[1],))
    assert await performed(registry, CloseCouncil(closed)) == "no-successor"


async def test_a_unit_does_not_come_to_lie_below_itself(registry: Driver) -> None:
    units = [
        *ROWS["units"],
        {"number": "4700", "name": "Nav arbeid og ytelser", **LINE},
        {"number": "4701", "name": "Nav arbeid og ytelser vest", **LINE, "parent": "4700"},
    ]
    await enter(registry, {"units": units})
    circle = {"units": [units[3] | {"parent": "4701"}]}
    assert await problem(registry, circle) == ("units", 1, "parent", "would-be-cycle")
    below = UnitChanged(unit="4700", on=registry.now.date(), name="Nav arbeid og ytelser", parent="4701")
    assert await performed(registry, ChangeUnit(below)) == "would-be-cycle"
