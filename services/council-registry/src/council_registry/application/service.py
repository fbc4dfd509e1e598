"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from council_registry.application.appointments import Appointments
from council_registry.application.exchange_token import Door
from council_registry.application.grant_service_token import Client
from council_registry.application.ports import Contacts, Councils, Meetings, UnitList, Units
from council_registry.application.records import Records
from councilkit.clock import Clock
from councilkit.ledger import Receipt


@dataclass(frozen=True)
class Registry:
    units: Units
    councils: Councils
    meetings: Meetings
    unit_list: UnitList
    contacts: Contacts
    appointments: Appointments
    door: Door
    clients: Mapping[str, Client]
    records: Records
    clock: Clock
    seen: Callable[[Receipt | str], Awaitable[bool]]
