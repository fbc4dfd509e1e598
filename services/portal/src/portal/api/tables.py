"""What the pages have in common on which files of tables are chosen."""

import base64
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from starlette.datastructures import UploadFile

from portal.api.forms import TOLD_AT_THE_FORM, UNAVAILABLE
from portal.api.guard import Posted
from portal.application.forms import Form
from portal.application.refusals import Away, Refused
from portal.application.tray import Tables

T = TypeVar("T")
FORBIDDEN: Final = 403


@dataclass(frozen=True)
class Untaken:
    """Why a service does not take the tables, as the form tells it; `unread` is what it could not read."""

    form: Form
    status: int
    unread: str = ""


async def tried(doing: Awaitable[T], form: Form) -> T | Untaken:
    try:
        return await doing
    except Away:
        return Untaken(form.with_errors({}, "away"), UNAVAILABLE)
    except Refused as no:
        if no.status not in TOLD_AT_THE_FORM:
            raise
        return Untaken(form.with_errors({}, no.slug), no.status, str(no.more.get("detail", "")))


async def tables(sent: Posted, names: Iterable[str]) -> Tables:
    """Read the files that were chosen; one that is empty was not."""
    files = {name: sent.form.get(name) for name in names}
    read = {name: await one.read() for name, one in files.items() if isinstance(one, UploadFile)}
    await sent.form.close()
    return Tables(sheets={name: base64.b64encode(found).decode() for name, found in read.items() if found})
