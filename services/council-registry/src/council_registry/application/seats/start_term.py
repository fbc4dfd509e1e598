from dataclasses import dataclass
from datetime import datetime

from council_registry.application.people.appointments import Appointment, Appointments, Who, impersonal
from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of_council
from council_registry.domain.council import Council
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.policy import Acting, Action
from council_registry.domain.seating import Term
from councilkit.events.councils import TermRole, TermStarted
from councilkit.ids import derived_id
from councilkit.ledger import Call


@dataclass(frozen=True)
class StartTerm:
    """Give a seat in a council to a person for a time."""

    council: str
    seat: str
    role: TermRole
    period: Period
    who: Who


async def start_term(
    command: StartTerm, by: Acting, call: Call, *, councils: Councils, units: Units, appointments: Appointments
) -> Appointment:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.START_TERM, by)
    call = impersonal(call, command)
    term = Term(derived_id("term", call.command_id), command.seat, command.role, command.period)
    writing = appointments.written_down(command.who, by, call, kind=HoldKind.TERM, id=term.id, where=command.council)
    async with writing as person:
        holds = await appointments.held_by(person)

        def decide(council: Council, _: datetime) -> TermStarted:
            council.seating.require_side(term, holds)
            return council.start_term(term)

        receipt = await councils.change(command.council, call, decide)
    return Appointment(term.id, person, receipt)
