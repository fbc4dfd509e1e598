"""Those who answer for an organisation when it is asked for names."""

from dataclasses import dataclass
from datetime import date

from council_registry.application.people.appointments import Appointment, Appointments, Who, impersonal
from council_registry.application.ports import Organisations
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class StartContact:
    """Let a person answer for an organisation for a time."""

    organisation: str
    period: Period
    who: Who


@dataclass(frozen=True)
class EndContact:
    """Let that end earlier than agreed."""

    organisation: str
    post: str
    on: date


async def start_contact(
    command: StartContact, by: Acting, call: Call, *, organisations: Organisations, appointments: Appointments
) -> Appointment:
    await organisations.get(command.organisation)
    _place(command.organisation).require(Action.START_POST, by)
    call = impersonal(call, command)
    post = derived_id("post", call.command_id)
    where = command.organisation
    async with appointments.written_down(command.who, by, call, kind=HoldKind.POST, id=post, where=where) as person:
        receipt = await organisations.change(where, call, lambda one, _: one.start_post(post, command.period))
    return Appointment(post, person, receipt)


async def end_contact(command: EndContact, by: Acting, call: Call, *, organisations: Organisations) -> Receipt:
    await organisations.get(command.organisation)
    _place(command.organisation).require(Action.END_POST, by)
    return await organisations.change(command.organisation, call, lambda one, _: one.end_post(command.post, command.on))


def _place(organisation: str) -> Place:
    return Place(organisations=frozenset({organisation}))
