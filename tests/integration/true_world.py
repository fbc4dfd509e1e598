"""A small world in which the house has kept its word, so that a test can break it: one case, from its report to home.

In the larger one, a newsletter was sent too, somebody was alarmed, and everybody concerned heard of the answers.

The events are those of the contracts' examples; views and records are made by the house's own code, and the judge,
which shares none of it, must find nothing to say.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import case_flow.subscriptions
import council_registry.subscriptions
import newsletter.subscriptions
import notifier.subscriptions
from councilkit.events import Item
from councilkit.events.record import to_record
from councilkit.ledger import GENESIS, link
from councilkit.mailing.mail import message_id
from councilkit.testing.views import folded
from judge.log import Log, read_log
from judge.sink import Sent
from judge.verdict import faults_of
from judge.world import CASE_FLOW, NEWSLETTER, NOTIFIER, REGISTRY, Document, Record, Service, World

EXAMPLES = Path(__file__).parents[2] / "shared" / "contracts" / "examples"
BEGAN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = BEGAN + timedelta(minutes=1)
"""When the newsletter is made, and somebody is alarmed."""

MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""When mails about duties leave."""

LEFT_BY = MONDAY + timedelta(hours=3)
LOCAL, REGION = "lbuhorten23456723456", "rbuvestfold345672345"
CASE, MEETING, COUNCIL, UNIT = (
    "case-sakdorapner234567234",
    "meeting-motehorten2345672345",
    f"council-{LOCAL}",
    "unit-0701",
)
HOME = f"{CASE}:000015"
LEADER, MANAGER = "ledervervhorten23456", "svarlederhorten23456"
EDITION, RULE = "utgavehost2345672345", "annual-meeting"
AT_REGION = {"council": REGION}
THEIR_MEETING = {**AT_REGION, "meeting": "motevestfold45672345"}
IDS = {
    "case": CASE.removeprefix("case-"),
    "council": LOCAL,
    "meeting": MEETING.removeprefix("meeting-"),
    "unit": "0701",
    "seat": "stolhorten2345672345",
    "term": LEADER,
    "post": MANAGER,
    "councils": [LOCAL],
    "units": ["0701"],
    "parent": None,
    "edition": EDITION,
    "terms": [LEADER],
    "cases": [CASE.removeprefix("case-")],
    "rule": RULE,
    "on": "2026-12-31",
    "reader": LEADER,
    "duties": LOCAL,
    "attended": [LEADER],
    "sender": LOCAL,
    "to": REGION,
    "entry": f"{CASE}:000001",
    "own_type": "kveldsmote67234567234",
    "holding": LEADER,
}
"""What all examples are about here, whatever story they are taken from."""

STREAM_OF = {
    "text": "case",
    "post": "unit",
    "seat": "council",
    "term": "council",
    "nomination": "council",
    "digest": "reader",
    "council-duties": "duties",
    "alert": "duties",
    "meeting-type": "own_type",
    "absence": "meeting",
    "gathering": "meeting",
    "minutes": "meeting",
}
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
VIEWS = {
    CASE_FLOW: case_flow.subscriptions.VIEWS,
    REGISTRY: council_registry.subscriptions.VIEWS,
    NEWSLETTER: newsletter.subscriptions.VIEWS,
    NOTIFIER: notifier.subscriptions.VIEWS,
}

STORY: dict[str, list[tuple[str, dict[str, Any]]]] = {
    REGISTRY: [
        ("unit.listed", {}),
        ("post.started", {}),
        ("council.founded", {}),
        ("seat.added", {}),
        ("term.started", {}),
        ("meeting-type.made", {}),
        ("meeting-type.dropped", {}),
        ("meeting.planned", {}),
        ("meeting.arranged", {}),
        ("meeting.cancelled", {}),
        ("meeting.regretted", {"entry": f"{MEETING}:000003"}),
        ("meeting.moved", {}),
        ("meeting.convened", {}),
        ("absence.told", {}),
        ("absence.withdrawn", {}),
        ("gathering.signed-up", {}),
        ("gathering.signed-off", {}),
        ("meeting.held", {}),
        ("meeting.corrected", {}),
        ("minutes.sent", {}),
        ("term.invited", {}),
        ("nomination.requested", {"to": []}),
        ("term.ended", {}),
        ("post.ended", {}),
    ],
    CASE_FLOW: [
        ("case.reported", {}),
        ("case.put-on-agenda", {}),
        ("case.treated", {}),
        ("case.sent", {}),
        ("case.returned", {**AT_REGION, "to": LOCAL}),
        ("case.sent", {}),
        ("case.received", AT_REGION),
        ("case.put-on-agenda", THEIR_MEETING),
        ("case.treated", {**THEIR_MEETING, "outcome": "statement"}),
        ("case.statement-made", AT_REGION),
        ("case.answer-given", {}),
        ("case.answer-disputed", {}),
        ("case.answer-given", {}),
        ("text.erased", {}),
        ("case.answer-confirmed", {}),
    ],
    NEWSLETTER: [
        ("edition.opened", {"half": "2027-1", "starts": "2026-11-16", "ends": "2027-05-15"}),
        ("edition.greeted", {}),
        ("edition.frozen", {}),
        ("digest.declined", {}),
        ("digest.wanted", {}),
    ],
    NOTIFIER: [
        ("rule.adopted", {}),
        ("council-duties.set", {"agreed": []}),
        ("alert.raised", {"meeting": None, "term": None}),
    ],
}
REQUEST = "tidligereforesp672345"
ADDRESSES = {
    LEADER: "modig.lykt@example.no",
    MANAGER: "blank.boyle@example.no",
    REQUEST: "blank.boyle@example.no",
}
ALERT = f"duties-{LOCAL}:000002"


def true_world(*names: str) -> World:
    """Make the world in which all is well; without the services that send mails, if nothing else is said."""
    items = {service: list(_items(service)) for service in STORY}
    services = {name: _service(name, items) for name in names or (REGISTRY, CASE_FLOW)}
    return World(services, read_log(lines_of_the_log(services)))


def world_with_mails() -> World:
    """Make the larger world in which all is well."""
    world = true_world(*STORY)
    sent = [sent_of(row) for service in world.services.values() for row in service.rows if row["state"] == "accepted"]
    return replace(world, sent=sent, left_by=LEFT_BY)


def judged(world: World) -> list[str]:
    """Tell what the judge has to say."""
    return [fault.sentence for fault in faults_of(world)]


def with_(world: World, service: str, **changes: Any) -> World:  # noqa: ANN401 - any field of a service
    """Tell the same world but for some fields of a service."""
    return replace(world, services={**world.services, service: replace(world.services[service], **changes)})


def with_entry(world: World, entry: str, **changes: Any) -> World:  # noqa: ANN401 - any field of an entry
    """Tell the same world but for some fields of an entry of a ledger; None takes a field away."""

    def changed(document: Document) -> Document:
        fields = dict(document) | changes if document["_id"] == entry else dict(document)
        return {name: value for name, value in fields.items() if name not in changes or value is not None}

    name = service_of(entry)
    return with_(world, name, ledger=[changed(document) for document in world.services[name].ledger])


def with_document(world: World, service: str, view: str, key: str, **changes: Any) -> World:  # noqa: ANN401 - any field
    """Tell the same world but for some fields of a document of a view."""
    views = world.services[service].views
    documents = {**views[view], key: {**views[view].get(key, {"_id": key}), **changes}}
    return with_(world, service, views={**views, view: documents})


def with_records(world: World, service: str, change: Callable[[list[Record]], list[Record]]) -> World:
    """Tell the same world with other records in a topic; offsets count from 0 again."""
    records = change(list(world.services[service].topic or ()))
    return with_(world, service, topic=[replace(record, offset=offset) for offset, record in enumerate(records)])


def with_log(world: World, *lines: dict[str, Any]) -> World:
    """Tell the same world with more lines in the log."""
    more = [json.dumps(line) + "\n" for line in lines]
    return replace(world, log=read_log([*lines_of_the_log(world.services), *more]))


def without_log(world: World) -> World:
    return replace(world, log=Log())


def tries(
    service: str, key: str, *outcomes: dict[str, Any] | None, path: str = "/cases/x/agenda"
) -> list[dict[str, Any]]:
    """Tell the lines about the tries of one command; None for one that nothing came back of, not even an error."""
    lines = []
    for number, outcome in enumerate(outcomes, 1):
        line = {"service": service, "actor": "term", "key": key, "path": path, "sent": number, "at": BEGAN.isoformat()}
        lines += [{**line, "outcome": None}, *([{**line, "outcome": outcome}] if outcome else [])]
    return lines


def service_of(entry: str) -> str:
    thing = entry.partition("-")[0]
    owners = {"case": CASE_FLOW, "edition": NEWSLETTER, "reader": NEWSLETTER, "rule": NOTIFIER, "duties": NOTIFIER}
    return owners.get(thing, REGISTRY)


def lines_of_the_log(services: dict[str, Service] | Any) -> Iterator[str]:  # noqa: ANN401 - any mapping
    """Tell what the load generator noted: each command was sent once, and accepted."""
    for service in services.values():
        for document in service.ledger:
            if document["command_id"].startswith("http/"):
                yield from _noted(service.name, document)


def _noted(service: str, document: Document) -> Iterator[str]:
    _, actor, key, *rest = document["command_id"].split("/")
    kind = document["type"].removesuffix(".v1")
    path = {"raadslag.unit.listed": "/units/load", "raadslag.case.answer-confirmed": "/cases/x/confirm"}.get(kind, "/x")
    line = {"service": service, "actor": actor, "key": key, "path": path, "sent": 1}
    receipt = None if rest else document["_id"]
    yield json.dumps({**line, "at": document["at"].isoformat(), "outcome": None}) + "\n"
    yield json.dumps({**line, "at": document["at"].isoformat(), "outcome": {"status": 200, "receipt": receipt}}) + "\n"


def _items(service: str) -> Iterator[Item]:
    head = GENESIS
    sequences: Counter[str] = Counter()
    for position, (kind, changes) in enumerate(STORY[service], 1):
        type_, data = f"raadslag.{kind}.v1", _data(kind, changes)
        stream = _stream(kind)
        sequences[stream] += 1
        id_ = f"{stream}:{sequences[stream]:06d}"
        head = link(head, position, id_, type_, data)
        yield Item(
            id=id_,
            source=service,
            type=type_,
            at=(LATER if service in (NEWSLETTER, NOTIFIER) else BEGAN) + timedelta(seconds=position),
            stream=stream,
            position=position,
            epoch=1,
            hash=head,
            correlation="correlation",
            causation=None,
            trace=TRACE,
            actor="term",
            data=data,
        )


def _data(kind: str, changes: dict[str, Any]) -> bytes:
    """Tell the data of the kind's first example, with our ids."""
    told = json.loads((EXAMPLES / f"raadslag.{kind}.v1.json").read_bytes())[0]["data"]
    ours = {name: (IDS | changes).get(name, value) for name, value in told.items()}
    return json.dumps(ours, ensure_ascii=False, separators=(",", ":")).encode()


def _stream(kind: str) -> str:
    thing = kind.partition(".")[0]
    thing = STREAM_OF.get(thing, thing)
    return f"{thing.replace('own_type', 'meetingtype')}-{IDS[thing]}"


def _service(name: str, items: dict[str, list[Item]]) -> Service:
    heads = {source: _place(told[-1]) for source, told in items.items()}
    return Service(
        name=name,
        ledger=[entry_of(item, _command(item)) for item in items[name]],
        places={f"views/{source}/1": {"_id": f"views/{source}/1", **heads[source]} for source in VIEWS[name]},
        publishing={"_id": "topic", **heads[name], "refill": False, "halted": None},
        views={
            f"view.{view.name}.1": folded(view, items[source])
            for source, views in VIEWS[name].items()
            for view in views
        },
        topic=[_record(offset, item) for offset, item in enumerate(items[name])],
        rows=ROWS.get(name, ()),
        holders=ADDRESSES if name == REGISTRY else {},
    )


def _place(item: Item) -> dict[str, Any]:
    return {"epoch": item.epoch, "position": item.position, "hash": item.hash}


def _command(item: Item) -> str:
    if item.type == "raadslag.alert.raised.v1":
        return f"due/{RULE}/{LOCAL}/book-autumn-2026"
    return f"http/term/key-{item.position:05}" + ("/0701" if item.type == "raadslag.unit.listed.v1" else "")


def entry_of(item: Item, command: str = "http/term/key") -> Document:
    """Tell an item as the ledger that told it keeps it."""
    return {
        "_id": item.id,
        "stream": item.stream,
        "sequence": item.sequence,
        "type": item.type,
        "data": item.data,
        "at": item.at,
        "actor": item.actor,
        "command_id": command,
        "correlation": item.correlation,
        "causation": item.causation,
        "trace": item.trace,
        "position": item.position,
        "hash": item.hash,
    }


def row_to(kind: str, campaign: str, hold: str, *about: str, due: datetime) -> Document:
    """Tell a mail that was sent when it was due."""
    return {
        "_id": f"{campaign}:{hold}",
        "campaign": campaign,
        "key": hold,
        "kind": kind,
        "holds": [hold],
        "about": [*about],
        "due": due,
        "first_due": due,
        "state": "accepted",
        "resent": False,
        "detail": "250 2.0.0 Taken",
        "changed": due,
    }


def _told_of(kind: str, item: Item, hold: str, about: str, due: timedelta = timedelta(0)) -> Document:
    campaign = f"{kind}-{item.id.replace(':', '.')}-{item.hash[:8]}"
    return row_to(kind, campaign, hold, item.id, about, due=item.at + due)


def _mails_of(type_: str, kind: str, hold: str, about: str, due: timedelta = timedelta(0)) -> list[Document]:
    items = (item for service in (REGISTRY, CASE_FLOW) for item in _items(service))
    return [_told_of(kind, item, hold, about, due) for item in items if item.type == f"raadslag.{type_}.v1"]


REGRET = timedelta(minutes=10)
TAKEN_BACK = {"state": "suppressed", "detail": "it was taken back, or there is newer news of the meeting"}
ANSWERS = {
    str(row["about"][0]): row for row in _mails_of("case.answer-given", "answer", LEADER, CASE.removeprefix("case-"))
}
NOTICES = {
    kind: {**row, **changes}
    for kind, changes in (("cancelled", TAKEN_BACK), ("moved", TAKEN_BACK), ("convened", {}))
    for row in _mails_of(f"meeting.{kind}", "notice", LEADER, MEETING.removeprefix("meeting-"), REGRET)
}
NEWS = [
    *NOTICES.values(),
    *_mails_of("term.invited", "invitation", LEADER, LEADER),
    *_mails_of("nomination.requested", "nomination", REQUEST, REQUEST, REGRET),
]
OVERTAKEN = {"state": "suppressed", "detail": "it was taken back, or there is newer news of the case"}
OVERTAKING = [
    ("case.put-on-agenda", LEADER),
    ("case.returned", LEADER),
    ("case.statement-made", MANAGER),
    ("case.answer-disputed", MANAGER),
]
"""What happens to the case within ten minutes is all overtaken by what happens next."""

CASE_NEWS = [
    *_mails_of("case.reported", "case", LEADER, CASE.removeprefix("case-")),
    *(
        {**row, **OVERTAKEN}
        for kind, hold in OVERTAKING
        for row in _mails_of(kind, "case", hold, CASE.removeprefix("case-"), REGRET)
    ),
]
ROWS = {
    NEWSLETTER: [row_to("digest", f"edition-{EDITION}", LEADER, EDITION, due=LATER + timedelta(seconds=3))],
    NOTIFIER: [
        *ANSWERS.values(),
        *NEWS,
        *CASE_NEWS,
        *(row_to("duties", "duties-2026-11-23", hold, ALERT, due=MONDAY) for hold in (LEADER, MANAGER)),
    ],
}


def sent_of(row: Document) -> Sent:
    """Tell what the sink has noted of a row that it took."""
    [hold] = row["holds"]
    return Sent(message_id(row["campaign"], row["key"], "example.no"), ADDRESSES[hold], cut=False)


def _record(offset: int, item: Item) -> Record:
    record = to_record(item)
    return Record(offset, record.key, record.value, record.headers)
