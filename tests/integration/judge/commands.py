"""Every accepted command is one event, a doubtful one at most one, a refused one none; each event is a command's."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from judge.case_dues import fell_due
from judge.faults import Fault, doubled, lost, wrong
from judge.log import Command, by_service
from judge.structure import is_told_on_its_day
from judge.world import Document, Event, Service, World

ALERT, SET = "raadslag.alert.raised.v1", "raadslag.council-duties.set.v1"

Entries = dict[str, list[str]]
"""The ids of entries, by the command that wrote them."""


def judge_commands(world: World) -> Iterator[Fault]:
    sent = by_service(world.log.commands)
    for stranger in sorted(sent.keys() - world.services.keys()):
        yield wrong(f"The log holds commands for {stranger}, which is not judged.")
    for service in world.services.values():
        yield from _service(service, sent.get(service.name, []), world.loaded_before.get(service.name, 0))
    told = {document["_id"] for service in world.services.values() for document in service.ledger}
    for service in world.services.values():
        for document in service.ledger:
            if document["command_id"].startswith("event/"):
                yield from _followed(service, document, told)


def _service(service: Service, commands: Sequence[Command], loaded_before: int) -> Iterator[Fault]:
    written: Entries = defaultdict(list)
    for document in service.ledger:
        written[document["command_id"]].append(document["_id"])
    for command in commands:
        yield from (_many if command.is_many else _one)(command, written)
    known = {command.id for command in commands}
    importers = {command.actor for command in commands if command.is_import and not command.refused}
    for document in service.ledger:
        if document["command_id"].startswith("import/"):
            yield from _imported(service, document, importers, written, loaded_before)
            continue
        yield from _writer(service, document, known, loaded_before)


def _one(command: Command, written: Entries) -> Iterator[Fault]:
    name, entries = _name(command), sorted(written.get(command.id, ()))
    if len(entries) > 1:
        yield doubled(f"{name} has {len(entries)} events: {', '.join(entries)}.")
    if command.refused and entries:
        yield doubled(f"{name} was refused, and has the event {entries[0]}.")
    if command.accepted and not entries:
        yield lost(f"{name} was accepted, and has no event.")
    yield from _receipts(name, {str(outcome.receipt) for outcome in command.accepted}, entries)


def _receipts(name: str, receipts: set[str], entries: Sequence[str]) -> Iterator[Fault]:
    if len(receipts) > 1:
        yield wrong(f"{name} was answered with {len(receipts)} receipts: {', '.join(sorted(receipts))}.")
    for receipt in sorted(receipts - set(entries)) if entries else ():
        yield wrong(f"{name} was answered with {receipt}, and its event is {entries[0]}.")


def _many(command: Command, written: Entries) -> Iterator[Fault]:
    for command_id, entries in written.items():
        if _whole(command_id) != command.id:
            continue
        if len(entries) > 1:
            yield doubled(f"{_name(command)} has {len(entries)} events for one unit: {', '.join(sorted(entries))}.")
        if command.refused:
            yield doubled(f"{_name(command)} was refused, and has the event {entries[0]}.")


def _followed(service: Service, document: Document, told: set[str]) -> Iterator[Fault]:
    """Judge what followed from an event: its name says which one, and what it was done to."""
    entry, command_id = f"{service.name}: {document['_id']}", document["command_id"]
    _, cause, _, stream = command_id.split("/")
    if cause not in told:
        yield doubled(f"{entry} was written by {command_id}, and nobody has told {cause}.")
    if (document["stream"], document["causation"], document["actor"]) != (stream, cause, service.name):
        yield wrong(f"{entry} was written by {command_id}, and does not say the same of itself.")


def _writer(service: Service, document: Document, known: set[str], loaded_before: int) -> Iterator[Fault]:
    entry, command_id = f"{service.name}: {document['_id']}", document["command_id"]
    if command_id.startswith("due/"):
        yield from _due(entry, document, command_id)
        return
    if command_id.startswith("event/"):
        return
    if not _excused(document, loaded_before) and known.isdisjoint({command_id, _whole(command_id)}):
        yield doubled(f"{entry} was written by {command_id}, which nobody sent.")
    if _actor(command_id) != document["actor"]:
        yield wrong(f"{entry} names {document['actor']} as its actor, and was written by {command_id}.")


def _imported(
    service: Service, document: Document, importers: set[str], written: Entries, loaded_before: int
) -> Iterator[Fault]:
    """Judge what a row of an import did: once, however often the row comes, and as the word of who sent it."""
    entry, command_id = f"{service.name}: {document['_id']}", document["command_id"]
    if document["_id"] != min(written[command_id]):
        yield doubled(f"{entry} was written by {command_id}, which has another event already.")
    if not _excused(document, loaded_before) and document["actor"] not in importers:
        yield doubled(f"{entry} was written by {command_id}, and {document['actor']} sent no import.")


def _due(entry: str, document: Document, command_id: str) -> Iterator[Fault]:
    """Judge what nobody sent because its time had come: each step of a duty is told once, under its own name."""
    told = Event(document).data
    parts = (told.get(name) for name in ("step", "year", "meeting", "term"))
    step = "-".join(str(part) for part in parts if part is not None)
    expected = f"due/{told.get('rule')}/{told.get('council')}/{step}"
    if document["type"] == SET and _whole(command_id) == f"due/mandate/{told.get('council')}":
        return
    if is_told_on_its_day(document, str(told.get("on"))) or fell_due(document, told):
        return
    if document["type"] != ALERT or command_id != expected:
        yield doubled(f"{entry} was written by {command_id}, and {expected} would be its name.")


def _actor(command_id: str) -> str | None:
    """Tell whose word a command was; a service that brought it by a link from a mail is named before."""
    match command_id.split("/"):
        case ["http", actor, _, *_] | ["link", _, actor, _, *_]:
            return actor
    return None


def _whole(command_id: str) -> str:
    """Tell the command that one unit's part belongs to."""
    return command_id.rpartition("/")[0]


def _excused(document: Document, loaded_before: int) -> bool:
    position = document.get("position")
    return position is not None and position <= loaded_before


def _name(command: Command) -> str:
    return f"{command.service}: the command {command.id} to {command.path}"
