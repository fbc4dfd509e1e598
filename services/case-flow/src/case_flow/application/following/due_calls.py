"""How what happens by itself is asked of the ledger."""

from datetime import date, datetime, time

from councilkit.ids import derived_id
from councilkit.ledger import Call
from councilkit.workdays import OSLO

ACTOR = "case-flow"


def due_call(rule: str, stream: str, day: date | str) -> Call:
    """Name what a rule does to a thing on a day: the same at every look."""
    command_id = f"due/{rule}/{stream}/{day}"
    return Call(ACTOR, command_id, command_id.encode(), correlation=derived_id("correlation", command_id))


def morning(day: date) -> datetime:
    """Tell the moment at which a day begins."""
    return datetime.combine(day, time(), OSLO)
