"""A case: raised by one council, held by one council at a time, answered when its origins have the answer."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from types import MappingProxyType

from case_flow.domain.follow_up import FollowUp
from case_flow.domain.policy import (
    POLICY,
    READ_CARD,
    READ_RESTRICTED,
    READ_TEXTS,
    A,
    Acting,
    Relation,
)
from case_flow.domain.question import Part, Question
from case_flow.domain.refusals import NoSuchCase, WrongState
from case_flow.domain.transitions import TRANSITIONS, Action, State, possible
from case_flow.domain.turning_away import TurningAway
from councilkit.events.case_words import Phase, Restriction, StartedBy, Theme, Unfit
from councilkit.events.cases import Due, Line, Outcome, PartAs
from councilkit.events.councils import Language, PostRole, Side
from councilkit.policy import NotAllowed

ACTING = "Acting-As"
NOBODY_ABOVE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Around:
    """What stands outside a case, and what it allows depends on.

    `stand_ins` speak for those that raised it and have no user's seat filled now: the nearest above that has, by these.
    """

    now: datetime
    meeting_held: bool = False
    stand_ins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    id: str
    reference: str
    origin: str
    lines: tuple[Line, ...]
    language: Language
    holder: str
    path: tuple[str, ...]  # the councils that were asked, the origin first; each that is no more by its successor
    reporter: str | None = None
    phase: Phase | None = None
    theme: Theme | None = None
    started_by: StartedBy | None = None
    state: State = State.REPORTED
    meeting: str | None = None
    number: str | None = None  # under which its holder treats it
    numbers: tuple[str, ...] = ()  # all that it has had, with any council
    outcome: Outcome | None = None  # of the holder's own treatment
    scheduled: date | None = None  # when its holder has told that it will be taken up
    postponed: int = 0  # how often its holder has
    returns: date | None = None  # to the queue
    turning_away: TurningAway | None = None
    word_by: Due | None = None
    receive_by: Due | None = None
    sent_from: State = State.TREATED  # where it stood before it was sent on
    regret_until: datetime | None = None  # its sender may take it back
    copies: tuple[str, ...] = ()
    copied_now: tuple[str, ...] = ()  # those of them that the latest hop was the first to tell
    questions: tuple[Question, ...] = ()
    closed: tuple[str, ...] = ()  # the councils on its way that are no more
    joined: tuple[str, ...] = ()  # the councils that raised cases which are a part of this one
    into: str | None = None  # the case that this one is a part of
    received: frozenset[str] = frozenset()  # the origins that have the latest answer
    receipt_by: Due | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    reopened: int = 0
    restriction: Restriction | None = None

    @property
    def home(self) -> str:
        """The council that acts as the origin: the origin itself, or who came after it."""
        return self.path[0]

    @property
    def homes(self) -> tuple[str, ...]:
        """All councils that are to be answered, each once."""
        return tuple(dict.fromkeys((self.home, *self.joined)))

    @property
    def owes_others(self) -> bool:
        """Whether councils that did not begin it wait for a first answer."""
        return len(self.homes) > 1 and not self.reopened

    @property
    def addressee(self) -> str | None:
        """The council that the case is on its way to."""
        return self.path[-1] if self.state is State.SENT else None

    @property
    def question(self) -> Question | None:
        """What was asked last."""
        return self.questions[-1] if self.questions else None

    @property
    def unit(self) -> str | None:
        """The unit that was asked last."""
        return self.question.unit if self.question else None

    def relations(self, holding: Acting, stand_ins: Mapping[str, str] = NOBODY_ABOVE) -> AbstractSet[Relation]:
        asked = {unit for question in self.questions for unit in question.units}
        appealed_to = self.turning_away.appealed_to if self.turning_away else None
        council, unit = holding.council, holding.unit
        stands = {
            Relation.ORIGIN: council in self.homes,
            Relation.SENDER: holding.id == self.reporter,
            Relation.HOLDER: council == self.holder,
            Relation.PATH: council in self.path or unit in asked,
            Relation.COPIED: council in self.copies,
            Relation.ADDRESSEE: self.state is State.SENT and council == self.path[-1],
            Relation.ASKED_UNIT: unit is not None and unit == self.unit,
            Relation.PART_UNIT: bool(self.question) and unit in {part.unit for part in self.questions[-1].parts},
            Relation.RESPONSIBLE: any(one.is_of(holding) for one in self.follow_ups),
            Relation.INVOLVED: any(one.concerns(holding) for one in self.follow_ups),
            Relation.APPEALED: council is not None and council == appealed_to,
            Relation.STAND_IN: council is not None and council in {stand_ins.get(home) for home in self.homes},
        }
        nowhere = council is None and unit is None
        return {relation for relation, holds in stands.items() if holds and not nowhere}

    def require(self, action: Action, by: Acting, *, stand_ins: Mapping[str, str] = NOBODY_ABOVE) -> None:
        related = self.relations(by, stand_ins)
        if self.restriction and not related:
            raise NoSuchCase("There is no case with this id.", field="path")
        if (self.state, action) not in TRANSITIONS:
            instead = ", ".join(possible(self.state)) or "nothing"
            raise WrongState(f"A case that is {self.state} does not allow {action}; possible now: {instead}.")
        if not POLICY.allows(action, by, related):
            theirs = [one for one, _ in POLICY.open_to(possible(self.state), [by], lambda _: related)]
            instead = ", ".join(theirs) or "nothing"
            raise NotAllowed(f"The role {by.role} may not do {action} here; possible now: {instead}.", field=ACTING)

    def open_to(self, holdings: Sequence[A], around: Around) -> list[tuple[str, A]]:
        """Tell what can be done now, and for which of these terms and posts."""
        actions = [action for action in possible(self.state) if FITS.get(action, _always)(self, around)]
        allowed = POLICY.open_to(actions, holdings, lambda holding: self.relations(holding, around.stand_ins))
        return [(action, by) for action, by in allowed if FITS_BY.get(action, _always)(self, by, around)]

    def readable_for(self, holdings: Sequence[Acting], stand_ins: Mapping[str, str] = NOBODY_ABOVE) -> set[str]:
        """Tell which kinds of reading are open to these terms and posts."""
        card = READ_RESTRICTED if self.restriction else READ_CARD
        texts = self.turning_away.reading if self.turning_away else READ_TEXTS
        related = partial(self.relations, stand_ins=stand_ins)
        opened = {action for action, _ in POLICY.open_to((card, texts), holdings, related)}
        return {{card: READ_CARD, texts: READ_TEXTS}[action] for action in opened}

    @property
    def is_personal(self) -> bool:
        """Whether it is one person's own case, or is proposed to be: its texts are not for others then."""
        return self.turning_away is not None and self.turning_away.why is Unfit.INDIVIDUAL

    @property
    def councils(self) -> tuple[str, ...]:
        """All councils that have to do with it now."""
        parties = (party.council for one in self.follow_ups for party in one.parties)
        appealed_to = self.turning_away.appealed_to if self.turning_away else None
        return tuple(dict.fromkeys((*self.path, *self.joined, *self.copies, *filter(None, (appealed_to, *parties)))))

    @property
    def units(self) -> tuple[str, ...]:
        """All units that were asked for something, or will do something."""
        asked = (unit for question in self.questions for unit in question.units)
        parties = (party.unit for one in self.follow_ups for party in one.parties)
        return tuple(dict.fromkeys((*asked, *filter(None, parties))))

    def part_of(self, by: Acting) -> Part | None:
        """Tell which part of the answer somebody gives: an owner's word, or that of a line."""
        kind = PartAs.OWNER if by.role == PostRole.MUNICIPAL_OWNER else PartAs.LINE
        parts = self.question.parts if self.question else ()
        return next((part for part in parts if part.unit == by.unit and part.part is kind), None)

    @property
    def may_close(self) -> bool:
        """Whether all that was agreed is done, or was dropped."""
        return all(one.finished for one in self.follow_ups)


def _always(*_: object) -> bool:
    return True


def _never(_case: Case, _around: Around) -> bool:
    return False


FITS: Mapping[Action, Callable[[Case, Around], bool]] = {
    Action.REPORT: _never,  # it is reported
    Action.TAKE_UP_AGAIN: _never,  # that happens by itself
    Action.KEEP: lambda case, _: case.turning_away is not None,
    Action.APPEAL: lambda case, around: case.turning_away is not None and case.turning_away.may_appeal(around.now),
    Action.UPHOLD: lambda case, _: case.turning_away is not None and case.turning_away.appealed_to is not None,
    Action.OVERTURN: lambda case, _: case.turning_away is not None and case.turning_away.appealed_to is not None,
    Action.TREAT: lambda _, around: around.meeting_held,
    Action.WITHDRAW: lambda case, _: case.holder == case.home and not case.owes_others,
    Action.REGRET_SENDING: lambda case, around: case.regret_until is not None and around.now <= case.regret_until,
    Action.CLOSE: lambda case, _: case.may_close,
    Action.RESTRICT: lambda case, _: case.restriction is None,
    Action.LIFT_RESTRICTION: lambda case, _: case.restriction is not None,
}
"""What must be so, beside the state, for an action to be open."""


def _has_a_part_to_give(case: Case, by: Acting, _around: Around) -> bool:
    part = case.part_of(by)
    return part is not None and not part.given


def _has_not_received(case: Case, by: Acting, around: Around) -> bool:
    above = [home for home in case.homes if around.stand_ins.get(home) == by.council] if by.side == Side.USER else []
    return any(home in case.homes and home not in case.received for home in (by.council, *above))


def _has_it_to_do(case: Case, by: Acting, _around: Around) -> bool:
    return any(not one.finished and (by.council == case.holder or one.is_of(by)) for one in case.follow_ups)


FITS_BY: Mapping[str, Callable[[Case, Acting, Around], bool]] = {
    Action.GIVE_PART: _has_a_part_to_give,
    Action.CONFIRM: _has_not_received,
    Action.REPORT_FOLLOW_UP: _has_it_to_do,
}
"""What must be so of whoever acts, beside the relation."""
