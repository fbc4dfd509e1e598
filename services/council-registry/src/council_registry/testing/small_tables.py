"""Small tables that tests import: one council at each level, three people, three meetings."""

import asyncio
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from council_registry.application.importing.plan import Plan
from council_registry.application.importing.ports import Import, Stage
from council_registry.application.importing.rows import Sheet
from council_registry.domain.holding import Holding
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.testing.driver import Driver
from council_registry.testing.people import TODAY
from councilkit.events.councils import PostRole, Side
from councilkit.ids import random_id

Rows = dict[str, list[dict[str, Any]]]

BY = Holding("directorate", HoldKind.POST, PostRole.DIRECTORATE_CONTACT, Side.NAV, Period(TODAY), unit="9000")
TERM = {"starts": "2026-01-01", "ends": "2027-12-31"}


def a_council(short: str, level: str, units: str, parent: str = "") -> dict[str, Any]:
    names = dict.fromkeys(("name_nb", "name_nn", "name_en"), short)
    return {"short": short, **names, "level": level, "units": units, "parent": parent}


ROWS: Rows = {
    "units": [
        {"number": "9000", "name": "Nav direktoratet", "kind": "directorate"},
        {"number": "0701", "name": "Nav Horten", "kind": "local_office", "parent": "0800", "line": "AT"},
        {"number": "0800", "name": "Nav Vestfold", "kind": "region", "parent": "9000"},
    ],
    "organisations": [{"name": "Lyktelaget", "umbrella": "Paraplyen"}, {"name": "Paraplyen"}],
    "councils": [
        a_council("LBU-HOR", "local", "0701", "RBU-VES") | {"counts_from": "2027-01-01", "quiet": "ja"},
        a_council("RBU-VES", "regional", "0800", "SBU"),
        a_council("SBU", "central", "9000"),
    ],
    "contacts": [
        {"key": "modig", "name": "Modig Lykt", "email": "modig.lykt@example.no", "organisation": "Lyktelaget"},
        {"key": "rolig", "name": "Rolig Fjord", "email": "rolig.fjord@example.no", "language": "nn"},
        {"key": "blank", "name": "Blank Bøyle", "email": "blank.boyle@example.no", "subject": "outside-blank"},
    ],
    "seats": [
        {"council": "LBU-HOR", "seat": "2", "side": "user", "deputy_for": "1", "person": "rolig", "role": "deputy"}
        | TERM,
        {"council": "LBU-HOR", "seat": "1", "side": "user", "person": "modig", "role": "leader"} | TERM,
        {"council": "LBU-HOR", "seat": "desk", "side": "nav"},
        {"council": "RBU-VES", "seat": "1", "side": "user", "person": "modig", "role": "member"} | TERM,
    ],
    "posts": [
        {"unit": "0701", "role": "answering_manager", "person": "blank", "starts": "2026-01-01"},
        {
            "unit": "0800",
            "role": "experience_consultant",
            "council": "RBU-VES",
            "person": "rolig",
            "starts": "2026-02-01",
        },
        {"organisation": "Lyktelaget", "role": "organisation_contact", "person": "blank", "starts": "2026-01-01"},
    ],
    "meetings": [
        {"councils": "LBU-HOR", "form": "physical", "starts_at": "2026-03-10 17:00", "status": "held", "attended": "1"},
        {"councils": "LBU-HOR", "form": "digital", "starts_at": "2026-12-10 17:00"},
        {"councils": "LBU-HOR", "form": "digital", "starts_at": "2026-12-11 17:00", "status": "cancelled"},
    ],
}


def cells(rows: Rows) -> Mapping[Sheet, Sequence[tuple[int, dict[str, Any]]]]:
    return {Sheet(sheet): list(enumerate(several, 1)) for sheet, several in rows.items()}


def with_(sheet: str, line: int, **cells: Any) -> Rows:  # noqa: ANN401 - any cell
    rows = deepcopy(ROWS)
    rows[sheet][line - 1] |= cells
    return rows


async def preview(registry: Driver, rows: Rows) -> Plan:
    return await registry.importing.offering.preview(cells(rows))


async def enter(registry: Driver, rows: Rows) -> Import:
    plan = await preview(registry, rows)
    if plan.problems:
        raise AssertionError(plan.problems)
    offering = registry.importing.offering
    accepted = await offering.accept(cells(rows), digest=plan.digest, by=BY, key=random_id())
    while (now := await offering.get(accepted.id)).stage is Stage.RUNNING:  # noqa: ASYNC110 - as any reader finds out
        await asyncio.sleep(0.001)
    await registry.settle()
    return now


async def problem(registry: Driver, rows: Rows) -> tuple[str, int, str | None, str]:
    [found, *_] = (await preview(registry, rows)).problems
    return found.sheet, found.line, found.column, found.rule
