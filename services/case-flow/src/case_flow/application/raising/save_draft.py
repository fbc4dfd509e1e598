from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.raising.drafts import Drafts
from case_flow.domain.draft import MOST, Draft, writer_in
from case_flow.domain.policy import Acting
from case_flow.domain.refusals import DraftReported, NoSuchCase, NoSuchDraft, TooManyDrafts
from councilkit.clock import Clock, to_milliseconds
from councilkit.events.case_words import Phase, StartedBy, Theme
from councilkit.events.cases import Line
from councilkit.holdings import Holdings
from councilkit.privacy import Short, Text, Title


@dataclass(frozen=True)
class SaveDraft:
    """Keep what has been written of a case so far, in the place of what was kept before."""

    draft: str
    council: str
    title: Title | None = None
    short: Short | None = None
    description: Text | None = None
    lines: tuple[Line, ...] = ()
    phase: Phase | None = None
    theme: Theme | None = None
    started_by: StartedBy | None = None


async def save_draft(
    command: SaveDraft, asker: Sequence[Acting], *, drafts: Drafts, cases: Cases, holdings: Holdings, clock: Clock
) -> Draft:
    now, writer = to_milliseconds(clock()), writer_in(command.council, asker)
    last = next((held.last for held in await holdings.terms([writer.id])), None)
    draft = _draft(command, writer=writer.id, changed=now, last=last)
    await _refuse_reported(draft, cases)
    await _refuse_one_more(draft, drafts)
    if not await drafts.save(draft, [holding.id for holding in asker]):
        raise NoSuchDraft("There is no draft of yours with this id.", field="path")
    return draft


def _draft(command: SaveDraft, *, writer: str, changed: datetime, last: date | None) -> Draft:
    return Draft(
        id=command.draft,
        writer=writer,
        council=command.council,
        changed=changed,
        title=command.title,
        short=command.short,
        description=command.description,
        lines=tuple(dict.fromkeys(command.lines)),
        phase=command.phase,
        theme=command.theme,
        started_by=command.started_by,
        last=last,
    )


async def _refuse_reported(draft: Draft, cases: Cases) -> None:
    """Refuse what a page saves that was still open when its draft was reported."""
    with suppress(NoSuchCase):
        raise DraftReported((await cases.get(draft.case)).id)


async def _refuse_one_more(draft: Draft, drafts: Drafts) -> None:
    theirs = await drafts.of([draft.writer], draft.changed)
    if len(theirs) >= MOST and draft.id not in {one.id for one in theirs}:
        raise TooManyDrafts(f"You have {MOST} drafts: report or drop one of them first.")
