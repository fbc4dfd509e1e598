"""The nation of a seed as tables: what somebody would bring in who begins with all councils at once."""

from collections.abc import Iterator
from typing import Any

from council_registry.application.importing.rows import Sheet
from council_registry.testing.nation import Nation, NationCouncil, Sitting
from councilkit.events.councils import UnitKind
from councilkit.workdays import oslo_day

Row = dict[str, Any]


def tables_of(nation: Nation) -> dict[Sheet, list[Row]]:
    shorts = {council.id: council.charter.short for council in nation.councils}
    return {
        Sheet.UNITS: [_unit(unit.number, unit.name, unit.kind, unit.parent, unit.line) for unit in nation.units],
        Sheet.COUNCILS: [_council(council, shorts) for council in nation.councils],
        Sheet.CONTACTS: list(_contacts(nation)),
        Sheet.SEATS: [_seat(council, sitting) for council in nation.councils for sitting in council.sitting],
        Sheet.MEETINGS: [row for council in nation.councils for row in _meetings(council)],
    }


def _unit(number: str, name: str, kind: UnitKind, parent: str | None, line: str | None) -> Row:
    return {"number": number, "name": name, "kind": kind.value, "parent": parent, "line": line}


def _council(council: NationCouncil, shorts: dict[str, str]) -> Row:
    charter = council.charter
    return {
        "short": charter.short,
        "name_nb": charter.names.nb,
        "name_nn": charter.names.nn,
        "name_en": charter.names.en,
        "level": charter.level.value,
        "kind": charter.kind.value,
        "parent": shorts.get(charter.parent or ""),
        "units": " ".join(charter.units),
        "starts": council.starts.isoformat(),
        "counts_from": council.starts.isoformat(),
        "quiet": "ja",
    }


def _contacts(nation: Nation) -> Iterator[Row]:
    told = set()
    for council in nation.councils:
        for sitting in council.sitting:
            if sitting.subject not in told:
                told.add(sitting.subject)
                contact = sitting.contact
                yield {"key": sitting.subject, "name": contact.name, "email": contact.email, "subject": sitting.subject}


def _seat(council: NationCouncil, sitting: Sitting) -> Row:
    return {
        "council": council.charter.short,
        "seat": sitting.seat,
        "side": sitting.side.value,
        "person": sitting.subject,
        "role": sitting.role.value,
        "starts": sitting.period.starts.isoformat(),
        "ends": sitting.period.ends.isoformat() if sitting.period.ends else None,
    }


def _meetings(council: NationCouncil) -> Iterator[Row]:
    for meeting in council.meetings:
        day = oslo_day(meeting.starts_at)
        came = " ".join(sitting.seat for sitting in council.sitting if sitting.period.covers(day))
        held = {"status": "held", "attended": came} if meeting.held else {}
        yield {
            "councils": council.charter.short,
            "form": "physical",
            "starts_at": meeting.starts_at.isoformat(),
            **held,
        }
