"""The life of a case, by a table of the judge's own: where it may go, who holds it, and whose turn it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from judge.world import Event


@dataclass(frozen=True)
class Case:
    origin: str
    holder: str
    path: tuple[str, ...]
    state: str = "reported"
    meeting: str | None = None
    outcome: str | None = None
    asked: str | None = None
    all_asked: tuple[str, ...] = ()
    no_more: tuple[str, ...] = ()

    @property
    def home(self) -> str:
        """The origin, or who came after it."""
        return self.path[0]

    @property
    def addressee(self) -> str:
        return self.path[-1]

    @property
    def waits_for(self) -> tuple[str | None, str | None]:
        """The council or the unit that something is hoped of now."""
        if self.state == "answered" or (self.state == "treated" and self.outcome in ("orientation", "discussion")):
            return None, None
        if self.state == "awaiting_answer":
            return None, self.asked
        return {"sent": self.addressee, "coming_home": self.home}.get(self.state, self.holder), None


@dataclass(frozen=True)
class Step:
    """One kind of event: the states it is possible in, the one it leads to, and what its data must say of the case."""

    after: frozenset[str]
    leads_to: str
    names: dict[str, str]
    """By field of the data, the field of the case that it must be equal to."""

    changes: Callable[[Case, Event], Case] = lambda case, _: case


def _step(after: str, leads_to: str, *, changes: Callable[[Case, Event], Case] | None = None, **names: str) -> Step:
    return Step(frozenset(after.split()), leads_to, names, *([changes] if changes else []))


def _sent_on(case: Case, event: Event) -> Case:
    return replace(case, path=(*case.path, event.data["to"]))


def _taken_over(case: Case, event: Event) -> Case:
    return replace(case, holder=event.data["council"], meeting=None, outcome=None)


def _asked(case: Case, event: Event) -> Case:
    return replace(case, asked=event.data["unit"], all_asked=(*case.all_asked, event.data["unit"]))


def _inherited(case: Case, event: Event) -> Case:
    gone, heir = event.data["council"], event.data["to"]
    path = tuple(heir if council == gone else council for council in case.path)
    return replace(case, path=path, holder=heir if case.holder == gone else case.holder, no_more=(*case.no_more, gone))


def _passed_on(case: Case, event: Event) -> Case:
    gone, heir = event.data["unit"], event.data["successor"]
    asked = tuple(heir if unit == gone else unit for unit in case.all_asked)
    return replace(case, all_asked=asked, asked=asked[-1])


STEPS = {
    "case.put-on-agenda": _step(
        "reported on_agenda",
        "on_agenda",
        council="holder",
        changes=lambda case, event: replace(case, meeting=event.data["meeting"]),
    ),
    "case.treated": _step(
        "on_agenda",
        "treated",
        council="holder",
        meeting="meeting",
        changes=lambda case, event: replace(case, outcome=event.data["outcome"]),
    ),
    "case.sent": _step("treated", "sent", sender="holder", changes=_sent_on),
    "case.received": _step("sent", "reported", council="addressee", changes=_taken_over),
    "case.returned": _step(
        "sent", "treated", council="addressee", to="holder", changes=lambda case, _: replace(case, outcome=None)
    ),
    "case.statement-made": _step("treated", "awaiting_answer", council="holder", changes=_asked),
    "case.answer-given": _step("awaiting_answer", "coming_home", unit="asked"),
    "case.answer-confirmed": _step(
        "coming_home", "answered", council="home", changes=lambda case, _: replace(case, holder=case.home)
    ),
    "case.answer-disputed": _step(
        "coming_home answered", "awaiting_answer", council="home", unit="asked", changes=_asked
    ),
}

HANDED_ON = {
    "case.taken-over": ("council", "path", _inherited),
    "case.answer-passed-on": ("unit", "all_asked", _passed_on),
}
"""What leaves a case in its state: the field of the data that names who is no more, and where the case must name it."""


def life_of(events: Sequence[Event]) -> Case:
    """Tell where the events have brought a case, whether they were allowed or not."""
    reported, *later = events
    if reported.kind != "case.reported":
        raise ValueError(f"{reported.id} comes before case.reported")
    council = reported.data["council"]
    return reduce(_taken, later, Case(council, council, (council,)))


def _taken(case: Case, event: Event) -> Case:
    if event.kind in HANDED_ON:
        *_, changes = HANDED_ON[event.kind]
        return changes(case, event)
    if event.kind not in STEPS:  # a text was erased: the case is where it was
        return case
    step = STEPS[event.kind]
    return replace(step.changes(case, event), state=step.leads_to)


def not_allowed(case: Case, event: Event) -> Iterator[str]:
    """Tell why an event cannot happen to a case."""
    if event.kind in HANDED_ON:
        told, field, _ = HANDED_ON[event.kind]
        if event.data[told] not in getattr(case, field):
            yield f"hands on what was {event.data[told]}'s, and the case never was"
    elif event.kind in STEPS:
        yield from _not_after(case, event, STEPS[event.kind])


def _not_after(case: Case, event: Event, step: Step) -> Iterator[str]:
    if case.state not in step.after:
        yield f"happened to a case that was {case.state}"
    for told, field in step.names.items():
        if event.data.get(told) != getattr(case, field):
            yield f"names {event.data.get(told)} as {told}, and the case's {field} is {getattr(case, field)}"
