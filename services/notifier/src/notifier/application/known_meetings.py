"""What we know of meetings: as the duties count them, and as mails tell of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.holdings import Holdings
from councilkit.inbox import Doc, In, Views
from councilkit.workdays import oslo_day
from notifier.domain.council import Came, Meeting, was_talk


@dataclass(frozen=True)
class Told:
    """A meeting as it was told of last.

    `news` is the entry that everybody is to hear of, and `before` the time that it had until then. `unsaid` are those
    who could not come on a day that it was moved from.
    """

    id: str
    councils: Sequence[str]
    type: MeetingType
    form: MeetingForm
    starts_at: datetime
    ends_at: datetime | None
    cancelled: bool
    news: str | None
    news_at: datetime | None
    before: datetime | None
    absent: frozenset[str]
    unsaid: frozenset[str]

    @property
    def day(self) -> date:
        return oslo_day(self.starts_at)


class KnownMeetings:
    def __init__(self, views: Views, holdings: Holdings) -> None:
        self._views = views
        self._holdings = holdings

    async def told(self, meeting: str) -> Told | None:
        """Tell a meeting; None if we have not heard of it."""
        doc = await self._views.get("meetings", meeting)
        return _told(doc) if doc and "starts_at" in doc else None

    async def counted(self, councils: Sequence[str], years: Sequence[int]) -> Mapping[str, list[Meeting]]:
        """Tell the meetings of each council in these years; one that was cancelled is none."""
        where = {"councils": In(councils), "year": In(years), "cancelled": False}
        docs = [doc async for doc in self._views.all("meetings", where)]
        annual = [doc for doc in docs if doc["type"] == MeetingType.ANNUAL_MEETING]
        terms = await self._holdings.terms({term for doc in annual for term in doc["attended"] or ()})
        came = {term.id: Came(term.council, term.role, term.side) for term in terms}
        meetings: dict[str, list[Meeting]] = defaultdict(list)
        for doc in docs:
            for council in doc["councils"]:
                meetings[council].append(_meeting(doc, council, came))
        return meetings


def _told(doc: Doc) -> Told:
    before = (doc["earlier"] or {}).get("starts_at")
    return Told(
        id=doc["_id"],
        councils=tuple(doc["councils"]),
        type=MeetingType(doc["type"]),
        form=MeetingForm(doc["form"]),
        starts_at=datetime.fromisoformat(doc["starts_at"]),
        ends_at=_moment(doc["ends_at"]),
        cancelled=doc["cancelled"],
        news=doc["news"],
        news_at=_moment(doc["news_at"]),
        before=_moment(before),
        absent=frozenset(doc["absent"]),
        unsaid=frozenset(doc["unsaid"]),
    )


def _meeting(doc: Doc, council: str, came: Mapping[str, Came]) -> Meeting:
    return Meeting(
        id=doc["_id"],
        type=MeetingType(doc["type"]),
        starts_at=datetime.fromisoformat(doc["starts_at"]),
        planned_at=datetime.fromisoformat(doc["planned_at"]),
        moved_at=_moment(doc["moved_at"]),
        held=doc["attended"] is not None,
        leader_met_nav=was_talk([came[term] for term in doc["attended"] or () if term in came], council),
    )


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
