"""What each event makes of a round."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from case_flow.domain.round import Input, Round, RoundState
from councilkit.events import Event
from councilkit.events.rounds import RoundAnswered, RoundConcluded, RoundDue, RoundOpened, RoundTakenOver


def opened(event: RoundOpened) -> Round:
    return Round(
        id=event.round,
        council=event.council,
        to=event.to,
        questions=event.questions,
        due=event.due,
        case=event.case,
        within=event.within,
        copies=event.copies,
    )


def answered(round: Round, event: RoundAnswered) -> Round:
    said = Input(event.council, event.stances, event.rests_on, event.contributed)
    by_council = {one.council: one for one in round.inputs} | {said.council: said}
    return replace(round, inputs=tuple(by_council.values()))


def taken_over(round: Round, event: RoundTakenOver) -> Round:
    """Put the heir wherever the council stood. Nobody asks itself, and what was said stays with who said it."""
    gone, heir = event.council, event.to
    sender = heir if round.council == gone else round.council
    to = _handed_on(round.to, gone, heir, but={sender})
    stands = {council: heir if stand == gone else stand for council, stand in round.stands.items()} | {gone: heir}
    copies = _handed_on(round.copies, gone, heir, but={sender, *to})
    return replace(round, council=sender, to=to, copies=copies, stands=stands)


def _handed_on(councils: tuple[str, ...], gone: str, heir: str, *, but: set[str]) -> tuple[str, ...]:
    now = dict.fromkeys(heir if council == gone else council for council in councils)
    return tuple(council for council in now if council not in but)


EFFECTS: Mapping[type[Event], Callable[[Round, Any], Round]] = {
    RoundAnswered: answered,
    RoundDue: lambda round, event: replace(round, told=event.late),
    RoundConcluded: lambda round, event: replace(round, state=RoundState.CONCLUDED, contributed=event.contributed),
    RoundTakenOver: taken_over,
}


def evolve_round(round: Round | None, event: Event) -> Round:
    if isinstance(event, RoundOpened):
        return opened(event)
    if round is None:
        raise ValueError(f"A round begins when it is opened, not with {event.TYPE}")
    effect = EFFECTS.get(type(event))
    return effect(round, event) if effect else round  # a text was erased: the round is where it was
