"""The names that an organisation answers with: as a form, and as the registry reads them."""

from typing import Any, Final

from portal.application.forms import Form

ROWS: Final = 3
NAMED: Final = ("name", "email", "phone", "why")
FIELDS: Final = tuple(f"{name}-{row}" for row in range(1, ROWS + 1) for name in NAMED)


def checked(form: Form) -> Form:
    """Mark a row that tells of somebody without a name, and a form that says nothing."""
    rows = range(1, ROWS + 1)
    nameless = [row for row in rows if _said(form, row) and not form.value(f"name-{row}").strip()]
    errors = {f"name-{row}": "name-missing" for row in nameless}
    said = any(_said(form, row) for row in rows) or form.has("nobody", "yes")
    return form.with_errors(errors if said else {"name-1": "nobody-named"})


def body(form: Form) -> dict[str, Any]:
    rows = [row for row in range(1, ROWS + 1) if _said(form, row)]
    return {"nominees": [{name: form.value(f"{name}-{row}") or None for name in NAMED} for row in rows]}


def _said(form: Form, row: int) -> bool:
    return any(form.value(f"{name}-{row}").strip() for name in NAMED)
