from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.ending import restrict
from case_flow.domain.policy import Acting
from councilkit.events.case_words import Restriction
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class RestrictCase:
    """Keep a case from all who have nothing to do with it, by a paragraph, until a day."""

    case: str
    restriction: Restriction


async def restrict_case(command: RestrictCase, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, now: restrict(case, by, command.restriction, now=now))
