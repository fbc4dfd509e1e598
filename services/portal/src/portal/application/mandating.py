"""A new version of a council's mandate: the form, from what stands and to what the registry reads."""

import re
from typing import Any, Final

from portal.application import days
from portal.application.forms import Form
from portal.application.mandate import NUMBERS, OWN, Mandate
from portal.application.wording import Wording

DAYS: Final = ("starts", "until", "review_on")
FIELDS: Final = {"ends": "until"}  # as the registry calls it
ASKS: Final = (*DAYS, "status", "numbering", "reference", *NUMBERS)
_NUMBER: Final = re.compile("[0-9]{1,4}")


def fields(mandate: Mandate, wording: Wording) -> dict[str, list[str]]:
    """Begin with what the council's own mandate says: most of it stays from one version to the next."""
    own = {number.name: [str(number.value)] for number in mandate.numbers if number.source == OWN}
    numbering = mandate.numbering.value if mandate.numbering and mandate.numbering.source == OWN else None
    told = {"status": mandate.status, "numbering": numbering}
    review = [wording.day(mandate.review_on)] if mandate.review_on else []
    return {**own, **{name: [value] for name, value in told.items() if value}, "review_on": review}


def checked(form: Form) -> Form:
    """Mark what is empty, and what cannot be read; a number may be left out."""
    found = days.checked(form, ("starts", "status"), DAYS)
    unreadable = (name for name in NUMBERS if form.value(name) and not _NUMBER.fullmatch(form.value(name)))
    return found.with_errors({**found.errors, **dict.fromkeys(unreadable, "number-unreadable")})


def body(form: Form) -> dict[str, Any]:
    """Spell the version as the registry reads it; a number that is left out comes from the council above."""
    return {
        "starts": days.iso(form.value("starts")),
        "ends": days.iso(form.value("until")),
        "review_on": days.iso(form.value("review_on")),
        "status": form.value("status"),
        "reference": form.value("reference") or None,
        "numbering": form.value("numbering") or None,
        "numbers": {name: int(form.value(name)) for name in NUMBERS if form.value(name)},
    }
