"""The commands of an import, as the use cases do them."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from council_registry.application.importing.carrying_out import Perform
from council_registry.application.meetings.cancel_meeting import CancelMeeting, cancel_meeting
from council_registry.application.meetings.hold_meeting import HoldMeeting, hold_meeting
from council_registry.application.meetings.plan_meeting import PlanMeeting, plan_meeting
from council_registry.application.people.end_post import EndPost, end_post
from council_registry.application.people.start_post import StartPost, start_post
from council_registry.application.people.term_contact import ChangeContact, change_contact
from council_registry.application.seats.add_seat import AddSeat, add_seat
from council_registry.application.seats.close_seat import CloseSeat, close_seat
from council_registry.application.seats.end_term import EndTerm, end_term
from council_registry.application.seats.start_term import StartTerm, start_term
from council_registry.application.service import Registry
from council_registry.application.structure.change_council import ChangeCouncil, change_council
from council_registry.application.structure.change_organisation import ChangeOrganisation, change_organisation
from council_registry.application.structure.change_unit import ChangeUnit, change_unit
from council_registry.application.structure.close_council import CloseCouncil, close_council
from council_registry.application.structure.close_unit import CloseUnit, close_unit
from council_registry.application.structure.found_council import FoundCouncil, found_council
from council_registry.application.structure.list_organisation import ListOrganisation, list_organisation
from council_registry.application.structure.list_unit import ListUnit, list_unit
from council_registry.application.structure.organisation_posts import (
    EndContact,
    StartContact,
    end_contact,
    start_contact,
)
from council_registry.application.structure.set_counting import SetCounting, set_counting
from council_registry.domain.holding import Holding
from councilkit.ledger import Call
from councilkit.refusals import Unavailable


def performing(service: Registry, level: Callable[[], Awaitable[bool]]) -> Mapping[type, Perform]:
    """Tell, by type of command, what does it. What closes looks at all units and councils, so our views come first."""
    units, councils, meetings = service.units, service.councils, service.meetings
    appointments = service.appointments
    return {
        ListUnit: partial(list_unit, units=units),
        ChangeUnit: partial(change_unit, units=units),
        FoundCouncil: partial(found_council, councils=councils, units=units),
        ChangeCouncil: partial(change_council, councils=councils, units=units),
        SetCounting: partial(set_counting, councils=councils, units=units),
        CloseUnit: _after(level, partial(close_unit, units=units, directories=service.directories)),
        CloseCouncil: _after(
            level,
            partial(
                close_council, councils=councils, units=units, directories=service.directories, records=service.records
            ),
        ),
        CloseSeat: partial(close_seat, councils=councils, units=units),
        ChangeContact: _contact(service),
        AddSeat: partial(add_seat, councils=councils, units=units),
        StartTerm: partial(start_term, councils=councils, units=units, appointments=appointments),
        EndTerm: partial(end_term, councils=councils, units=units, records=service.records),
        StartPost: partial(start_post, units=units, councils=councils, appointments=appointments),
        EndPost: partial(end_post, units=units),
        ListOrganisation: partial(list_organisation, organisations=service.organisations),
        ChangeOrganisation: partial(change_organisation, organisations=service.organisations),
        StartContact: partial(start_contact, organisations=service.organisations, appointments=appointments),
        EndContact: partial(end_contact, organisations=service.organisations),
        PlanMeeting: partial(
            plan_meeting, meetings=meetings, councils=councils, units=units, meeting_types=service.meeting_types
        ),
        HoldMeeting: partial(hold_meeting, meetings=meetings, councils=councils, records=service.records),
        CancelMeeting: partial(cancel_meeting, meetings=meetings),
    }


def _contact(service: Registry) -> Perform:
    def change(command: ChangeContact, _by: Holding, _call: Call) -> Awaitable[Any]:
        return change_contact(command, contacts=service.contacts, organisations=service.organisations)

    return change


def _after(level: Callable[[], Awaitable[bool]], close: Perform) -> Perform:
    async def closed(command: object, by: Holding, call: Call) -> object:
        if not await level():
            raise Unavailable("Our views have not heard yet what was entered.")
        return await close(command, by, call)

    return closed
