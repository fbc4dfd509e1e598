"""An edition: opened when its half-year is over, greeted, then frozen, which is when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from councilkit.events.newsletters import EditionFrozen, EditionGreeted, EditionOpened
from councilkit.policy import Holder
from councilkit.workdays import oslo_day
from newsletter.domain.half import Half, still_told_of
from newsletter.domain.policy import FREEZE, GREET, OPEN, POLICY
from newsletter.domain.refusals import EditionIsFrozen, GreetingMissing, HalfTooOld, NobodyToSendTo, WindowStillOpen


class State(StrEnum):
    OPEN = "open"
    FROZEN = "frozen"


TRANSITIONS: Mapping[tuple[State, str], State] = {
    (State.OPEN, GREET): State.OPEN,  # as often as the editor likes
    (State.OPEN, FREEZE): State.FROZEN,
}


@dataclass(frozen=True)
class Edition:
    id: str
    half: Half
    state: State = State.OPEN
    greeted: bool = False
    terms: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()

    @property
    def possible(self) -> list[str]:
        """Tell what its state permits now, whoever asks."""
        ready = {GREET: True, FREEZE: self.greeted}
        return [action for before, action in TRANSITIONS if before is self.state and ready[action]]

    def greet(self, by: Holder) -> EditionGreeted:
        POLICY.require(GREET, by)
        self._require(GREET)
        return EditionGreeted(edition=self.id)

    def freeze(self, by: Holder, terms: Sequence[str], cases: Sequence[str]) -> EditionFrozen:
        """Fix who gets it and what it tells of."""
        POLICY.require(FREEZE, by)
        self._require(FREEZE)
        if not self.greeted:
            raise GreetingMissing("Write a greeting first: the newsletter begins with it.")
        if not terms:
            raise NobodyToSendTo("There is nobody who would get it.")
        return EditionFrozen(edition=self.id, terms=tuple(terms), cases=tuple(cases))

    def _require(self, action: str) -> None:
        if (self.state, action) not in TRANSITIONS:
            raise EditionIsFrozen("This newsletter has been sent: nothing in it changes any more.")


def open_edition(by: Holder, half: Half, *, edition: str, now: datetime) -> EditionOpened:
    """Begin an edition, once nothing more can happen that it would tell of."""
    POLICY.require(OPEN, by)
    oldest, latest = still_told_of(oslo_day(now))
    if half > latest:
        raise WindowStillOpen(f"This newsletter tells of everything until {half.ends}: open it after that.")
    if half < oldest:
        raise HalfTooOld(f"What happened before {oldest.starts} is told in no newsletter any more.", field="/half")
    return EditionOpened(edition=edition, half=str(half), starts=half.starts, ends=half.ends)
