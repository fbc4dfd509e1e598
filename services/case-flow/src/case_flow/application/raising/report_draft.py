from dataclasses import dataclass, replace

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.application.raising.drafts import Drafts
from case_flow.application.raising.read_drafts import read_draft
from case_flow.application.raising.report_case import ReportCase, report_as
from case_flow.domain.draft import Draft, case_of_draft
from case_flow.domain.policy import Acting
from case_flow.domain.refusals import DraftUnfinished
from councilkit.clock import Clock
from councilkit.events.case_words import Restriction
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ReportDraft:
    """Raise the case that was drafted. However often, and under whatever key: it becomes one case."""

    draft: str
    hints_seen: bool = False
    restriction: Restriction | None = None


async def report_draft(
    command: ReportDraft, by: Acting, call: Call, *, cases: Cases, known: Known, drafts: Drafts, clock: Clock
) -> Receipt:
    case, once = case_of_draft(by.id, command.draft), _once(command.draft, by, call)
    receipt = await cases.known(once)
    if receipt is None:
        draft = await read_draft(command.draft, [by], drafts=drafts, clock=clock)
        report = _report(draft, command)
        receipt = await report_as(case, report, by, once, cases=cases, known=known, clock=clock)
    await drafts.drop(command.draft, [by.id])
    return receipt


def _once(draft: str, by: Acting, call: Call) -> Call:
    command_id = f"draft/{by.id}/{draft}"
    return replace(call, command_id=command_id, request=command_id.encode())


def _report(draft: Draft, command: ReportDraft) -> ReportCase:
    if not (draft.title and draft.short and draft.description and draft.lines):
        raise DraftUnfinished(draft.missing)
    return ReportCase(
        draft.council,
        draft.title,
        draft.short,
        draft.description,
        draft.lines,
        command.hints_seen,
        phase=draft.phase,
        theme=draft.theme,
        started_by=draft.started_by,
        restriction=command.restriction,
    )
