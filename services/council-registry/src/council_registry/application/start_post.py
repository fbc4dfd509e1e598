from council_registry.application.appointments import Appointing, Appointment, Appointments
from council_registry.application.places import place_of
from council_registry.application.ports import Units
from council_registry.domain.person import HoldKind
from council_registry.domain.policy import Acting, Action
from council_registry.domain.unit import Post
from councilkit.events.councils import PostRole
from councilkit.ids import derived_id
from councilkit.ledger import Call


class StartPost(Appointing):
    """Give a function at a unit to a person for a time."""

    role: PostRole


async def start_post(
    unit: str, command: StartPost, call: Call, by: Acting, *, units: Units, appointments: Appointments
) -> Appointment:
    place_of([await units.get(unit)]).require(Action.START_POST, by)
    post = Post(derived_id("post", call.command_id), command.role, command.period)
    async with appointments.written_down(command, call, kind=HoldKind.POST, id=post.id, where=unit) as person:
        receipt = await units.change(unit, call, lambda unit, _: unit.start_post(post))
    return Appointment(post.id, person, receipt)
