from dataclasses import dataclass, field, replace

from council_registry.application.people.appointments import impersonal
from council_registry.application.ports import Councils
from council_registry.application.seats.nominating import Requests
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.nomination import answer, open_request
from council_registry.domain.policy import Acting, Action
from council_registry.domain.seat_file import Nominee
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day

NOBODY_NAMED = "organisation-contact"
"""The actor of an answer, in its event; the text beside it tells who it was."""

ANSWERED_BY = "answered_by"


@dataclass(frozen=True)
class AnswerNomination:
    """Name those whom the organisation would like to see in the seat; a later answer replaces an earlier one."""

    nomination: str
    nominees: tuple[Nominee, ...] = field(repr=False)


async def answer_nomination(
    command: AnswerNomination,
    by: Acting,
    call: Call,
    *,
    councils: Councils,
    requests: Requests,
    clock: Clock,
    seat_files: SeatFiles,
) -> Receipt:
    call = impersonal(call, command)
    if earlier := await councils.known(call):
        return earlier  # a late repeat: who was named since then stays named
    asked = await requests.get(command.nomination, oslo_day(clock()))
    asked.place.require(Action.ANSWER_NOMINATION, by)
    council = await councils.get(asked.found.id)
    open_request(command.nomination, council.nominations)
    # Names first: an answer without them would be read as one that names nobody.
    await seat_files.write_nominees(command.nomination, command.nominees)
    return await councils.change(
        council.id,
        # Whose contact answers tells which organisation was asked, and an event's actor is told to everybody.
        replace(call, actor=NOBODY_NAMED),
        lambda council, _: answer(command.nomination, council=council.id, nominations=council.nominations),
        texts={ANSWERED_BY: by.id},
    )
