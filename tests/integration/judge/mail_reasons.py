"""Why a mail need not be sent after all: only what happened, and was known when it was suppressed, is a reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from judge.duties import Duties
from judge.mail_news import is_overtaken, is_still_late
from judge.news import INVITED_FOR, News
from judge.people import MISSED, People
from judge.seats import Seats
from judge.world import CASE_FLOW, NEWSLETTER, NOTIFIER, OSLO, Document, Event, World

NO_NEWS = timedelta(days=7)
"""So long after it was frozen an edition is not sent any more."""

TAKEN_BACK = ("case.answer-disputed", "case.answer-given")
"""What makes an answer the wrong one to tell of."""


class Reasons:
    def __init__(self, world: World) -> None:
        self._people = People(world)
        self._frozen = _by_id(world, NEWSLETTER, "edition.frozen", "edition")
        self._chosen = list(_events(world, NEWSLETTER, "digest."))
        self._cases = [*_events(world, CASE_FLOW, "case."), *_events(world, CASE_FLOW, "round.")]
        self._alerts = {event.id: event for event in _events(world, NOTIFIER, "alert.")}
        self._news = News(world)
        self._seats = Seats(world)
        self._duties = Duties(world) if NOTIFIER in world.services else None

    def explain(self, row: Document) -> bool:
        """Tell whether something that had happened when a mail was suppressed explains it."""
        at: datetime = row["changed"]
        if all(self._is_nobodys(hold, at) for hold in row["holds"]):
            return True
        return KINDS[row["kind"]](self, row, at)

    def _is_nobodys(self, hold: str, at: datetime) -> bool:
        over = self._people.is_over(hold, at.astimezone(OSLO).date())
        return over or not self._people.is_reached(hold) or self._has_declined(hold, at)

    def _has_declined(self, term: str, at: datetime) -> bool:
        return _last(self._chosen, at, term=term) == "digest.declined"

    def digest(self, row: Document, at: datetime) -> bool:
        if self._people.wants_only_what_is_needed(row["holds"]):
            return True
        frozen = [self._frozen.get(edition) for edition in row["about"]]
        return all(event is not None and at - event.at > NO_NEWS for event in frozen)

    def answer(self, row: Document, at: datetime) -> bool:
        """Judge one that tells of an answer that was disputed, or that a newer one has taken the place of.

        That another has confirmed it already is no reason: it is told all the same.
        """
        entry = row["about"][0]
        stream, _, number = entry.rpartition(":")
        later = [event for event in self._cases if event.stream == stream and event.sequence > int(number)]
        return any(event.kind in TAKEN_BACK and event.at <= at for event in later)

    def duties(self, row: Document, at: datetime) -> bool:
        told = [self._alerts[about].data for about in row["about"] if about in self._alerts]
        duties = self._duties
        return duties is not None and not any(
            self._calls(alert, at) and not (duties.is_quiet(alert["council"], at) and alert["step"] != MISSED)
            for alert in told
        )

    def _calls(self, alert: Document, at: datetime) -> bool:
        if alert.get("term"):
            return self._seats.calls(alert, at)
        return self._duties is not None and self._duties.calls(alert, at)

    def case(self, row: Document, at: datetime) -> bool:
        """Judge one that newer news of the matter has overtaken, or of which whoever it is for knows already."""
        told, after = self._since(row["about"][0], at)
        if told is None or is_overtaken(told, after):
            return told is not None
        if told.kind == "case.put-on-agenda":  # they were told before, with the day
            return any(event.kind == "case.scheduled" for event in self._cases if event.stream == told.stream)
        return told.kind == "case.sent" and any(
            event.kind == "case.received" and event.data["council"] == told.data["to"] for event in after
        )

    def late(self, row: Document, at: datetime) -> bool:
        """Judge one that tells of nothing that is still late."""
        told = [self._since(entry, at) for entry in row["about"]]
        return not any(event and is_still_late(event, after) for event, after in told)

    def round(self, row: Document, at: datetime) -> bool:
        """Judge one that newer news of the round has overtaken, or that asks whoever has answered."""
        told, after = self._since(row["about"][0], at)
        answered = any(event.kind == "round.answered" for event in self._cases if event.at <= at)
        return told is not None and (answered or is_overtaken(told, after))

    def _since(self, entry: str, at: datetime) -> tuple[Event | None, list[Event]]:
        """Tell an event, and what had happened to its case or round after it."""
        stream, _, number = entry.rpartition(":")
        theirs = [event for event in self._cases if event.stream == stream]
        told = next((event for event in theirs if event.id == entry), None)
        return told, [event for event in theirs if event.sequence > int(number) and event.at <= at]

    def notice(self, row: Document, at: datetime) -> bool:
        event = self._news.event(row["about"][0])
        return event is not None and self._news.is_old(event, at)

    def invitation(self, row: Document, at: datetime) -> bool:
        """Judge one whose code is of no use: it was used, or is over."""
        event = self._news.event(row["about"][0])
        used = all(self._people.has_signed_in(hold) for hold in row["holds"])
        return used or (event is not None and at - event.at > INVITED_FOR)

    def nomination(self, row: Document, at: datetime) -> bool:
        event = self._news.event(row["about"][0])
        return event is not None and self._news.is_answered(event, at)


KINDS: Mapping[str, Callable[[Reasons, Document, datetime], bool]] = {
    "digest": Reasons.digest,
    "answer": Reasons.answer,
    "duties": Reasons.duties,
    "case": Reasons.case,
    "late": Reasons.late,
    "round": Reasons.round,
    "notice": Reasons.notice,
    "invitation": Reasons.invitation,
    "nomination": Reasons.nomination,
}


def declined(world: World, at: datetime) -> set[str]:
    """Tell the terms whose holders want no digest at a moment."""
    chosen = list(_events(world, NEWSLETTER, "digest."))
    terms = {event.data["term"] for event in chosen}
    return {term for term in terms if _last(chosen, at, term=term) == "digest.declined"}


def _last(events: Iterable[Event], at: datetime, *, term: str) -> str | None:
    kinds = [event.kind for event in events if event.data["term"] == term and event.at <= at]
    return kinds[-1] if kinds else None


def _events(world: World, service: str, kinds: str) -> Iterator[Event]:
    if service in world.services:
        yield from (event for event in world.services[service].events if event.kind.startswith(kinds))


def _by_id(world: World, service: str, kind: str, field: str) -> Mapping[str, Event]:
    return {event.data[field]: event for event in _events(world, service, kind)}
