"""Every mail that is due is one row, and what came of each row is in the sink's own log, or is said beside it."""

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from judge.doubts import judge_doubts
from judge.editions import judge_editions
from judge.faults import Fault, doubled, lost, wrong
from judge.mail_due import Due, mails_due
from judge.mail_reasons import Reasons
from judge.mail_times import WAITING, Times
from judge.people import People
from judge.put_to_the_test import judge_whether_put_to_the_test
from judge.sink import Sent
from judge.world import NEWSLETTER, NOTIFIER, Document, Service, World

SENDERS = (NEWSLETTER, NOTIFIER)


def judge_mails(world: World) -> Iterator[Fault]:
    if world.sent is None:
        return
    due, times = list(mails_due(world)), Times(world)
    if NEWSLETTER in world.services:
        yield from judge_editions(world)
    for service in _senders(world):
        yield from _plans(service, [one for one in due if one.service == service.name], times)
    yield from _fates(world, world.sent)
    yield from judge_whether_put_to_the_test(world, due)


def told_of_mails(world: World) -> Iterator[str]:
    """Tell how many mails there are, and how many of them nobody knows the fate of."""
    if world.sent is None:
        return
    states = Counter(row["state"] for service in _senders(world) for row in service.rows)
    yield f"{states['accepted'] + states['in_doubt']} mails"
    yield f"{states['in_doubt']} in doubt"


def _senders(world: World) -> list[Service]:
    return [world.services[name] for name in SENDERS if name in world.services]


def _plans(service: Service, due: Sequence[Due], times: Times) -> Iterator[Fault]:
    """Judge whether each mail that is due has one row, and whether each row holds nothing else, and has its time."""
    rows = _by_hold(service.rows)
    for one in due:
        found = [row["_id"] for row in rows.get(one.hold, ()) if one.is_in(row)]
        if not found:
            yield lost(f"{service.name}: {one.hold} has no mail of {one.event}.")
        elif len(found) > 1:
            yield doubled(f"{service.name}: {one.hold} has {len(found)} mails of {one.event}: {', '.join(found)}.")
    for row in service.rows:
        ours = [one for one in due if one.is_in(row)]
        yield from _asked_for(service, row, ours)
        campaigns = {other["campaign"] for hold in row["holds"] for other in rows[hold]}
        yield from times.judge(f"{service.name}: the mail {row['_id']}", row, ours, campaigns)


def _fates(world: World, sent: Sequence[Sent]) -> Iterator[Fault]:
    """Judge what came of each row, and whether anything was sent without one."""
    people, reasons = People(world), Reasons(world)
    taken: dict[str, list[Sent]] = defaultdict(list)
    for one in sent:
        taken[_name(one.message_id)].append(one)
    for service in _senders(world):
        yield from _one_each(service, people)
        for row in service.rows:
            ours = taken.pop(_key(row), [])
            yield from _address(f"{service.name}: the mail {row['_id']}", row, ours, people)
            yield from _fate(service, row, ours, world.left_by)
            yield from _reason(service, row, reasons)
        yield from judge_doubts(world, service.name, _doubtful(world, service))
    for strangers in taken.values():
        yield doubled(f"The sink has taken {strangers[0].message_id}, which nobody was to send.")


def _one_each(service: Service, people: People) -> Iterator[Fault]:
    """Judge whether anybody has several mails of one campaign, for different terms and posts."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in service.rows:
        for address in sorted({people.address(hold) or "" for hold in row["holds"]} - {""}):
            found[row["campaign"], address].append(row["_id"])
    for (campaign, _), rows in found.items():
        if len(rows) > 1:
            yield doubled(f"{service.name}: somebody has {len(rows)} mails of {campaign}: {', '.join(sorted(rows))}.")


def _by_hold(rows: Sequence[Document]) -> Mapping[str, Sequence[Document]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for row in rows:
        for hold in row["holds"]:
            found[hold].append(row)
    return found


def _asked_for(service: Service, row: Document, ours: Sequence[Due]) -> Iterator[Fault]:
    for field, told in (
        ("holds", {one.hold for one in ours}),
        ("about", {about for one in ours for about in one.about}),
    ):
        for extra in sorted({*row[field]} - told):
            yield doubled(f"{service.name}: the mail {row['_id']} is for {extra}, and no event asks for that.")


def _fate(service: Service, row: Document, sent: Sequence[Sent], left_by: datetime | None) -> Iterator[Fault]:
    name = f"{service.name}: the mail {row['_id']}"
    if row["resent"] and service.name == NEWSLETTER:
        yield doubled(f"{name} was sent again, and a newsletter never is.")
    if len(sent) > 1 + row["resent"]:
        yield doubled(f"{name} was taken {len(sent)} times.")
    if judge_state := STATES.get(row["state"]):
        yield from judge_state(name, row, sent)
    elif row["state"] not in WAITING or not _later(row, left_by):
        yield lost(f"{name} is still {row['state']}.")


def _address(name: str, row: Document, sent: Sequence[Sent], people: People) -> Iterator[Fault]:
    addresses = {people.address(hold) for hold in row["holds"]}
    if len(addresses) > 1:
        yield wrong(f"{name} is for several people.")
    elif any(one.rcpt not in addresses for one in sent):
        yield wrong(f"{name} went to somebody else.")


def _reason(service: Service, row: Document, reasons: Reasons) -> Iterator[Fault]:
    if row["state"] == "suppressed" and not reasons.explain(row):
        why = f"was suppressed ({row['detail']}), and nothing happened that explains it"
        yield lost(f"{service.name}: the mail {row['_id']} {why}.")


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
    """Tell whether it was never to leave before: one that was put off is waited for."""
    first_due: datetime = row["first_due"]
    return left_by is not None and first_due > left_by


def _doubtful(world: World, service: Service) -> Iterator[Document]:
    """Tell the mails that are in doubt though their line was not cut."""
    cut = {_name(one.message_id) for one in world.sent or () if one.cut}
    return (row for row in service.rows if row["state"] == "in_doubt" and _key(row) not in cut)


def _key(row: Document) -> str:
    """Spell the Message-ID's left part once more: it follows from campaign and person alone."""
    digest = hashlib.sha256("\x1f".join(("mail", row["campaign"], row["key"])).encode()).digest()
    return base64.b32encode(digest[:13]).decode().lower()[:20]


def _name(message_id: str) -> str:
    return message_id.strip("<>").partition("@")[0]
