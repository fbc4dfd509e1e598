"""What is written in the form of a deed, as case-flow reads it."""

from collections.abc import Mapping
from typing import Any, Final

from portal.application import days
from portal.application.deeds import Deed
from portal.application.forms import Form

DAYS: Final = ("taken_up", "until")
TICKS: Final = ("seen_often", "new_facts")
PARTS: Final[Mapping[str, str]] = {"also_line": "line", "also_owner": "owner"}
"""Where the form asks which units have a part in an answer, and as what."""
NAMES: Final[Mapping[str, str]] = {"on": "taken_up", "seen": "seen_often", "also": "also_line"}
"""Where the form asks for what the service calls otherwise."""
_THERE: Final = {"taken_up": "on", "seen_often": "seen"}


def checked(form: Form, deed: Deed) -> Form:
    """Mark what is empty, and days that cannot be read."""
    return days.checked(form, deed.asks, [name for name in deed.asks if name in DAYS])


def body(form: Form, deed: Deed) -> dict[str, Any]:
    """Spell what the deed asks for; what may be empty, and is, is left out."""
    asked = {name: _read(form, name) for name in deed.asks}
    more = {name: value for name in deed.may if (value := _read(form, name))}
    return {_THERE.get(name, name): value for name, value in {**asked, **more}.items()}


def _read(form: Form, name: str) -> Any:  # noqa: ANN401 - as the service takes it
    if name in DAYS:
        return days.iso(form.value(name))
    if name in TICKS:
        return form.has(name, "yes")
    if name == "also":
        return [{"unit": unit, "part": part} for field, part in PARTS.items() for unit in form.values.get(field, ())]
    return form.value(name)
