"""Who hears by mail of what happens to a case: one table. Whoever is not in it finds it on their list, or in the case.

A mail goes to whoever must act, or has waited. Who did it themselves gets none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from councilkit.events import Event
from councilkit.events.case_life import (
    AnswerDelayed,
    AppealDecided,
    CaseAppealed,
    CaseKept,
    CaseMerged,
    CasePostponed,
    CaseReopened,
    CaseScheduled,
    CaseTakenUpAgain,
    CaseTurnedAway,
    CaseWithdrawn,
    FollowUpAgreed,
    FollowUpReported,
    NoteAdded,
    PartGiven,
    TurningAwayProposed,
)
from councilkit.events.case_words import Party, Progress
from councilkit.events.cases import (
    AnswerDisputed,
    AnswerGiven,
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReported,
    CaseReturned,
    CaseSent,
    CaseTreated,
    Outcome,
    PartAs,
    StatementMade,
)
from notifier.domain.case_story import CaseStory


class As(StrEnum):
    """What somebody is to an event; the words of the mail go by it."""

    SENDER = "sender"  # raised the case, and waits
    DESK = "desk"  # sees to the council's cases
    RECEIVER = "receiver"
    COPIED = "copied"
    USERS = "users"  # a user's seat, which alone may say it
    UNIT = "unit"  # answers for a unit
    PART = "part"  # answers for a part of it
    OWNER = "owner"  # must agree
    WAY = "way"  # a council that the case has passed
    RESPONSIBLE = "responsible"
    INVOLVED = "involved"
    INFORMED = "informed"


class Pick(StrEnum):
    """Who is told of those at a place."""

    DESK = "desk"  # a council's secretary, and its leader
    USERS = "users"  # the first user's seat of a council that can be reached: the leader's, if a user leads
    SENDER = "sender"  # the term that raised it; if that is over, the council's desk
    ANSWERS = "answers"  # those who answer for a unit
    OWNERS = "owners"  # and those who own it
    OWNER = "owner"  # who owns it; if they cannot be reached, those who answer


Places = Iterable[Party]
At = Callable[[Any, Any], Places]
"""Tells where somebody hears of an event of a case, or of a round, by what is known of that."""


@dataclass(frozen=True)
class Ear:
    """Some who hear of an event."""

    who: As
    at: At
    pick: Pick = Pick.DESK


@dataclass(frozen=True)
class News:
    """What an event is to the mails. The latest of a `matter` is told: later ones overtake it, and `by` tells apart."""

    matter: str
    ears: Sequence[Ear]
    by: Sequence[str] = ()
    at_once: bool = False

    def key(self, event: Event) -> str:
        return ":".join([self.matter, *(str(named) for name in self.by if (named := getattr(event, name)))])


def _councils(*ids: str | None) -> Places:
    return [Party(council=id) for id in ids if id]


def _homes(_event: object, case: CaseStory) -> Places:
    return _councils(*case.homes)


def _homes_elsewhere(event: CaseTreated | CaseSent, case: CaseStory) -> Places:
    own = event.sender if isinstance(event, CaseSent) else event.council
    return _councils(*(home for home in case.homes if home != own))


def _homes_to_hear_the_end(event: CaseTreated, case: CaseStory) -> Places:
    """Tell those who were not in the meeting, if nothing follows from it that they would hear of."""
    ends = event.outcome in (Outcome.ORIENTATION, Outcome.DISCUSSION)
    return _homes_elsewhere(event, case) if ends else ()


def _own(event: Any, _case: CaseStory) -> Places:  # noqa: ANN401 - any event that names a council
    return _councils(event.council)


def _to(event: Any, _case: CaseStory) -> Places:  # noqa: ANN401 - any event that goes somewhere
    return _councils(event.to)


def _whose_it_is_again(event: AppealDecided, case: CaseStory) -> Places:
    return () if event.stands else _councils(case.holder)


def _asked(event: StatementMade | AnswerDisputed, _case: CaseStory) -> Places:
    return [Party(unit=event.unit)]


def _also(part: PartAs) -> At:
    return lambda event, _: [Party(unit=one.unit) for one in event.also if one.part is part]


def _heir(event: AnswerPassedOn, case: CaseStory) -> Places:
    return [Party(unit=event.successor)] if case.hands.unit == event.successor else ()


def _who_gives_the_answer(event: PartGiven, case: CaseStory) -> Places:
    return [Party(unit=case.unit)] if case.unit and case.unit != event.unit else ()


def _who_waits_for_the_answer(_event: object, case: CaseStory) -> Places:
    return _councils(*(one for one in (case.holder,) if one not in case.homes))


def _on_the_way(_event: object, case: CaseStory) -> Places:
    return _councils(*(one for one in dict.fromkeys((*case.path, case.holder)) if one not in case.homes))


def _in_hand(_event: object, case: CaseStory) -> Places:
    return [case.hands]


def _homes_without_it(event: NoteAdded, case: CaseStory) -> Places:
    return _councils(*(home for home in case.homes if home not in (event.council, case.hands.council)))


def _last_asked(_event: object, case: CaseStory) -> Places:
    return [Party(unit=case.unit)] if case.unit else ()


def _who_agreed(event: FollowUpReported, case: CaseStory) -> Places:
    return _councils(case.holder) if event.progress in (Progress.DONE, Progress.DROPPED) else ()


SENDER = Ear(As.SENDER, _homes, Pick.SENDER)
DESK = Ear(As.DESK, _own)

NEWS: Mapping[type[Event], News] = {
    CaseReported: News("reported", [Ear(As.SENDER, _own, Pick.SENDER), DESK], at_once=True),
    CaseScheduled: News("scheduled", [SENDER]),
    TurningAwayProposed: News("word", [Ear(As.USERS, _own, Pick.USERS)]),
    CaseKept: News("word", [DESK]),
    CaseTurnedAway: News("word", [SENDER]),
    CaseAppealed: News("word", [Ear(As.USERS, _to, Pick.USERS)]),
    AppealDecided: News("word", [SENDER, Ear(As.DESK, _whose_it_is_again)]),
    CasePutOnAgenda: News("word", [SENDER]),
    CasePostponed: News("word", [SENDER]),
    CaseTakenUpAgain: News("word", [DESK]),
    CaseTreated: News("word", [Ear(As.SENDER, _homes_to_hear_the_end, Pick.SENDER)]),
    CaseWithdrawn: News("word", [SENDER, DESK]),
    CaseMerged: News("word", [SENDER]),
    CaseReopened: News("word", [DESK, Ear(As.UNIT, _last_asked, Pick.ANSWERS)]),
    CaseSent: News(
        "hop",
        [
            Ear(As.RECEIVER, _to),
            Ear(As.COPIED, lambda event, _: _councils(*event.copies)),
            Ear(As.SENDER, _homes_elsewhere, Pick.SENDER),
        ],
    ),
    CaseReturned: News("hop", [Ear(As.DESK, _to)]),
    NoteAdded: News(
        "note", [Ear(As.WAY, _in_hand), Ear(As.SENDER, _homes_without_it, Pick.SENDER)], by=("council", "unit")
    ),
    StatementMade: News(
        "question",
        [
            Ear(As.UNIT, _asked, Pick.ANSWERS),
            Ear(As.PART, _also(PartAs.LINE), Pick.ANSWERS),
            Ear(As.OWNER, _also(PartAs.OWNER), Pick.OWNER),
        ],
    ),
    AnswerDisputed: News(
        "question", [Ear(As.UNIT, _asked, Pick.ANSWERS), Ear(As.OWNER, _also(PartAs.OWNER), Pick.OWNER)]
    ),
    AnswerPassedOn: News("question", [Ear(As.UNIT, _heir, Pick.ANSWERS)]),
    AnswerDelayed: News("delay", [SENDER, Ear(As.DESK, _who_waits_for_the_answer)]),
    PartGiven: News("part", [Ear(As.UNIT, _who_gives_the_answer, Pick.ANSWERS)], by=("unit",)),
    AnswerGiven: News("answer", [Ear(As.WAY, _on_the_way)]),  # whoever raised it gets the answer in a mail of its own
    FollowUpAgreed: News(
        "follow-up",
        [
            Ear(As.RESPONSIBLE, lambda event, _: [event.responsible], Pick.OWNERS),
            Ear(As.INVOLVED, lambda event, _: event.involved, Pick.OWNERS),
            Ear(As.INFORMED, lambda event, _: event.informed, Pick.OWNERS),
        ],
        by=("follow_up",),
    ),
    FollowUpReported: News("progress", [Ear(As.DESK, _who_agreed)], by=("follow_up",)),
}
