from contextlib import suppress

from pydantic.dataclasses import dataclass

from case_flow.application.cases import KIND, Cases
from case_flow.application.known import Known
from case_flow.domain.policy import Acting
from case_flow.domain.raising import About, report
from case_flow.domain.reference import proposed_references
from case_flow.domain.refusals import LooksIndividual
from councilkit.clock import Clock
from councilkit.events.case_words import Phase, Restriction, StartedBy, Theme
from councilkit.events.cases import Line
from councilkit.ids import derived_id
from councilkit.ledger import Call, ClaimTaken, Receipt
from councilkit.privacy import Short, Text, Title, individual_case_hints
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class ReportCase:
    """Raise a case in one's own council. `hints_seen`: the writer has looked, and it is about more than one person."""

    council: str
    title: Title
    short: Short
    description: Text
    lines: tuple[Line, ...]
    hints_seen: bool = False
    phase: Phase | None = None
    theme: Theme | None = None
    started_by: StartedBy | None = None
    restriction: Restriction | None = None

    @property
    def about(self) -> About:
        return About(self.lines, self.phase, self.theme, self.started_by, self.restriction)

    @property
    def texts(self) -> dict[str, str]:
        return {"title": self.title, "short": self.short, "description": self.description}


async def report_case(
    command: ReportCase, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    case = derived_id(KIND, call.command_id)
    return await report_as(case, command, by, call, cases=cases, known=known, clock=clock)


async def report_as(
    case: str, command: ReportCase, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    """Raise a case under this id."""
    _refuse_unseen_hints(command)
    council = await known.council(command.council, field="/council")
    numbers = await known.numbers(council.id, clock())

    async def open_as(reference: str) -> Receipt:
        return await cases.open(
            case,
            call,
            lambda now: report(by, council, command.about, case=case, reference=reference, now=now, numbers=numbers),
            texts=command.texts,
            claims=[reference],
        )

    references = proposed_references(case, oslo_day(clock()))
    while True:
        with suppress(ClaimTaken):
            return await open_as(next(references))


def _refuse_unseen_hints(command: ReportCase) -> None:
    hints = [
        {"field": f"/{field}", "start": hint.start, "end": hint.end}
        for field, text in command.texts.items()
        for hint in individual_case_hints(text)
    ]
    if hints and not command.hints_seen:
        raise LooksIndividual(hints)
