"""Who may ask, whom a council may ask (suggestions for a form, the rule is case-flow's), and what waits of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from councilkit.events.councils import TermRole
from portal.application.case_wording import OVER
from portal.application.placing import councils
from portal.application.ports import Registry
from portal.application.resources import Case, Holding
from portal.application.rounds import ANSWER, CONCLUDE, RoundCard
from portal.application.sessions import Session
from portal.application.structure import CENTRAL, LOCAL, REGIONAL, CouncilCard

BOARD: Final = (TermRole.LEADER, TermRole.DEPUTY_LEADER, TermRole.SECRETARY, TermRole.COORDINATOR)
BELOW: Final = {CENTRAL: REGIONAL, REGIONAL: LOCAL}


@dataclass(frozen=True)
class Waiting:
    """A round that waits for one's own council: to answer, or to tell what came of it."""

    round: RoundCard
    action: str
    holding: Holding


def askers(session: Session) -> list[Holding]:
    """The terms in which somebody may ask other councils."""
    return [held for held in session.holdings if held.council and held.role in BOARD]


def waiting(rounds: Iterable[RoundCard], session: Session) -> list[Waiting]:
    """Put each round that waits to the term in which one can do what it waits for, the first to be due first."""
    found = [Waiting(one, action, held) for one in rounds for held in askers(session) for action in _waits(one, held)]
    return sorted(found, key=lambda line: line.round.due.on)


def _waits(one: RoundCard, held: Holding) -> list[str]:
    council = held.council.id if held.council else ""
    answers = [ANSWER] if one.is_open and council in one.missing else []
    return [*answers, *([CONCLUDE] if one.is_open and one.over and council == one.council else [])]


@dataclass(frozen=True)
class About:
    """The rounds about a case, and the terms in which somebody may ask other councils about it."""

    rounds: tuple[RoundCard, ...] = ()
    askers: tuple[Holding, ...] = ()

    @property
    def waits(self) -> bool:
        return any(one.is_open for one in self.rounds)


def about(case: Case, rounds: Iterable[RoundCard], session: Session) -> About:
    """Sort the rounds about a case, the first that was opened first; who holds a case that goes on may ask about it."""
    own = [held for held in askers(session) if held.council and held.council.id == case.holder]
    open_to = () if case.state in OVER or case.restriction else own
    return About(tuple(sorted(rounds, key=lambda one: one.opened)), tuple(open_to))


@dataclass(frozen=True)
class Askable:
    below: list[CouncilCard]
    beside: list[CouncilCard]


async def askable(registry: Registry, token: str, council: str) -> Askable:
    asker = await registry.council(token, council)
    lower = BELOW.get(asker.level)
    under = await councils(registry, token, level=lower) if lower else ()
    level = await councils(registry, token, level=asker.level)
    if lower == LOCAL:
        under = tuple(one for one in under if one.parent == council)
    if asker.level == LOCAL:
        level = tuple(one for one in level if one.parent == asker.parent)
    return Askable(_by_name(under), _by_name(one for one in level if one.id != council))


def _by_name(found: Iterable[CouncilCard]) -> list[CouncilCard]:
    return sorted(found, key=lambda one: one.names.nb)
