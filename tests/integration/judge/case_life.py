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
        return {"sent": self.addressee, "coming_home": self.origin}.get(self.state, self.holder), None


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
    return replace(case, asked=event.data["unit"])


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
        "coming_home", "answered", council="origin", changes=lambda case, _: replace(case, holder=case.origin)
    ),
    "case.answer-disputed": _step(
        "coming_home answered", "awaiting_answer", council="origin", unit="asked", changes=_asked
    ),
}


def life_of(events: Sequence[Event]) -> Case:
    """Tell where the events have brought a case, whether they were allowed or not."""
    reported, *later = events
    if reported.kind != "case.reported":
        raise ValueError(f"{reported.id} comes before case.reported")
    council = reported.data["council"]
    return reduce(_taken, later, Case(council, council, (council,)))


def _taken(case: Case, event: Event) -> Case:
    if event.kind not in STEPS:  # a text was erased: the case is where it was
        return case
    step = STEPS[event.kind]
    return replace(step.changes(case, event), state=step.leads_to)


def not_allowed(case: Case, event: Event) -> Iterator[str]:
    """Tell why an event cannot happen to a case."""
    if event.kind not in STEPS:
        return
    step = STEPS[event.kind]
    if case.state not in step.after:
        yield f"happened to a case that was {case.state}"
    for told, field in step.names.items():
        if event.data.get(told) != getattr(case, field):
            yield f"names {event.data.get(told)} as {told}, and the case's {field} is {getattr(case, field)}"
