"""Every command that a driver does, and the use case that does it."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from council_registry.application.meetings.plan_series import Series
from council_registry.application.people.appointments import Appointment
from council_registry.application.people.end_post import EndPost, end_post
from council_registry.application.people.invite import Given
from council_registry.application.people.start_post import StartPost, start_post
from council_registry.application.seats.add_seat import AddSeat, add_seat
from council_registry.application.seats.end_term import EndTerm, end_term
from council_registry.application.seats.start_term import StartTerm, start_term
from council_registry.application.service import Registry
from council_registry.application.structure.change_council import ChangeCouncil, change_council
from council_registry.application.structure.change_unit import ChangeUnit, change_unit
from council_registry.application.structure.close_council import CloseCouncil, close_council
from council_registry.application.structure.close_unit import CloseUnit, close_unit
from council_registry.application.structure.drop_plan import DropPlan, DropUnitPlan, drop_plan, drop_unit_plan
from council_registry.application.structure.found_council import FoundCouncil, found_council
from council_registry.application.structure.list_unit import ListUnit, list_unit
from council_registry.application.structure.load_units import Loaded, LoadUnits, load_units
from council_registry.application.structure.rest_council import RestCouncil, rest_council
from council_registry.application.structure.set_counting import SetCounting, set_counting
from council_registry.application.structure.wake_council import WakeCouncil, wake_council
from council_registry.testing.meeting_use_cases import meeting_use_cases
from council_registry.testing.people_use_cases import people_use_cases
from council_registry.testing.seat_use_cases import seat_use_cases
from councilkit.callers import Holding
from councilkit.ledger import Call, Receipt

Outcome = Receipt | Appointment | Loaded | Series | Given


def use_cases(service: Registry) -> Mapping[type, Callable[[Any, Holding, Call], Awaitable[Outcome]]]:
    units, councils = service.units, service.councils
    appointments = service.appointments
    whole: dict[str, Any] = {"councils": councils, "units": units, "directories": service.directories}
    return {
        LoadUnits: partial(load_units, units=units, unit_list=service.unit_list),
        StartPost: partial(start_post, units=units, councils=councils, appointments=appointments),
        EndPost: partial(end_post, units=units),
        ListUnit: partial(list_unit, units=units),
        ChangeUnit: partial(change_unit, units=units),
        CloseUnit: partial(close_unit, units=units, directories=service.directories),
        DropUnitPlan: partial(drop_unit_plan, units=units),
        FoundCouncil: partial(found_council, councils=councils, units=units),
        ChangeCouncil: partial(change_council, councils=councils, units=units),
        CloseCouncil: partial(close_council, **whole, records=service.records),
        DropPlan: partial(drop_plan, councils=councils, units=units),
        RestCouncil: partial(rest_council, councils=councils, units=units),
        WakeCouncil: partial(wake_council, councils=councils, units=units),
        SetCounting: partial(set_counting, councils=councils, units=units),
        AddSeat: partial(add_seat, councils=councils, units=units),
        StartTerm: partial(start_term, councils=councils, units=units, appointments=appointments),
        EndTerm: partial(end_term, councils=councils, units=units, records=service.records),
        **seat_use_cases(service),
        **meeting_use_cases(service),
        **people_use_cases(service),
    }
