"""What is told of an edition, to readers and to its editor."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from councilkit.callers import Holding
from councilkit.mailing.mail import Row, State
from councilkit.mailing.port import MailStore
from councilkit.mailing.states import TROUBLES
from newsletter.application.digests import Digest, Digests
from newsletter.application.editions import campaign_of
from newsletter.application.known import Known
from newsletter.application.records import Record, Records
from newsletter.domain.policy import POLICY, READ_OPEN
from newsletter.domain.refusals import NoSuchCouncil, NoSuchEdition


@dataclass(frozen=True)
class Trouble:
    """A mail that has not arrived, or may not have. Whose it is is told by the terms and their councils."""

    row: Row
    councils: Sequence[str]


@dataclass(frozen=True)
class Sending:
    """How far the mails are; none of it before the edition is frozen."""

    counts: Mapping[State, int]
    troubles: Sequence[Trouble]


@dataclass(frozen=True)
class Size:
    """How many terms get it, or would now, and how many cases it tells of."""

    recipients: int
    cases: int


async def find_edition(edition: str, asker: Collection[Holding], *, records: Records) -> Record:
    """Tell an edition; one that is not frozen is missing for all but its editor."""
    record = await records.get(edition)
    if not (record.frozen or is_editor(asker)):
        raise NoSuchEdition("There is no newsletter with this id.", field="path")
    return record


def is_editor(asker: Collection[Holding]) -> bool:
    return any(POLICY.allows(READ_OPEN, holding) for holding in asker)


async def size_of(record: Record, today: date, *, known: Known) -> Size:
    edition = record.edition
    if record.frozen:
        return Size(len(edition.terms), len(edition.cases))
    return Size(len(await known.readers(today)), len(await known.told_in(edition.half)))


async def sending_of(record: Record, *, mails: MailStore, known: Known) -> Sending:
    campaign = campaign_of(record.edition.id)
    rows = await _troubled(campaign, mails)
    councils = await known.councils_of({term for row in rows for term in row.holds})
    troubles = [Trouble(row, sorted({councils[term] for term in row.holds if term in councils})) for row in rows]
    return Sending(await mails.counts(campaign), troubles)


async def _troubled(campaign: str, mails: MailStore) -> list[Row]:
    found: list[Row] = []
    while page := await mails.find(states=TROUBLES, campaign=campaign, after=found[-1].id if found else None):
        found += page
    return found


async def read_digest(
    record: Record, asker: Collection[Holding], council: str | None, language: str, *, known: Known, digests: Digests
) -> Digest:
    """Tell an edition as readers of a council get it; without a council, of the asker's own."""
    return await digests.of(record, await _councils(asker, council, known), language)


async def _councils(asker: Collection[Holding], council: str | None, known: Known) -> Collection[str]:
    places = await known.places()
    if council is None:
        own = {holding.council for holding in asker if holding.council}
        return own or places.at({holding.unit for holding in asker if holding.unit})
    if council not in places.councils:
        raise NoSuchCouncil("No council with this id is known here.", field="council")
    return [council]
