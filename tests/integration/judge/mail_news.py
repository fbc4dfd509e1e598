"""Which news of a case or a round are still worth a mail, and what somebody is still late with."""

from collections.abc import Iterable

from judge.notifier_cases import DONE, DONE_BY, NEWS, SETTLES
from judge.world import Event

OF_ROUNDS = {"round.opened": "opened", "round.due": "due", "round.concluded": "concluded"}
ENDS_A_ROUND = "round.concluded"


def matter_of(event: Event) -> str | None:
    """Name what a mail of an event is about: the latest of it is the news."""
    if event.kind in OF_ROUNDS:
        return OF_ROUNDS[event.kind]
    if event.kind not in NEWS:
        return None
    matter, by = NEWS[event.kind]
    return ":".join([matter, *(event.data[name] for name in by if event.data.get(name))])


def is_overtaken(told: Event, after: Iterable[Event]) -> bool:
    """Tell whether something that happened later makes a mail no news."""
    matter = matter_of(told)
    return matter is not None and any(
        matter_of(event) == matter or event.kind == ENDS_A_ROUND or _covers(SETTLES.get(event.kind, ()), matter)
        for event in after
    )


def late_with(event: Event) -> str:
    said = event.data
    return f"{said['awaited']}:{said.get('follow_up') or said.get('unit') or said.get('council')}"


def is_still_late(told: Event, after: Iterable[Event]) -> bool:
    """Tell whether somebody is late with it, and no later reminder tells of that."""
    key = late_with(told)
    return not any(
        _covers(_done(event), key) or (event.kind == told.kind and late_with(event) == key) for event in after
    )


def _done(event: Event) -> list[str]:
    done = [*DONE.get(event.kind, ())]
    if event.kind in DONE_BY:
        awaited, who = DONE_BY[event.kind]
        done.append(f"{awaited}:{event.data[who]}")
    return done


def _covers(wider: Iterable[str], key: str) -> bool:
    return any(key == one or key.startswith(f"{one}:") for one in wider)
