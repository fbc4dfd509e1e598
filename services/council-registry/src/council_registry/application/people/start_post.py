from dataclasses import dataclass

from council_registry.application.people.appointments import Appointment, Appointments, Who, impersonal
from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of
from council_registry.application.structure.references import known
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.policy import Acting, Action
from council_registry.domain.refusals import WrongPlaceForPost
from council_registry.domain.unit import Post
from councilkit.events.councils import PostRole
from councilkit.ids import derived_id
from councilkit.ledger import Call
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class StartPost:
    """Give a function at a unit to a person for a time."""

    unit: str
    role: PostRole
    period: Period
    who: Who
    council: str | None = None  # that an experience consultant reports to, beside the unit


async def start_post(
    command: StartPost, by: Acting, call: Call, *, units: Units, councils: Councils, appointments: Appointments
) -> Appointment:
    place_of([await units.get(command.unit)]).require(Action.START_POST, by)
    await _require_council(command, councils)
    call = impersonal(call, command)
    post = Post(derived_id("post", call.command_id), command.role, command.period, command.council)
    writing = appointments.written_down(command.who, by, call, kind=HoldKind.POST, id=post.id, where=command.unit)
    async with writing as person:
        receipt = await units.change(command.unit, call, lambda unit, now: unit.start_post(post, oslo_day(now)))
    return Appointment(post.id, person, receipt)


async def _require_council(command: StartPost, councils: Councils) -> None:
    """An experience consultant has two to report to, and nobody else has a council."""
    if (command.role is PostRole.EXPERIENCE_CONSULTANT) is not bool(command.council):
        raise WrongPlaceForPost("An experience consultant reports to a council too, and nobody else.", field="/council")
    await known(councils, [command.council] if command.council else [], field="/council")
