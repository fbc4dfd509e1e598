"""What is decided in a round: whom a council may ask, what counts as an answer, and when it may be concluded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from case_flow.domain import deadlines
from case_flow.domain.neighbours import Council
from case_flow.domain.policy import Acting
from case_flow.domain.refusals import AskedTwice, DayFarOff, DayPassed, NoSuchRoute, WrongState
from case_flow.domain.round import Round, RoundState
from case_flow.domain.round_policy import ROUND_POLICY, Part, RoundAction
from case_flow.domain.round_refusals import (
    HasNotAnswered,
    LaterThanAsked,
    NothingSaid,
    NotInTheRound,
    QuestionsUnanswered,
    RoundGoesOn,
    RoundOver,
)
from case_flow.domain.routes import (
    Hop,
    Route,
    Routes,
    between_a_youth_council_and_the_local_ones,
    past_their_region,
    the_senders_region,
    their_region,
    to_its_child,
    to_the_side,
)
from councilkit.events.case_words import Late
from councilkit.events.councils import Level
from councilkit.events.rounds import RoundAnswered, RoundConcluded, RoundDue, RoundOpened, RoundTakenOver, Stance
from councilkit.workdays import oslo_day

FARTHEST = timedelta(days=730)


def from_the_centre(hop: Hop) -> bool:
    return hop.sender.level is Level.CENTRAL


ASKS: tuple[Route, ...] = (
    Route(to_its_child),
    Route(past_their_region, their_region),
    Route(from_the_centre),
    Route(to_the_side, the_senders_region),
    Route(between_a_youth_council_and_the_local_ones, the_senders_region),
)
"""Whom a council may ask: those below it, and those beside it. Who is above is sent a case."""


@dataclass(frozen=True)
class Asked:
    """What a round is about."""

    to: tuple[str, ...]
    questions: int
    due: date
    case: str | None = None
    within: Round | None = None


def open_round(by: Acting, sender: Council, asked: Asked, routes: Routes, *, round: str, now: datetime) -> RoundOpened:
    ROUND_POLICY.require(RoundAction.OPEN, by, {Part.SENDER} if by.council == sender.id else ())
    sender.require_open(field="/council")
    _require_day(asked, oslo_day(now))
    if asked.within:
        _require_asked_itself(sender, asked.to, asked.within)
    return RoundOpened(
        round=round,
        council=sender.id,
        to=asked.to,
        questions=asked.questions,
        due=deadlines.chosen(asked.due, now),
        case=asked.case,
        within=asked.within.id if asked.within else None,
        copies=_copies(sender, asked.to, routes),
    )


def _require_day(asked: Asked, today: date) -> None:
    if asked.due <= today:
        raise DayPassed("Those who are asked need time: choose a day after today.", field="/due")
    if asked.due > today + FARTHEST:
        raise DayFarOff("Choose a day within two years.", field="/due")
    outer = asked.within
    if outer and today <= outer.due.on < asked.due:
        raise LaterThanAsked(f"You are asked by {outer.due.on} yourselves.", field="/due")


def _require_asked_itself(sender: Council, to: Collection[str], outer: Round) -> None:
    if outer.state is not RoundState.OPEN:
        raise RoundOver("The round that you are asked in is concluded.", field="/within")
    if sender.id not in outer.to:
        raise NotInTheRound("This council is not asked in that round.", field="/within")
    if outer.council in to:
        raise NoSuchRoute("This council is the one that asks.", field=f"/to/{list(to).index(outer.council)}")


def _copies(sender: Council, to: Sequence[str], routes: Routes) -> tuple[str, ...]:
    heard: dict[str, None] = {}
    for place, council in enumerate(to):
        field = f"/to/{place}"
        if council in to[:place]:
            raise AskedTwice("This council is there twice.", field=field)
        routes.councils[council].require_open(field=field)
        heard |= dict.fromkeys(_in_between(Hop(sender, routes.councils[council], (), routes.regions), field))
    return tuple(one for one in heard if one != sender.id and one not in to)


def _in_between(hop: Hop, field: str) -> Collection[str]:
    if hop.sender.id != hop.to.id:
        for route in ASKS:
            if route.leads(hop):
                return [one for one in route.copies(hop) if one]
    raise NoSuchRoute("A council asks those below it and those beside it.", field=field)


def answer(
    round: Round, by: Acting, stances: tuple[Stance, ...], *, comments: int, own: Collection[Round] = ()
) -> RoundAnswered:
    """Let a council answer, as often as it likes until the end. `own` are the rounds that it held to be able to."""
    round.require(RoundAction.ANSWER, by)
    if len(stances) != round.questions:
        raise QuestionsUnanswered(f"The round has {round.questions} questions.", field="/answers")
    if not comments and all(stance is Stance.NONE for stance in stances):
        raise NothingSaid("Say what the council thinks of at least one of the questions.", field="/answers")
    council = str(by.council)
    held = [one for one in own if one.within == round.id and one.council == council]
    inputs: dict[str, None] = dict.fromkeys(said.council for one in held for said in one.inputs)
    return RoundAnswered(
        round=round.id,
        council=council,
        stances=stances,
        rests_on=tuple(one.id for one in held),
        contributed=tuple(inputs),
    )


def conclude(round: Round, by: Acting, contributed: Sequence[str], *, now: datetime) -> RoundConcluded:
    round.require(RoundAction.CONCLUDE, by)
    if not round.is_over(oslo_day(now)):
        raise RoundGoesOn(f"These may answer until {round.due.on}: {', '.join(round.missing)}.")
    said = {one.council for one in round.inputs}
    for place, council in enumerate(contributed):
        if council not in said:
            raise HasNotAnswered("This council has not answered.", field=f"/contributed/{place}")
    return RoundConcluded(round=round.id, council=round.council, contributed=tuple(dict.fromkeys(contributed)))


def take_over(round: Round, closed: str, to: str) -> RoundTakenOver:
    if not round.is_with(closed):
        raise WrongState(f"The round has nothing to do with {closed} any more.")
    return RoundTakenOver(round=round.id, council=closed, to=to)


def reminders(round: Round) -> list[tuple[Late, date]]:
    """Tell what falls due of a round, and on which day: nobody above is told, for nobody owes an answer."""
    since = round.due.since or round.due.on
    soon = since + timedelta(days=(round.due.on - since).days * 3 // 4)
    over = round.due.on + timedelta(days=1)
    return [*([(Late.SOON, soon)] if since < soon < round.due.on else []), (Late.OVERDUE, over)]


def fall_due(round: Round, late: Late) -> RoundDue:
    if round.state is not RoundState.OPEN or not round.missing or round.told in {late, Late.OVERDUE}:
        raise WrongState("Nobody is waited for in this round, or that was told.")
    return RoundDue(round=round.id, late=late, missing=round.missing)
