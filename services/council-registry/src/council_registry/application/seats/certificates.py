"""Certificates of what was learnt together: told, and set as a page to keep."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from council_registry.application.ports import Contacts
from council_registry.application.reading.standing import Standing
from council_registry.application.records import HOLDINGS, MEETINGS, Records
from council_registry.application.seats.mine import Mine
from council_registry.domain.meeting_life import Status
from council_registry.domain.refusals import NoSuchPerson
from council_registry.domain.seat_refusals import NoSuchCertificate
from council_registry.domain.training import Certificate, certificate
from councilkit.events.councils import Language, Side
from councilkit.events.meetings import MeetingType
from councilkit.inbox import In

MOST = 500


@dataclass(frozen=True)
class Statement:
    """What a certificate says."""

    language: Language
    name: str = field(repr=False)
    side: Side
    day: date
    councils: tuple[str, ...]
    number: str


SetCertificate = Callable[[Statement], Awaitable[bytes]]
"""Sets a statement as a PDF that everybody can read."""


async def certificates_of(holds: Sequence[str], *, records: Records) -> list[Certificate]:
    """Tell the certificates of somebody who holds, or held, these terms; the newest first."""
    where = {"type": MeetingType.TRAINING, "status": Status.HELD, "attended": In(list(holds))}
    found = await records.find(MEETINGS, where, order="starts_at", descending=True, limit=MOST)
    known = await records.all_of(HOLDINGS, {term for one in found for term in one.state.attended})
    given = (certificate(one.state, holds, known) for one in found)
    return [one for one in given if one]


async def list_certificates(mine: Mine, *, contacts: Contacts, records: Records) -> list[Certificate]:
    known = await contacts.get(mine.person)
    return await certificates_of(mine.among(known.holds), records=records) if known else []


async def read_certificate(
    mine: Mine, meeting: str, language: Language | None, standing: Standing, *, contacts: Contacts, records: Records
) -> Statement:
    """Tell what somebody's certificate says; in the person's own language, unless another is asked for."""
    known = await contacts.get(mine.person)
    if known is None:
        raise NoSuchPerson.told(mine.person)
    for one in await certificates_of(mine.among(known.holds), records=records):
        if one.meeting.id == meeting:
            language = language or known.contact.language
            return Statement(
                language, known.contact.name, one.side, one.day, _names(one, language, standing), one.meeting.id
            )
    raise NoSuchCertificate("You have no certificate from this meeting.", field="path")


def _names(one: Certificate, language: Language, standing: Standing) -> tuple[str, ...]:
    """Tell the councils that met, by the names that they had that day."""
    councils = [standing.councils[id].council for id in one.meeting.councils if id in standing.councils]
    return tuple(str(getattr(council.charter_on(one.day).names, language)) for council in councils)
