"""What happened could happen: a case in its states, a term in a seat that is there, a meeting held once."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from judge.case_life import LIFE, life_of, not_allowed
from judge.faults import Fault, lost, wrong
from judge.meetings import NOTICES
from judge.meetings import OF_REGISTRY as MEETINGS
from judge.rounds import judge_round
from judge.world import CASE_FLOW, Event, Service, World

Events = Sequence[Event]

TO_REGRET = timedelta(minutes=10)

BEGINS = {
    "unit.listed": "unit",
    "organisation.listed": "organisation",
    "post.started": "post",
    "council.founded": "council",
    "seat.added": "seat",
    "term.started": "term",
    "meeting.planned": "meeting",
    "meeting-type.made": "own_type",
}
NEEDS: Mapping[str, Sequence[str]] = {
    "organisation.changed": ["organisation"],
    "post.started": ["unit"],
    "post.ended": ["unit", "post"],
    "seat.added": ["council"],
    "term.started": ["council", "seat"],
    "term.ended": ["council", "term"],
    **dict.fromkeys(MEETINGS - {"meeting.planned"}, ("meeting",)),
    "meeting-type.dropped": ["own_type"],
}
AFTER: Mapping[str, Sequence[str]] = {
    "": ["edition.opened", "digest.declined", "rule.adopted"],
    "edition.opened": ["edition.greeted"],
    "edition.greeted": ["edition.greeted", "edition.frozen"],
    "digest.declined": ["digest.wanted"],
    "digest.wanted": ["digest.declined"],
    "rule.adopted": ["rule.withdrawn"],
    "rule.withdrawn": ["rule.adopted"],
}
"""What may follow what, in the streams in which each event is of one kind only."""


def judge_lives(world: World) -> Iterator[Fault]:
    for service in world.services.values():
        for stream, events in _streams(service).items():
            try:
                sentences = list(LIVES[stream.partition("-")[0]](events))
            except (KeyError, TypeError, ValueError) as why:
                sentences = [f"the events of {stream} do not fit together: {why!r}"]
            yield from (wrong(f"{service.name}: {sentence}.") for sentence in sentences)


def judge_homecoming(world: World) -> Iterator[Fault]:
    """Tell which cases that the load has raised are not answered: they are lost on their way."""
    cases = world.services[CASE_FLOW]
    for stream, events in _streams(cases).items():
        if events[0].kind == "case.reported" and world.of_the_load(cases, events[0]):
            yield from (lost(f"{cases.name}: {sentence}") for sentence in _not_home(stream, events))
    if world.log.answers_took is None:
        yield wrong("No answer came home, so nothing was put to the test.")


def _not_home(stream: str, events: Events) -> Iterator[str]:
    try:
        case = life_of(events)
    except (KeyError, TypeError):
        yield f"{stream} cannot be followed home."
        return
    if case.state != "answered":
        yield f"{stream} has not come home: it is {case.state}, and {case.holder} holds it."


def _streams(service: Service) -> dict[str, list[Event]]:
    streams: dict[str, list[Event]] = defaultdict(list)
    for event in service.events:
        streams[event.stream].append(event)
    return streams


def _case(events: Events) -> Iterator[str]:
    for number, event in enumerate(events[1:], 1):
        if event.kind not in LIFE | {"text.erased"}:
            yield f"{event.id} is no event of a case"
        for why in not_allowed(life_of(events[:number]), event):
            yield f"{event.id} {why}"


def _things(events: Events) -> Iterator[str]:
    """Judge units with posts, councils with seats and terms, and meetings: each begins once, and before it ends."""
    there: set[str] = set()
    for event in events:
        for thing in (f"{what} {event.data[what]}" for what in _needed(event)):
            if thing not in there:
                yield f"{event.id} needs the {thing}, which is not there"
        if begun := _begun(event):
            if begun in there:
                yield f"{event.id} begins the {begun} again"
            there.add(begun)


def _needed(event: Event) -> Iterator[str]:
    """Tell what must be there before an event; a post is at a unit or at an organisation."""
    for what in NEEDS.get(event.kind, ()):
        yield "organisation" if what == "unit" and event.data.get("organisation") else what


def _meeting(events: Events) -> Iterator[str]:
    """Judge besides what is taken back: the last notice, move or cancelling, once, within ten minutes."""
    yield from _things(events)
    notice: Event | None = None
    for event in events:
        if event.kind == "meeting.regretted":
            if notice is None or event.data["entry"] != notice.id or event.at > notice.at + TO_REGRET:
                yield f"{event.id} takes back what cannot be taken back"
            notice = None
        elif event.kind in NOTICES:
            notice = event


def _begun(event: Event) -> str | None:
    if event.kind == "meeting.held":  # which happens once
        return f"holding of {event.data['meeting']}"
    what = BEGINS.get(event.kind)
    return what and f"{what} {event.data[what]}"


def _in_turn(events: Events) -> Iterator[str]:
    """Judge what follows its own last event by a table: an edition, a rule, a reader."""
    before = ""
    for event in events:
        if event.kind not in AFTER.get(before, ()):
            yield f"{event.id} follows {before or 'nothing'}"
        before = event.kind


def _duties(events: Events) -> Iterator[str]:
    told: set[tuple[object, ...]] = set()
    for event in events:
        if event.kind == "alert.raised":
            step = tuple(event.data.get(name) for name in ("rule", "year", "step", "meeting", "term"))
            if step in told:
                yield f"{event.id} raises an alert again"
            told.add(step)
        elif event.kind not in ("council-duties.set", "council-duties.closed"):
            yield f"{event.id} is no event of a council's duties"


LIVES: Mapping[str, Callable[[Events], Iterator[str]]] = {
    "case": _case,
    "round": judge_round,
    "edition": _in_turn,
    "reader": _in_turn,
    "rule": _in_turn,
    "duties": _duties,
    "council": _things,
    "unit": _things,
    "organisation": _things,
    "meeting": _meeting,
    "meetingtype": _things,
}
