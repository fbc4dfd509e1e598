"""A case that is being written: only its writer knows of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Protocol

from portal.application.forms import Form
from portal.application.resource import Resource

SAVED: Final = ("title", "short", "description", "phase", "theme", "started_by")
REPORTED: Final = "draft-reported"  # it is a case by now


class CaseDraft(Resource):
    id: str
    writer: str
    council: str
    title: str | None = None
    short: str | None = None
    description: str | None = None
    lines: tuple[str, ...] = ()
    phase: str | None = None
    theme: str | None = None
    started_by: str | None = None
    changed: datetime
    kept_until: datetime

    def written(self) -> dict[str, list[str]]:
        """Spell it as the fields of the form."""
        texts = {name: [value] for name in SAVED if (value := getattr(self, name))}
        return {**texts, "lines": list(self.lines)}


class Drafts(Resource):
    items: tuple[CaseDraft, ...]


class Reader(Resource):
    """A council or a unit that a text was open to."""

    council: str | None = None
    unit: str | None = None


class Readers(Resource):
    """Everybody whom a text was open to; a title was open to whoever holds something anywhere."""

    everybody: bool = False
    items: tuple[Reader, ...]


class Way(Resource):
    """A council that a case may be sent to, and those in between that hear of it."""

    to: str
    copies: tuple[str, ...] = ()


class WayList(Resource):
    items: tuple[Way, ...]


class Writing(Protocol):
    """What the pages need from case-flow of drafts, of ways ahead, and of texts that shall go."""

    async def drafts(self, token: str) -> tuple[CaseDraft, ...]: ...

    async def draft(self, token: str, id: str) -> CaseDraft: ...

    async def save_draft(self, token: str, id: str, body: Mapping[str, Any]) -> CaseDraft: ...

    async def drop_draft(self, token: str, id: str) -> None: ...

    async def ways(self, token: str, case: str) -> tuple[Way, ...]:
        """Tell where a case may be sent from where it lies."""
        ...

    async def readers(self, token: str, case: str, *, entry: str, text: str) -> Readers:
        """Tell everybody whom a text was open to."""
        ...


def body(form: Form, council: str) -> dict[str, Any]:
    """Spell what is written so far as case-flow keeps it; what is empty is left out."""
    texts = {name: form.value(name) for name in SAVED if form.value(name)}
    return {"council": council, **texts, "lines": list(form.values.get("lines", ()))}
