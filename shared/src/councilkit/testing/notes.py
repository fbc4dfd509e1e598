"""A service of five routes that keeps notes in a list: what the web parts promise is tried on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, Depends, FastAPI, Response
from pydantic import BaseModel

from councilkit.ledger.entry import Call, Receipt
from councilkit.policy import Policy, may
from councilkit.privacy import Text, Title
from councilkit.refusals import Kind, Refusal, Unavailable
from councilkit.telemetry import Telemetry
from councilkit.web import (
    SIGNED_IN,
    Accepted,
    AllowedAction,
    CallerDep,
    CommandDep,
    Page,
    PagingDep,
    Verifier,
    accepted,
    action,
    allowed_actions,
    build_app,
    scope,
)

POLICY = Policy(
    {
        "write_note": [may("leader", "secretary", at="own")],
        "read_note": [may()],
        "strike_note": [may("leader", at="own")],
    }
)


class NoSuchNote(Refusal):
    """No note has this number."""

    slug: ClassVar[str] = "no-such-note"
    kind: ClassVar[Kind] = Kind.MISSING


class NewNote(BaseModel):
    """What is written down."""

    title: Title
    text: Text
    due: date | None = None


class Note(BaseModel):
    """What is read back."""

    id: str
    title: str
    actions: list[AllowedAction]


@dataclass
class Notes:
    """The service's whole memory, and the ways it can fail."""

    titles: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    away: bool = False
    stop_takes: float = 0.0
    stopped: bool = False

    async def ready(self) -> None:
        """Raise while the memory is said to be out of reach."""
        if self.away:
            raise Unavailable("The ledger cannot be reached.")


def routes(notes: Notes) -> APIRouter:  # noqa: C901 - one small route beside another
    """Make the routes."""
    router = APIRouter()

    @router.get("/notes", **action("list_notes"), dependencies=[SIGNED_IN])
    async def list_notes(paging: PagingDep) -> Page[str]:
        after = -1 if paging.after is None else int(str(paging.after))
        found = [(place, title) for place, title in enumerate(notes.titles) if place > after]
        return paging.page(found[: paging.fetch], key=lambda one: one[0], show=lambda one: one[1])

    @router.get("/notes/{note}", **action("read_note", NoSuchNote))
    async def read_note(note: str, asker: CallerDep) -> Note:
        if not note.isdecimal() or not note.isascii() or int(note) >= len(notes.titles):
            raise NoSuchNote("There is no such note.", field="note")
        actions = allowed_actions(POLICY, asker, ["strike_note"], lambda _: {"own"})
        return Note(id=note, title=notes.titles[int(note)], actions=actions)

    @router.post("/notes", status_code=201, **action("write_note"))
    async def write_note(note: NewNote, command: CommandDep, response: Response) -> Accepted:
        await notes.ready()
        POLICY.require("write_note", command.holding, {"own"})
        notes.titles.append(note.title)
        notes.calls.append(command.call)
        return accepted(Receipt("notes", len(notes.titles)), str(len(notes.titles) - 1), seen=True, response=response)

    @router.post("/break", include_in_schema=False)
    async def break_down() -> None:
        raise ZeroDivisionError("01020345678 is a secret")

    @router.get("/items", **action("read_items"), dependencies=[Depends(scope("ledger:read"))])
    async def read_items() -> list[str]:
        return notes.titles

    return router


def notes_app(notes: Notes, verifier: Verifier, telemetry: Telemetry) -> FastAPI:
    """Build the service around its memory."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await asyncio.sleep(notes.stop_takes)
        notes.stopped = True

    return build_app(
        name="notes",
        title="Notes",
        version="1",
        telemetry=telemetry,
        verifier=verifier,
        routers=[routes(notes)],
        lifespan=lifespan,
        ready=notes.ready,
    )
