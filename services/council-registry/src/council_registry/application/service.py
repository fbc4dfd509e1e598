"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Self

from council_registry.application.activity import Activities
from council_registry.application.appointments import Appointments
from council_registry.application.codes import CodeKeys
from council_registry.application.directory import Directories
from council_registry.application.erasing import Erasing
from council_registry.application.exchange_token import Door
from council_registry.application.grant_service_token import Client
from council_registry.application.ports import Contacts, Councils, Meetings, UnitList, Units
from council_registry.application.records import Records
from council_registry.domain import council, meeting, unit
from council_registry.domain.refusals import NoSuchCouncil, NoSuchMeeting, NoSuchUnit
from councilkit.clock import Clock
from councilkit.house import House
from councilkit.ledger import Receipt, Streams


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

    @classmethod
    def on(
        cls,
        house: House,
        *,
        contacts: Contacts,
        door: Door,
        clients: Mapping[str, Client],
        clock: Clock,
        unit_list: UnitList,
    ) -> Self:
        units = Streams(house.ledger, "unit", fold=unit.evolve, missing=NoSuchUnit)
        councils = Streams(house.ledger, "council", fold=council.evolve, missing=NoSuchCouncil)
        return cls(
            units=units,
            councils=councils,
    directories: Directories
    activities: Activities
            meetings=Streams(house.ledger, "meeting", fold=meeting.evolve, missing=NoSuchMeeting),
            unit_list=unit_list,
            contacts=contacts,
            appointments=Appointments(contacts, door.subjects, clock, councils=councils, units=units),
            door=door,
            clients=clients,
            records=records,
            directories=Directories(records),
            activities=Activities(records),
            clock=clock,
            seen=house.seen,
        )
        records = Records(house.views)
