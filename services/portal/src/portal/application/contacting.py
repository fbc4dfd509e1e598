"""The form about how to reach somebody: what stands in it to begin with, and what the registry reads."""

from typing import Any, Final

from portal.application.forms import Form
from portal.application.people import Contact

GROUPS: Final = ("youth", "employer", "organisation", "unorganised")
CHANNELS: Final = ("email", "paper")
TEXTS: Final = ("name", "email", "phone", "address", "user_group", "organisation")
TICKS: Final = ("phone_shared", "protected", "optional_mail")
ASKS: Final = (*TEXTS, *TICKS, "language", "channel", "groups")
YES: Final = "yes"


def fields(known: Contact) -> dict[str, list[str]]:
    texts = {name: [text] for name in TEXTS if (text := getattr(known, name))}
    ticks = {name: [YES] for name in TICKS if getattr(known, name)}
    return {**texts, **ticks, "language": [known.language], "channel": [known.channel], "groups": list(known.groups)}


def checked(form: Form) -> Form:
    """Mark a name that is missing, and an e-mail address that is needed."""
    wanted = ("name", *(("email",) if form.value("channel") == "email" else ()))
    errors = form.missing(("name", "language", "channel")).errors
    without = {name: "no-address" for name in wanted[1:] if not form.value(name).strip()}
    return form.with_errors({**errors, **without})


def body(form: Form, known: Contact, *, own: bool = False) -> dict[str, Any]:
    """Spell it as the registry reads it; a secret address that was not shown stays as it is."""
    texts = {name: form.value(name) or None for name in TEXTS}
    ticks = {name: form.has(name, YES) for name in TICKS}
    told = {
        "language": form.value("language"),
        "channel": form.value("channel"),
        "groups": form.values.get("groups", []),
    }
    hidden = {"address": None, "protected": True} if known.protected and not own else {}
    return {**texts, **ticks, **told, **hidden}
