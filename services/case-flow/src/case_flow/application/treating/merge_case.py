from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.case import Case
from case_flow.domain.policy import Acting
from case_flow.domain.refusals import NoSuchCase, WrongState
from case_flow.domain.treating import merge
from councilkit.ledger import Call, ClaimTaken, Receipt
from councilkit.privacy import Text
from councilkit.refusals import UnknownReference


@dataclass(frozen=True)
class MergeCase:
    """Let a case go on as a part of another one, whose answer is for those who raised either."""

    case: str
    into: str
    reason: Text


async def merge_case(command: MergeCase, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    into = await _other(command.into, by, cases)
    try:
        return await cases.change(
            command.case,
            call,
            lambda case, _: merge(case, by, into),
            texts={"reason": command.reason},
            claims=[_pair(command.case, command.into)],
        )
    except ClaimTaken as taken:
        raise WrongState("The other case has become a part of this one a moment ago.") from taken


async def _other(id: str, by: Acting, cases: Cases) -> Case:
    unknown = UnknownReference("No case with this id is known here.", field="/into")
    try:
        case = await cases.get(id)
    except NoSuchCase as missing:
        raise unknown from missing
    if case.restriction and not case.relations(by):
        raise unknown
    return case


def _pair(*cases: str) -> str:
    """Name two cases, whichever comes first: merged into each other at once, both would be lost."""
    return "merge/" + "+".join(sorted(cases))
