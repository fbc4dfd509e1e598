"""Every mail that is due is one row, and what came of each row is in the sink's own log, or is said beside it."""

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from judge.faults import Fault, doubled, lost, wrong
from judge.mail_due import Due, mails_due
from judge.sink import Sent
from judge.world import NEWSLETTER, NOTIFIER, REGISTRY, Document, Service, World

SENDERS = (NEWSLETTER, NOTIFIER)
SINK, MONGODB = "sink", "MongoDB"
LINES = 4
"""Mails that are on their way at one time: so many may be in doubt after each strike."""

WAITING = ("planned", "deferred")


def judge_mails(world: World) -> Iterator[Fault]:
    if world.sent is None:
        return
    taken: dict[str, list[Sent]] = defaultdict(list)
    for sent in world.sent:
        taken[_name(sent.message_id)].append(sent)
    yield from _plans(world)
    for service in _senders(world):
        for row in service.rows:
            yield from _fate(world, service, row, taken.pop(_key(row), []))
        yield from _doubts(world, service)
    for strangers in taken.values():
        yield doubled(f"The sink has taken {strangers[0].message_id}, which nobody was to send.")


def told_of_mails(world: World) -> Iterator[str]:
    """Tell how many mails there are, and how many of them nobody knows the fate of."""
    if world.sent is None:
        return
    states = Counter(row["state"] for service in _senders(world) for row in service.rows)
    yield f"{states['accepted'] + states['in_doubt']} mails"
    yield f"{states['in_doubt']} in doubt"


def _senders(world: World) -> list[Service]:
    return [world.services[name] for name in SENDERS if name in world.services]


def _plans(world: World) -> Iterator[Fault]:
    """Judge whether each mail that is due has one row, and whether each row holds nothing else."""
    due = sorted(mails_due(world), key=lambda one: one.service)
    asked = {service: list(several) for service, several in groupby(due, key=lambda one: one.service)}
    for service in _senders(world):
        rows = _by_hold(service.rows)
        for one in asked.get(service.name, ()):
            found = [row["_id"] for row in rows.get(one.hold, ()) if one.is_in(row)]
            if not found:
                yield lost(f"{service.name}: {one.hold} has no mail of {one.event}.")
            elif len(found) > 1:
                yield doubled(f"{service.name}: {one.hold} has {len(found)} mails of {one.event}: {', '.join(found)}.")
        for row in service.rows:
            yield from _asked_for(service, row, asked.get(service.name, ()))


def _by_hold(rows: Sequence[Document]) -> Mapping[str, Sequence[Document]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for row in rows:
        for hold in row["holds"]:
            found[hold].append(row)
    return found


def _asked_for(service: Service, row: Document, due: Sequence[Due]) -> Iterator[Fault]:
    ours = [one for one in due if one.is_in(row)]
    for field, told in (
        ("holds", {one.hold for one in ours}),
        ("about", {about for one in ours for about in one.about}),
    ):
        for extra in sorted({*row[field]} - told):
            yield doubled(f"{service.name}: the mail {row['_id']} is for {extra}, and no event asks for that.")


def _fate(world: World, service: Service, row: Document, sent: Sequence[Sent]) -> Iterator[Fault]:
    name = f"{service.name}: the mail {row['_id']}"
    yield from _address(world, name, row, sent)
    if len(sent) > 1 + row["resent"]:
        yield doubled(f"{name} was taken {len(sent)} times.")
    if judge_state := STATES.get(row["state"]):
        yield from judge_state(name, row, sent)
    elif row["state"] not in WAITING or not _later(row, world.left_by):
        yield lost(f"{name} is still {row['state']}.")


def _address(world: World, name: str, row: Document, sent: Sequence[Sent]) -> Iterator[Fault]:
    holders = world.services[REGISTRY].holders
    addresses = {holders.get(hold) for hold in row["holds"]}
    if len(addresses) > 1:
        yield wrong(f"{name} is for several people.")
    elif any(one.rcpt not in addresses for one in sent):
        yield wrong(f"{name} went to somebody else.")


def _accepted(name: str, _: Document, sent: Sequence[Sent]) -> Iterator[Fault]:
    if not sent:
        yield lost(f"{name} was accepted, and the sink has not taken it.")


def _in_doubt(*_: object) -> Iterator[Fault]:
    """Whether it was taken is what nobody knows. Why it is in doubt is judged for all of them at once."""
    yield from ()


def _refused(name: str, row: Document, _: Sequence[Sent]) -> Iterator[Fault]:
    yield wrong(f"{name} was refused: {row['detail']}.")


def _suppressed(name: str, row: Document, sent: Sequence[Sent]) -> Iterator[Fault]:
    if sent:
        yield wrong(f"{name} was suppressed, and the sink has taken it.")
    if not row["detail"]:
        yield wrong(f"{name} was suppressed, and nobody says why.")


STATES: Mapping[str, Callable[[str, Document, Sequence[Sent]], Iterator[Fault]]] = {
    "accepted": _accepted,
    "in_doubt": _in_doubt,
    "refused": _refused,
    "suppressed": _suppressed,
}
"""The states in which a mail may stay; the sink refuses nobody."""


def _later(row: Document, left_by: datetime | None) -> bool:
    due: datetime = row["due"]
    return left_by is not None and due > left_by


def _doubts(world: World, service: Service) -> Iterator[Fault]:
    """A mail may be in doubt where the line was cut, or where one of those who sent and took it was struck."""
    cut = {_name(one.message_id) for one in world.sent or () if one.cut}
    unexplained = [row for row in service.rows if row["state"] == "in_doubt" and _key(row) not in cut]
    strikes = sum(fault.hits(service.name, SINK, MONGODB) for fault in world.log.faults)
    if len(unexplained) > strikes * LINES:
        names = ", ".join(sorted(row["_id"] for row in unexplained))
        yield wrong(f"{service.name}: {len(unexplained)} mails are in doubt after {strikes} strikes: {names}.")


def _key(row: Document) -> str:
    """Spell the Message-ID's left part once more: it follows from campaign and person alone."""
    digest = hashlib.sha256("\x1f".join(("mail", row["campaign"], row["key"])).encode()).digest()
    return base64.b32encode(digest[:13]).decode().lower()[:20]


def _name(message_id: str) -> str:
    return message_id.strip("<>").partition("@")[0]
