"""What becomes of councils and units on a day: as forms, and as the registry reads them. One table for each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from portal.application import days
from portal.application.forms import Form
from portal.application.resources import Allowed, Holding
from portal.application.sessions import Session
from portal.application.waiting import holders

FOUND, LIST_UNIT, LIST_ORGANISATION = "found_council", "list_unit", "list_organisation"
CHANGE_COUNCIL, CLOSE_COUNCIL, COUNT = "change_council", "close_council", "set_counting"
CHANGE_UNIT, CLOSE_UNIT, CHANGE_ORGANISATION = "change_unit", "close_unit", "change_organisation"
DROP: Final = "drop_plan"
DROP_UNIT: Final = "drop_unit_plan"
NAMES: Final = ("name_nb", "name_nn", "name_en")
TODAY: Final = ("rest_council", "wake_council")  # told on the day itself, or after


def fields(form: Form) -> Mapping[str, str]:
    """Tell how a form calls what the registry refuses; a name that was left empty is the one in bokmål."""
    names = {name.removeprefix("name_"): name if form.value(name).strip() else "name_nb" for name in NAMES}
    return {**names, "successors": "successor"}


def _on(form: Form) -> dict[str, Any]:
    return {"on": days.iso(form.value("on"))}


def _names(form: Form) -> dict[str, str]:
    nb, nn, en = (form.value(name).strip() for name in NAMES)
    return {"nb": nb, "nn": nn or nb, "en": en or nb}


def _charter(form: Form) -> dict[str, Any]:
    return {
        "names": _names(form),
        "parent": form.value("parent") or None,
        "units": form.values.get("units", []),
        "line": form.value("line") or None,
        "language": form.value("language"),
        "led_by": form.value("led_by"),
    }


def founding(form: Form) -> dict[str, Any]:
    """Spell a new council as the registry reads it."""
    told = {name: form.value(name) for name in ("level", "kind")}
    return {**_charter(form), **told, "short": form.value("short").upper(), "starts": days.iso(form.value("starts"))}


def _ending(form: Form) -> dict[str, Any]:
    """Tell who comes after; the first takes over what is open."""
    successors = dict.fromkeys([form.value("successor"), *form.values.get("also", [])])
    return {**_on(form), "successors": [one for one in successors if one]}


def _unit(form: Form) -> dict[str, Any]:
    return {name: form.value(name) or None for name in ("name", "parent", "line")}


def listing(form: Form) -> dict[str, Any]:
    """Spell a new unit as the registry reads it."""
    told = {name: form.value(name) for name in ("number", "kind")}
    return {**_unit(form), **told, "starts": days.iso(form.value("starts"))}


def _counting(form: Form) -> dict[str, Any]:
    return {"counts_from": days.iso(form.value("counts_from")), "quiet": form.has("quiet", "yes")}


@dataclass(frozen=True)
class Reshaping:
    """One thing that becomes of a council or a unit: the registry's name for it, its address, and what is asked."""

    action: str
    verb: str  # the last part of the address, here and at the registry
    asks: tuple[str, ...]
    body: Callable[[Form], dict[str, Any]]
    required: tuple[str, ...] = ("on",)
    days: tuple[str, ...] = field(default=("on",))

    def checked(self, form: Form) -> Form:
        return days.checked(form, self.required, self.days)


CHARTER: Final = (*NAMES, "parent", "units", "line", "language", "led_by")
OF_COUNCILS: Final = (
    Reshaping(
        CHANGE_COUNCIL,
        "change",
        ("on", *CHARTER),
        lambda form: {**_on(form), **_charter(form)},
        ("on", "name_nb", "units", "language", "led_by"),
    ),
    Reshaping(CLOSE_COUNCIL, "close", ("on", "successor", "also"), _ending),
    Reshaping("rest_council", "rest", ("on",), _on),
    Reshaping("wake_council", "wake", ("on",), _on),
    Reshaping(DROP, "drop-plan", ("on",), _on),
    Reshaping(COUNT, "counting", ("counts_from", "quiet"), _counting, (), ("counts_from",)),
)
OF_UNITS: Final = (
    Reshaping(
        CHANGE_UNIT,
        "change",
        ("on", "name", "parent", "line"),
        lambda form: {**_on(form), **_unit(form)},
        ("on", "name"),
    ),
    Reshaping(CLOSE_UNIT, "close", ("on", "successor", "also"), _ending),
    Reshaping(DROP_UNIT, "drop-plan", ("on",), _on),
)
NEW_COUNCIL: Final = Reshaping(
    FOUND,
    "new",
    ("short", "starts", "level", "kind", *CHARTER),
    founding,
    ("name_nb", "short", "units", "language", "led_by"),
    ("starts",),
)
NEW_UNIT: Final = Reshaping(
    LIST_UNIT,
    "ny",
    ("number", "name", "kind", "parent", "line", "starts"),
    listing,
    ("number", "name", "kind"),
    ("starts",),
)
RESHAPINGS: Final = (*OF_COUNCILS, *OF_UNITS, NEW_COUNCIL, NEW_UNIT)


@dataclass(frozen=True)
class Possible:
    """One of these that may be done now, and the term or post that it is done for."""

    reshaping: Reshaping
    holding: Holding


def possible(allowed: Iterable[Allowed], table: Iterable[Reshaping], session: Session) -> list[Possible]:
    """Tell what the registry allows and we have a page for, in the order of the table, each for one term or post."""
    found = ((one, next(iter(holders(allowed, one.action, session)), None)) for one in table)
    return [Possible(one, holding) for one, holding in found if holding]
