"""What `raadslag-ops` prints: a table, and one sentence for each thing that is wrong."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from councilkit.ledger.port import Head
from councilkit.mailing.mail import State
from councilkit.mailing.routes import MailShape
from councilkit.operator.asking import MAILERS, CannotAsk, Services
from councilkit.operator.shapes import Followed, HouseState, LeaseHeld, ParkedStream
from councilkit.operator.verifying import Broken, walk
from councilkit.refusals import Unavailable

NOTHING = "-"

T = TypeVar("T")
Row = Sequence[object]


@dataclass
class Report:
    """Lines to read, and the faults that make the program end with 1."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def heads(services: Services) -> Report:
    """Tell the last place of each ledger."""
    report, states = await _of_each(services, services.state)
    head = ("service", "epoch", "position", "waits for its number")
    rows = [(one.service, one.epoch, one.position, "yes" if one.pending else "no") for one in states]
    report.lines = table(head, rows)
    return report


async def lag(services: Services, *, strict: bool = False) -> Report:
    """Tell how far every topic and every consumer is; with `strict` it is a fault to be behind."""
    report, states = await _of_each(services, services.state)
    head = ("service", "what", "from", "position", "behind", "set aside")
    report.lines = table(head, [row for state in states for row in _progress(state)])
    report.lines += [line for state in states for line in _under_way(state)]
    for state in states:
        report.faults += _faults(state, strict=strict)
    return report


async def leases(services: Services) -> Report:
    """Tell which replica works for each service."""
    report, states = await _of_each(services, services.state)
    report.lines = table(("service", "holder", "until"), [(one.service, *_held(one.lease)) for one in states])
    report.faults += [
        f"Nobody holds the lease of {one.service}: nothing is numbered, published or taken in."
        for one in states
        if one.lease is None
    ]
    return report


async def parked(services: Services) -> Report:
    """Tell every stream that is set aside."""
    report, several = await _of_each(services, lambda name: _named(name, services.parked(name)))
    head = ("service", "consumer", "stream", "event", "since", "cause")
    rows = [_parked_row(name, one) for name, streams in several for one in streams]
    report.lines = table(head, rows) if rows else ["Nothing is set aside."]
    report.faults += [_set_aside(name, len(streams)) for name, streams in several if streams]
    return report


async def mails(services: Services, *, states: Sequence[State], campaign: str | None) -> Report:
    """Tell where mails are; without `states`, those in doubt, refused, deferred or late."""
    report, several = await _of_each(services, lambda name: _mails_of(services, name, states, campaign), MAILERS)
    head = ("service", "campaign", "message id", "for", "state", "tries", "first due", "since", "what was said")
    rows = [_mail_row(name, mail) for name, found in several for mail in found]
    nothing = "There is no such mail." if states or campaign else "No mail is in doubt, refused, deferred or late."
    report.lines = table(head, rows) if rows else [nothing]
    return report


async def verify(services: Services, names: Iterable[str]) -> Report:
    """Read whole ledgers, and tell the first event of each that is not as it was written."""
    report, states = await _of_each(services, services.state)  # before the ledgers: read later, they are further on
    for name in names:
        try:
            walked = await walk(services.ledger(name), _told(states, name))
        except (Broken, Unavailable, CannotAsk) as fault:
            report.faults.append(f"{name}: {fault}")
        else:
            place, streams = walked.place, _count(len(walked.sequences), "stream")
            events = _count(place.position, "event")
            report.lines.append(f"{name}: {events} in {streams}, epoch {place.epoch}: the chain is whole.")
    return report


def table(head: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """Set rows under their heads, each column as wide as it must be."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in cells]


async def _of_each(
    services: Services, ask: Callable[[str], Awaitable[T]], names: Iterable[str] | None = None
) -> tuple[Report, list[T]]:
    """Ask every service, or these; one that does not answer is a fault, and the others are told all the same."""
    await services.token()  # without one none of them answers
    report, answers = Report(), []
    for name in services.names if names is None else names:
        try:
            answers.append(await ask(name))
        except CannotAsk as silence:
            report.faults.append(str(silence))
    return report, answers


async def _mails_of(
    services: Services, name: str, states: Sequence[State], campaign: str | None
) -> tuple[str, list[MailShape]]:
    return name, [mail async for mail in services.mails(name, states=states, campaign=campaign)]


async def _named(name: str, asked: Awaitable[T]) -> tuple[str, T]:
    return name, await asked


def _told(states: Iterable[HouseState], name: str) -> Head:
    """Tell how far anybody has published a ledger or taken it in."""
    known = [(one.epoch, one.position) for state in states for one in state.consumers if one.source == name]
    known += [(one.epoch, one.publishing.position) for one in states if one.service == name and one.publishing]
    return Head(*max(known, default=(1, 0)))


def latest_epoch(states: Sequence[HouseState], name: str) -> int:
    """Tell the latest epoch of a ledger that anybody has heard of: a backup may be from before it."""
    epochs = [one.epoch for one in states if one.service == name]
    epochs += [one.publishing.epoch for one in states if one.service == name and one.publishing]
    epochs += [followed.epoch for one in states for followed in one.consumers if followed.source == name]
    epochs += [built.epoch for one in states for built in one.generations if built.source == name]
    return max(epochs)


def _progress(state: HouseState) -> Iterable[Row]:
    if topic := state.publishing:
        yield state.service, topic.topic, state.service, topic.position, topic.behind, NOTHING
    for one in state.consumers:
        behind = NOTHING if one.behind is None else one.behind
        yield state.service, one.consumer, one.source, one.position, behind, one.parked


def _under_way(state: HouseState) -> Iterable[str]:
    for one in state.generations:
        if one.following:
            yield f"{state.service} builds its views on {one.source} anew, as views/{one.source}/{one.following}."
    if (topic := state.publishing) and topic.refill:
        yield f"{state.service} is asked to fill {topic.topic} again, and has not begun."


def _not_built(state: HouseState) -> Iterable[str]:
    for one in state.generations:
        if one.halted:
            yield f"{state.service} cannot build its views on {one.source} anew: {one.halted.rstrip('.')}."


def _faults(state: HouseState, *, strict: bool) -> Iterable[str]:
    name = state.service
    if (topic := state.publishing) and topic.halted:
        yield f"{name} publishes nothing: {topic.halted.rstrip('.')}."
    if strict and topic and topic.behind:
        yield f"{topic.topic} is {_count(topic.behind, 'event')} behind {name}."
    yield from _not_built(state)
    for one in state.consumers:
        yield from _faults_of(name, one, strict=strict)
    if streams := sum(one.parked for one in state.consumers):
        yield _set_aside(name, streams)


def _faults_of(name: str, one: Followed, *, strict: bool) -> Iterable[str]:
    if one.halted:
        yield f"{name} takes in nothing of {one.source} any more ({one.consumer}): {one.halted.rstrip('.')}."
    if one.behind is None:
        yield f"{one.source} does not answer {name} just now."
    elif strict and one.behind:
        yield f"{name} is {_count(one.behind, 'event')} behind {one.source} ({one.consumer})."


def _set_aside(name: str, streams: int) -> str:
    return f"{name} has set {_count(streams, 'stream')} aside: see raadslag-ops parked, then redrive."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _held(lease: LeaseHeld | None) -> Row:
    return (lease.holder, f"{lease.until:%H:%M:%S %Z}") if lease else (NOTHING, NOTHING)


def _parked_row(name: str, one: ParkedStream) -> Row:
    since = f"{one.since:%Y-%m-%d %H:%M:%S}"
    return name, one.consumer, one.stream, one.entry, since, one.cause + (" (redrive asked)" if one.redrive else "")


def _mail_row(name: str, mail: MailShape) -> Row:
    since = f"{mail.changed:%Y-%m-%d %H:%M:%S}" if mail.changed else NOTHING
    due = f"{mail.first_due:%Y-%m-%d %H:%M:%S}"
    state = mail.state.value.replace("_", " ") + (" (sent again)" if mail.resent else "")
    holds, said = ", ".join(mail.holds), mail.detail or NOTHING
    return name, mail.campaign, mail.message_id, holds, state, mail.tries, due, since, said
