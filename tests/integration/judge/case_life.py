"""The life of a case, by a table of the judge's own: what may happen to it, and where it then is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from judge.world import Event

Told = Mapping[str, Any]

OVER = frozenset({"turned_away", "closed", "withdrawn", "merged"})
GOES_ON = frozenset(
    {"reported", "on_agenda", "postponed", "treated", "sent", "awaiting_answer", "coming_home", "answered"}
) | {"in_follow_up"}
EVERYWHERE = GOES_ON | OVER


@dataclass(frozen=True)
class Question:
    """What was asked of a unit; its parts are told as `unit`, `part`, `due` and, later, `given`."""

    unit: str
    due: str
    parts: tuple[Told, ...] = ()

    @property
    def missing(self) -> list[Told]:
        return [part for part in self.parts if not part.get("given")]

    @property
    def units(self) -> list[str]:
        return [self.unit, *(part["unit"] for part in self.parts)]


@dataclass(frozen=True)
class Case:
    origin: str
    holder: str
    path: tuple[str, ...]
    state: str = "reported"
    meeting: str | None = None
    outcome: str | None = None
    word_by: str | None = None
    scheduled: bool = False
    turning_away: bool = False  # somebody has said so
    appealed_to: str | None = None
    returns: str | None = None
    receive_by: str | None = None
    sent_from: str = "treated"
    copies: tuple[str, ...] = ()
    heard_now: tuple[str, ...] = ()  # those among them that heard of the latest hop first
    questions: tuple[Question, ...] = ()
    receipt_by: str | None = None
    joined: tuple[str, ...] = ()
    has_it: tuple[str, ...] = ()  # the origins that have the answer
    agreed: tuple[Told, ...] = ()
    restricted: bool = False
    no_more: tuple[str, ...] = ()

    @property
    def home(self) -> str:
        """The origin, or who came after it."""
        return self.path[0]

    @property
    def homes(self) -> tuple[str, ...]:
        return _once(self.home, *self.joined)

    @property
    def unanswered(self) -> tuple[str, ...]:
        return tuple(home for home in self.homes if home not in self.has_it)

    @property
    def addressee(self) -> str:
        return self.path[-1]

    @property
    def asked(self) -> str | None:
        return self.questions[-1].unit if self.questions else None

    @property
    def owing(self) -> tuple[str, ...]:
        """The units that have not given their part of the answer."""
        return tuple(part["unit"] for part in self.questions[-1].missing) if self.questions else ()

    @property
    def agreed_on(self) -> tuple[str, ...]:
        return tuple(one["follow_up"] for one in self.agreed)

    @property
    def councils(self) -> tuple[str, ...]:
        """All that have to do with it now, in the order in which they came."""
        appealed_to = [self.appealed_to] if self.appealed_to else []
        return _once(*self.path, *self.joined, *self.copies, *appealed_to, *self._parties("council"))

    @property
    def units(self) -> tuple[str, ...]:
        asked = (unit for question in self.questions for unit in question.units)
        return _once(*asked, *self._parties("unit"))

    def _parties(self, kind: str) -> Iterator[str]:
        for one in self.agreed:
            for party in (one["responsible"], *one["involved"], *one["informed"]):
                if party[kind]:
                    yield party[kind]


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


Change = Callable[[Case, Told], Case]


@dataclass(frozen=True)
class Step:
    """One kind of event: the states it is possible in, where it leads, and what its data must say of the case."""

    after: frozenset[str]
    leads_to: str | None
    names: Mapping[str, str]
    """By field of the data, the field of the case that it must be equal to, or, of several, one of."""

    changes: Change = lambda case, _: case


def _step(after: str, *, changes: Change | None = None, **names: str) -> Step:
    """Spell a step as it is read: `reported on_agenda > on_agenda`; without an arrow the case stays."""
    states, _, leads_to = after.partition(" > ")
    found = frozenset(states.split())
    return Step(found, leads_to or None, names, *([changes] if changes else []))


def _stays(states: frozenset[str], *, changes: Change | None = None, **names: str) -> Step:
    return Step(states, None, names, *([changes] if changes else []))


ANEW: Told = {"meeting": None, "outcome": None, "scheduled": False, "returns": None}


def _with(**fields: Any) -> Change:  # noqa: ANN401 - any field of a case
    return lambda case, _: replace(case, **fields)


def _on_agenda(case: Case, told: Told) -> Case:
    return replace(case, meeting=told["meeting"], word_by=None, turning_away=False, returns=None)


def _decided(case: Case, told: Told) -> Case:
    if told["stands"]:
        return replace(case, appealed_to=None)
    word_by = _day(told.get("word_by"))
    return replace(case, state="reported", turning_away=False, appealed_to=None, word_by=word_by, **ANEW)


def _sent_on(case: Case, told: Told) -> Case:
    new = tuple(one for one in _once(*told.get("copies") or ()) if one not in case.copies)
    where: dict[str, Any] = {"path": (*case.path, told["to"]), "copies": (*case.copies, *new), "heard_now": new}
    return replace(case, sent_from=case.state, receive_by=told["due"]["on"], **where)


def _taken_back(case: Case, _: Told) -> Case:
    copies = tuple(one for one in case.copies if one not in case.heard_now)
    where: dict[str, Any] = {"path": case.path[:-1], "copies": copies, "heard_now": ()}
    return replace(case, state=case.sent_from, receive_by=None, **where)


def _taken_over(case: Case, told: Told) -> Case:
    said: dict[str, Any] = {"word_by": _day(told.get("word_by")), "turning_away": False, "receive_by": None}
    return replace(case, holder=told["council"], **said, **ANEW)


def _asked(case: Case, told: Told) -> Case:
    question = Question(told["unit"], told["due"]["on"], tuple(told.get("also") or ()))
    return replace(case, questions=(*case.questions, question))


def _asked_again(case: Case, told: Told) -> Case:
    parts = tuple(_anew(part, told["due"]) for part in case.questions[-1].parts)
    again = Question(told["unit"], told["due"]["on"], parts)
    return replace(case, questions=(*case.questions, again), has_it=())


def _anew(part: Told, due: Told) -> Told:
    """An owner who did not agree is asked once more; what others have given stands."""
    stands = part["part"] != "owner" or part.get("given") in (None, "followed")
    return part if stands else {"unit": part["unit"], "part": part["part"], "due": due}


def _latest(case: Case, question: Question) -> Case:
    return replace(case, questions=(*case.questions[:-1], question))


def _given(case: Case, told: Told) -> Case:
    def now(part: Told) -> Told:
        said = part["unit"] == told["unit"] and told.get("part") in (None, part["part"])
        return {**part, "given": told["outcome"]} if said else part

    last = case.questions[-1]
    return _latest(case, replace(last, parts=tuple(now(part) for part in last.parts)))


def _received(case: Case, told: Told) -> Case:
    case = replace(case, has_it=_once(*case.has_it, told["council"]))
    return case if case.unanswered else replace(case, state="answered", holder=case.home)


def _told_how_far(case: Case, told: Told) -> Case:
    new = {"progress": told["progress"]} | ({"ends": told["ends"]} if told.get("ends") else {})
    agreed = (one | new if one["follow_up"] == told["follow_up"] else one for one in map(dict, case.agreed))
    return replace(case, agreed=tuple(agreed))


def _again(case: Case, told: Told) -> Case:
    return replace(case, holder=case.home, has_it=(), word_by=_day(told.get("word_by")), **ANEW)


def _day(due: Told | None) -> str | None:
    return str(due["on"]) if due else None


STEPS: Mapping[str, Step] = {
    "case.scheduled": _step(
        "reported", council="holder", changes=_with(scheduled=True, word_by=None, turning_away=False)
    ),
    "case.turning-away-proposed": _step("reported", council="holder", changes=_with(turning_away=True)),
    "case.kept": _step("reported", council="holder", changes=_with(turning_away=False)),
    "case.turned-away": _step(
        "reported > turned_away",
        council="holder",
        changes=_with(turning_away=True, appealed_to=None, word_by=None),
    ),
    "case.appealed": _step(
        "turned_away", council="holder", changes=lambda case, told: replace(case, appealed_to=told["to"])
    ),
    "case.appeal-decided": _step("turned_away", council="appealed_to", changes=_decided),
    "case.put-on-agenda": _step(
        "reported on_agenda postponed treated > on_agenda", council="holder", changes=_on_agenda
    ),
    "case.postponed": _step(
        "on_agenda > postponed",
        council="holder",
        changes=lambda case, told: replace(case, meeting=None, returns=told["until"]),
    ),
    "case.taken-up-again": _step("postponed > reported", council="holder", changes=_with(returns=None)),
    "case.treated": _step(
        "on_agenda > treated",
        council="holder",
        meeting="meeting",
        changes=lambda case, told: replace(case, outcome=told["outcome"]),
    ),
    "case.withdrawn": _step("reported on_agenda postponed > withdrawn", council="holder"),
    "case.merged": _step("reported postponed treated > merged", council="holder"),
    "case.joined": _stays(
        EVERYWHERE, changes=lambda case, told: replace(case, joined=(*case.joined, *told["origins"]))
    ),
    "case.sent": _step("treated answered > sent", sender="holder", changes=_sent_on),
    "case.sending-regretted": _step("sent > treated", council="holder", changes=_taken_back),
    "case.received": _step("sent > reported", council="addressee", changes=_taken_over),
    "case.returned": _step(
        "sent > treated", council="addressee", to="holder", changes=_with(outcome=None, receive_by=None)
    ),
    "case.note-added": _stays(GOES_ON),
    "case.statement-made": _step("treated > awaiting_answer", council="holder", changes=_asked),
    "case.answer-delayed": _step(
        "awaiting_answer",
        unit="asked",
        changes=lambda case, told: _latest(case, replace(case.questions[-1], due=told["due"]["on"])),
    ),
    "case.part-given": _step("awaiting_answer", unit="owing", changes=_given),
    "case.answer-given": _step(
        "awaiting_answer > coming_home",
        unit="asked",
        changes=lambda case, told: replace(case, has_it=(), receipt_by=_day(told.get("receipt_by"))),
    ),
    "case.answer-confirmed": _step("coming_home", council="unanswered", changes=_received),
    "case.answer-disputed": _step(
        "coming_home answered > awaiting_answer", council="homes", unit="asked", changes=_asked_again
    ),
    "case.follow-up-agreed": _step(
        "treated answered in_follow_up > in_follow_up",
        council="holder",
        changes=lambda case, told: replace(case, agreed=(*case.agreed, {**told, "progress": "planned"})),
    ),
    "case.follow-up-reported": _step("in_follow_up", follow_up="agreed_on", changes=_told_how_far),
    "case.closed": _step("treated answered in_follow_up > closed", council="homes"),
    "case.reopened": _step("answered closed withdrawn > reported", council="homes", changes=_again),
    "case.restricted": _stays(EVERYWHERE, council="holder", changes=_with(restricted=True)),
    "case.restriction-lifted": _stays(EVERYWHERE, council="holder", changes=_with(restricted=False)),
    "case.due": _stays(GOES_ON),
}


def _inherited(case: Case, told: Told) -> Case:
    gone, heir = told["council"], told["to"]

    def now(council: str | None) -> Any:  # noqa: ANN401 - as it was: a name, or none
        return heir if council == gone else council

    names = ("path", "joined", "copies", "heard_now")
    several: dict[str, Any] = {name: tuple(map(now, getattr(case, name))) for name in names}
    one = {name: now(getattr(case, name)) for name in ("holder", "appealed_to")}
    wait = set(map(now, case.unanswered))
    has_it = tuple(home for home in _once(*map(now, case.homes)) if home not in wait)
    agreed = tuple(_passed(follow_up, "council", gone, heir) for follow_up in case.agreed)
    return replace(case, **several, **one, has_it=has_it, agreed=agreed, no_more=(*case.no_more, gone))


def _passed_on(case: Case, told: Told) -> Case:
    gone, heir = told["unit"], told["successor"]

    def now(question: Question) -> Question:
        parts = tuple({**part, "unit": heir if part["unit"] == gone else part["unit"]} for part in question.parts)
        return replace(question, unit=heir if question.unit == gone else question.unit, parts=parts)

    agreed = tuple(_passed(follow_up, "unit", gone, heir) for follow_up in case.agreed)
    return replace(case, questions=tuple(map(now, case.questions)), agreed=agreed)


def _passed(agreed: Told, kind: str, gone: str, heir: str) -> Told:
    def now(party: Told) -> Told:
        return {**party, kind: heir if party[kind] == gone else party[kind]}

    several = {name: [now(party) for party in agreed[name]] for name in ("involved", "informed")}
    return {**agreed, **several, "responsible": now(agreed["responsible"])}


HANDED_ON: Mapping[str, tuple[str, str, Change]] = {
    "case.taken-over": ("council", "councils", _inherited),
    "case.answer-passed-on": ("unit", "units", _passed_on),
}
"""What leaves a case in its state: the field of the data that names who is no more, and where the case must name it."""

BEGINS = frozenset({"case.reported", "case.imported"})
LIFE = BEGINS | STEPS.keys() | HANDED_ON.keys()
"""All that a case's life is made of."""


def life_of(events: Sequence[Event]) -> Case:
    """Tell where the events have brought a case, whether they were allowed or not."""
    begun, *later = events
    if begun.kind not in BEGINS:
        raise ValueError(f"{begun.id} comes before case.reported")
    return reduce(_taken, later, _begun(begun))


def _begun(event: Event) -> Case:
    told = event.data
    council = told["council"]
    if event.kind == "case.reported":
        restricted = told.get("restriction") is not None
        return Case(council, council, (council,), word_by=_day(told.get("word_by")), restricted=restricted)
    asked = (Question(told["unit"], told["due"]["on"]),) if told.get("unit") and told.get("due") else ()
    path = _once(council, told["holder"])
    return Case(council, told["holder"], path, state=told["state"], questions=asked)


def _taken(case: Case, event: Event) -> Case:
    if event.kind in HANDED_ON:
        *_, changes = HANDED_ON[event.kind]
        return changes(case, event.data)
    if event.kind not in STEPS:  # a text was erased: the case is where it was
        return case
    step = STEPS[event.kind]
    moved = step.changes(case, event.data)
    return moved if moved.state != case.state else replace(moved, state=step.leads_to or case.state)


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
        said, is_ = event.data.get(told), getattr(case, field)
        if said not in (is_ if isinstance(is_, tuple) else (is_,)):
            yield f"names {said} as {told}, and the case's {field} is {is_}"
