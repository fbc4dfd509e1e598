from dataclasses import dataclass, field
from datetime import date, datetime

from council_registry.application.ports import Councils, Units
from council_registry.application.seats.nominating import Requests
from council_registry.application.structure.places import place_of_council
from council_registry.domain.council import Council
from council_registry.domain.nomination import Nomination, request
from council_registry.domain.period import Period
from council_registry.domain.policy import Acting, Action
from councilkit.clock import Clock
from councilkit.events.seating import NominationRequested
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day

PROFILE = "profile"


@dataclass(frozen=True)
class RequestNomination:
    """Ask an organisation for names for a seat; the profile tells who is looked for."""

    council: str
    seat: str
    organisation: str
    due: date
    profile: str = field(repr=False)


def nomination_of(call: Call) -> str:
    return derived_id("nomination", call.command_id)


async def request_nomination(
    command: RequestNomination,
    by: Acting,
    call: Call,
    *,
    councils: Councils,
    units: Units,
    requests: Requests,
    clock: Clock,
) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.REQUEST_NOMINATION, by)
    asked = await requests.answering(command.organisation, oslo_day(clock()))
    wanted = Nomination(nomination_of(call), command.seat, command.due)

    def decide(council: Council, now: datetime) -> NominationRequested:
        today = oslo_day(now)
        council.require_open(Period.of(today), "path")
        seat = council.seating.seat(command.seat)
        return request(wanted, seat, council=council.id, nominations=council.nominations, today=today)

    # The organisation first: a request to nobody would be answered by nobody.
    await requests.write_asked(wanted.id, asked)
    return await councils.change(command.council, call, decide, texts={PROFILE: command.profile})
