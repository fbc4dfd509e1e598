"""Where mails are sent, one of each kind must have arrived: otherwise nothing was put to the test."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from judge.days import mail_day, mail_time
from judge.duties import Duties
from judge.faults import Fault, lost, wrong
from judge.mail_due import Due
from judge.mail_times import GATHERS
from judge.world import NEWSLETTER, NOTIFIER, World


def judge_whether_put_to_the_test(world: World, due: Sequence[Due]) -> Iterator[Fault]:
    arrived = {row["kind"] for one in world.services.values() for row in one.rows if row["state"] == "accepted"}
    for kind in sorted({*_demanded(world, due)} - arrived):
        yield wrong(f"No mail of the kind {kind} has arrived, so nothing was put to the test.")
    if NEWSLETTER in world.services and not _has(world, NEWSLETTER, "edition.frozen"):
        yield wrong("No edition was frozen, so nothing was put to the test.")
    if NOTIFIER in world.services and world.left_by:
        yield from (lost(f"notifier: {sentence}") for sentence in Duties(world).untold(world.left_by))


def _demanded(world: World, due: Sequence[Due]) -> Iterator[str]:
    if NEWSLETTER in world.services:
        yield "digest"
    if NOTIFIER in world.services:
        yield "answer"
        if any(one.campaign.startswith("case-") and world.left_by and one.at <= world.left_by for one in due):
            yield "case"
        if _somebody_is_to_be_alarmed(world, due):
            yield "duties"


def _somebody_is_to_be_alarmed(world: World, due: Sequence[Due]) -> bool:
    """Tell whether an alert's mail is due by now, and is still worth a word: on a holiday none may be."""
    by, duties = world.left_by, Duties(world)
    alerts = {event.id: event for event in world.services[NOTIFIER].events if event.kind == "alert.raised"}
    return by is not None and any(
        max(_begins(world, one.at), one.at + GATHERS) <= by
        and duties.calls(alerts[one.event].data, by)
        and not duties.is_quiet(alerts[one.event].data["council"], by)
        for one in due
        if one.event in alerts
    )


def _begins(world: World, raised: datetime) -> datetime:
    return mail_time(mail_day(raised, any_hour=world.at_any_hour), any_hour=world.at_any_hour)


def _has(world: World, service: str, kind: str) -> bool:
    return any(event.kind == kind for event in world.services[service].events)
