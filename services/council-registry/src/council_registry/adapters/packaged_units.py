"""The editions of the list of units that come with this package."""

import csv
from collections.abc import Sequence
from importlib.resources import files

from council_registry.domain.unit import Unit
from councilkit.events.councils import UnitKind
from councilkit.refusals import UnknownReference

DATA = files("council_registry") / "data"


def packaged_units(edition: str) -> Sequence[Unit]:
    """Read an edition of the list."""
    wanted = f"units-{edition}.csv"
    for file in DATA.iterdir():
        if file.name == wanted:
            return [_unit(row) for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())]
    raise UnknownReference("There is no such edition of the list of units.", field="/edition")


def _unit(row: dict[str, str]) -> Unit:
    return Unit(row["number"], row["name"], UnitKind(row["kind"]), row["parent"] or None, row["line"] or None)
