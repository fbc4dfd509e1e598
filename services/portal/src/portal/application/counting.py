"""How a council's duties are counted: the form, from what stands and to what notifier reads."""

import re
from typing import Any, Final

from portal.application.duties import DutiesSettings
from portal.application.forms import Form
from portal.application.moments import read_day
from portal.application.wording import Wording

ASKS: Final = ("meetings_a_year", "counts_from", "agreed", "quiet")
_NUMBER: Final = re.compile("[1-9][0-9]?")


def fields(settings: DutiesSettings, wording: Wording) -> dict[str, list[str]]:
    """Spell what holds now as the form shows it."""
    number, day = settings.meetings_a_year, settings.counts_from
    return {
        "meetings_a_year": [str(number)] if number else [],
        "counts_from": [wording.day(day)] if day else [],
        "agreed": list(settings.agreed),
        "quiet": ["yes"] if settings.quiet else [],
    }


def checked(form: Form) -> Form:
    """Mark a number or a day that cannot be read; both may be left empty."""
    number, day = form.value("meetings_a_year"), form.value("counts_from")
    errors = {}
    if number and not _NUMBER.fullmatch(number):
        errors["meetings_a_year"] = "number-unreadable"
    if day and read_day(day) is None:
        errors["counts_from"] = "day-unreadable"
    return form.with_errors(errors)


def body(form: Form) -> dict[str, Any]:
    """Spell the settings as notifier reads them."""
    number, day = form.value("meetings_a_year"), read_day(form.value("counts_from"))
    return {
        "agreed": form.values.get("agreed", []),
        "meetings_a_year": int(number) if number else None,
        "counts_from": day.isoformat() if day else None,
        "quiet": form.has("quiet", "yes"),
    }
