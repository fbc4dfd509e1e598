from datetime import date

from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.ending import agree
from case_flow.domain.follow_up import FollowUp
from case_flow.domain.policy import Acting
from councilkit.events.case_words import Party
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class AgreeFollowUp:
    """Agree on what will be done after an answer, or after a meeting, by whom and until when."""

    case: str
    what: Text
    responsible: Party
    starts: date
    ends: date
    involved: tuple[Party, ...] = ()
    informed: tuple[Party, ...] = ()


async def agree_follow_up(command: AgreeFollowUp, by: Acting, call: Call, *, cases: Cases, known: Known) -> Receipt:
    await known.party(command.responsible, field="/responsible")
    for name, several in (("involved", command.involved), ("informed", command.informed)):
        for place, party in enumerate(several):
            await known.party(party, field=f"/{name}/{place}")
    follow_up = FollowUp(
        derived_id("follow-up", call.command_id),
        command.responsible,
        command.starts,
        command.ends,
        command.involved,
        command.informed,
    )
    return await cases.change(
        command.case, call, lambda case, now: agree(case, by, follow_up, now=now), texts={"what": command.what}
    )
