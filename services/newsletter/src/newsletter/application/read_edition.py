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

TROUBLES_AT_MOST = 100


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
    more_troubles: int


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


async def sizes_of(records: Sequence[Record], today: date, *, known: Known) -> list[Size]:
    """Tell the sizes of several editions; who would get one is asked once for all that are not sent."""
    unsent = [record for record in records if not record.frozen]
    readers = len(await known.readers(today)) if unsent else 0
    told = {record.edition.half: await known.count_told_in(record.edition.half) for record in unsent}
    return [_frozen_size(one) if one.frozen else Size(readers, told[one.edition.half]) for one in records]


async def size_of(record: Record, today: date, *, known: Known) -> Size:
    [size] = await sizes_of([record], today, known=known)
    return size


def _frozen_size(record: Record) -> Size:
    return Size(len(record.edition.terms), len(record.edition.cases))


async def sending_of(record: Record, *, mails: MailStore, known: Known) -> Sending:
    """Tell the first mails in trouble, and count those that are not told."""
    campaign = campaign_of(record.edition.id)
    counts = await mails.counts(campaign)
    rows = await mails.find(states=TROUBLES, campaign=campaign, limit=TROUBLES_AT_MOST)
    councils = await known.councils_of({term for row in rows for term in row.holds})
    troubles = [Trouble(row, sorted({councils[term] for term in row.holds if term in councils})) for row in rows]
    in_all = sum(count for state, count in counts.items() if state in TROUBLES)
    return Sending(counts, troubles, max(0, in_all - len(rows)))


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
