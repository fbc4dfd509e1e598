"""The parts that the use cases stand on, as the edges get them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from council_registry.application.meetings.meeting_streams import MeetingStreams
from council_registry.application.people.appointments import Appointments
from council_registry.application.people.codes import CodeKeys
from council_registry.application.people.erasing import Erasing
from council_registry.application.people.exchange_token import Door
from council_registry.application.people.grant_service_token import Client
from council_registry.application.people.people_ports import Keeping
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.people.unerased import Unerased
from council_registry.application.ports import (
    Contacts,
    Councils,
    Meetings,
    MeetingTypes,
    Organisations,
    ReadTexts,
    UnitList,
    Units,
)
from council_registry.application.reading.activity import Activities
from council_registry.application.reading.directory import Directories
from council_registry.application.records import Records
from council_registry.application.seats.certificates import SetCertificate
from council_registry.application.seats.nominating import Requests
from council_registry.application.seats.nominees_forgotten import NomineesForgotten
from council_registry.application.seats.unerased_nominees import UnerasedNominees
from council_registry.domain import council, organisation, own_type, unit
from council_registry.domain.meeting_refusals import NoSuchMeetingType
from council_registry.domain.people_refusals import NoSuchOrganisation
from council_registry.domain.refusals import NoSuchCouncil, NoSuchUnit
from council_registry.domain.rule_set import RuleSet
from councilkit.clock import Clock
from councilkit.house import House
from councilkit.ledger import Receipt, Streams


@dataclass(frozen=True)
class Packaged:
    """What comes with the package: lists, rules, and pages to set."""

    unit_list: UnitList
    rules: RuleSet
    set_certificate: SetCertificate


@dataclass(frozen=True)
class Registry:
    units: Units
    councils: Councils
    meetings: Meetings
    meeting_types: MeetingTypes
    unit_list: UnitList
    organisations: Organisations
    keeping: Keeping
    contacts: Contacts
    appointments: Appointments
    code_keys: CodeKeys
    erasing: Erasing
    door: Door
    clients: Mapping[str, Client]
    records: Records
    directories: Directories
    requests: Requests
    rules: RuleSet
    set_certificate: SetCertificate
    activities: Activities
    clock: Clock
    texts: ReadTexts
    seen: Callable[[Receipt | str], Awaitable[bool]]

    @classmethod
    def on(
        cls,
        house: House,
        *,
        keeping: Keeping,
        packaged: Packaged,
        door: Door,
        clients: Mapping[str, Client],
        clock: Clock,
    ) -> Self:
        units = Streams(house.ledger, "unit", fold=unit.evolve, missing=NoSuchUnit)
        councils = Streams(house.ledger, "council", fold=council.evolve, missing=NoSuchCouncil)
        organisations = Streams(house.ledger, "organisation", fold=organisation.evolve, missing=NoSuchOrganisation)
        keeping = _without_erased(keeping, door.subjects)
        contacts = Unerased(keeping.contacts, keeping.erasures)
        records = Records(house.views)
        directories = Directories(records, clock)
        streams: dict[str, Any] = {"councils": councils, "units": units, "organisations": organisations}
        return cls(
            meetings=MeetingStreams(house.ledger),
            meeting_types=Streams(house.ledger, "meetingtype", fold=own_type.evolve, missing=NoSuchMeetingType),
            keeping=keeping,
            contacts=contacts,
            appointments=Appointments(
                contacts, door.subjects, clock, **streams, erasures=keeping.erasures, records=records
            ),
            code_keys=CodeKeys(door.subjects.keys),
            erasing=Erasing(keeping, door.subjects, records, councils, units, organisations, clock),
            door=door,
            clients=clients,
            records=records,
            directories=directories,
            requests=Requests(records, directories, organisations, keeping.seats),
            activities=Activities(records, clock),
            clock=clock,
            texts=house.ledger.texts,
            seen=house.seen,
            **streams,
            **vars(packaged),
        )


def _without_erased(keeping: Keeping, subjects: SubjectKeys) -> Keeping:
    files = UnerasedNominees(keeping.seats, keeping.erasures, subjects)
    return replace(keeping, seats=files, others=(*keeping.others, NomineesForgotten(files, subjects)))
