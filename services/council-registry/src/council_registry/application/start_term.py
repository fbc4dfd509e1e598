from council_registry.application.appointments import Appointing, Appointment, Appointments
from council_registry.application.inputs import Id
from council_registry.application.places import place_of_council
from council_registry.application.ports import Councils, Units
from council_registry.domain.council import Term
from council_registry.domain.person import HoldKind
from council_registry.domain.policy import Acting, Action
from councilkit.events.councils import TermRole
from councilkit.ids import derived_id
from councilkit.ledger import Call


class StartTerm(Appointing):
    """Give a seat in a council to a person for a time."""

    seat: Id
    role: TermRole


async def start_term(
    council: str,
    command: StartTerm,
    call: Call,
    by: Acting,
    *,
    councils: Councils,
    units: Units,
    appointments: Appointments,
) -> Appointment:
    place = await place_of_council(council, councils=councils, units=units)
    place.require(Action.START_TERM, by)
    term = Term(derived_id("term", call.command_id), command.seat, command.role, command.period)
    async with appointments.written_down(command, call, kind=HoldKind.TERM, id=term.id, where=council) as person:
        receipt = await councils.change(council, call, lambda council, _: council.start_term(term))
    return Appointment(term.id, person, receipt)
