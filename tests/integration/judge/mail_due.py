"""Who must get a mail of what happened, and when, by the judge's own reading of the events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from judge.case_mails import AT_ONCE, Mailed
from judge.days import mail_day, mail_time
from judge.duties import Duties
from judge.news import REGRET, News
from judge.notifier_cases import case
from judge.people import People
from judge.world import CASE_FLOW, NEWSLETTER, NOTIFIER, Document, Event, World


@dataclass(frozen=True)
class Due:
    """A mail that must be, to whoever holds this term or post."""

    service: str
    campaign: str
    """The campaign it belongs to; of alerts, all campaigns begin so, and the day follows."""

    about: tuple[str, ...]
    hold: str
    event: str
    at: datetime
    """When it happened that the mail tells of, or when that could be taken back no more."""

    def is_in(self, row: Document) -> bool:
        """Tell whether a row is this mail's."""
        campaign = row["campaign"]
        ours = campaign.startswith(self.campaign) if self.campaign.endswith("-") else campaign == self.campaign
        return ours and self.hold in row["holds"] and {*self.about} <= {*row["about"]}


def mails_due(world: World) -> Iterator[Due]:
    if NEWSLETTER in world.services:
        yield from _digests(world)
    if NOTIFIER in world.services:
        people = People(world)
        every = [*_answers(world, people), *_alerts(world, people), *_news(world), *_cases(world, people)]
        yield from (one for one in every if people.is_known(one.hold))


def _digests(world: World) -> Iterator[Due]:
    """Tell the digests: who cannot be reached has a row all the same, which says so."""
    for event in world.services[NEWSLETTER].events:
        if event.kind == "edition.frozen":
            edition = event.data["edition"]
            for term in event.data["terms"]:
                yield Due(NEWSLETTER, f"edition-{edition}", (edition,), term, event.id, event.at)


def _answers(world: World, people: People) -> Iterator[Due]:
    """Tell the mails that bring an answer home: to all who raised the case, or to the users of the council above."""
    streams: dict[str, list[Event]] = {}
    for event in world.services[CASE_FLOW].events:
        streams.setdefault(event.stream, []).append(event)
        if event.kind == "case.answer-given":
            story = case(streams[event.stream])
            homes = {story["origin"], *story["joined"]}
            told = {term for home in homes for term in people.sitting(home, event.day)}
            told |= {term for home in homes for term in people.stand_in(home, event.day)}
            for term in sorted(told):
                yield _due("answer", event, event.data["case"], term)


def _cases(world: World, people: People) -> Iterator[Due]:
    mailed, any_hour = Mailed(world, people), world.at_any_hour
    for event, told in mailed.each():
        kind, _, matter = event.stream.partition("-")
        begins = event.at if event.kind == AT_ONCE else event.at + REGRET
        if event.kind == "round.due":
            begins = max(begins, mail_time(mail_day(event.at, any_hour=any_hour), any_hour=any_hour))
        for hold in told:
            yield Due(NOTIFIER, _campaign(kind, event), (event.id, matter), hold, event.id, begins)
    for event, told in mailed.late(Duties(world), any_hour=any_hour):
        for hold in told:
            yield Due(NOTIFIER, "late-", (event.id,), hold, event.id, event.at)


def _alerts(world: World, people: People) -> Iterator[Due]:
    duties = Duties(world)
    for event in world.services[NOTIFIER].events:
        if event.kind == "alert.raised":
            council, step = event.data["council"], event.data["step"]
            quiet = duties.is_quiet(council, event.at)
            on = mail_day(event.at, any_hour=world.at_any_hour)
            told = people.told_of(council, step, on, quiet=quiet)
            if event.data.get("term"):
                told = set() if quiet else people.told_of_seats(council, on)
            for hold in told:
                yield Due(NOTIFIER, "duties-", (event.id,), hold, event.id, event.at)


def _news(world: World) -> Iterator[Due]:
    news = News(world)
    yield from _notices(world, news)
    for event in news.invitations:
        hold = event.data.get("term") or event.data["post"]
        yield _due("invitation", event, hold, hold)
    for event in news.requests:
        request = event.data["request"]  # it stands for the posts that are asked
        yield _due("nomination", event, request, request, after=REGRET)


def _notices(world: World, news: News) -> Iterator[Due]:
    """Tell the mails of meetings, to whoever was to sit there on that day, as was known then."""
    for event in news.notices:
        people, day = People(world, event.at), news.day(event)
        for council in event.data["councils"]:
            for term in people.sitting(council, day):
                yield _due("notice", event, event.data["meeting"], term, after=REGRET)


def _due(kind: str, event: Event, matter: str, hold: str, after: timedelta = timedelta(0)) -> Due:
    return Due(NOTIFIER, _campaign(kind, event), (event.id, matter), hold, event.id, event.at + after)


def _campaign(kind: str, event: Event) -> str:
    return f"{kind}-{event.id.replace(':', '.')}-{event.hash[:8]}"
