"""A case: raised by one council, held by one council at a time, answered when its origin has the answer."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from case_flow.domain import deadlines
from case_flow.domain.neighbours import Council, Meeting, Unit
from case_flow.domain.policy import POLICY, READ_CARD, READ_TEXTS, REPORT, A, Acting, Relation
from case_flow.domain.refusals import MeetingNotHeld, NobodyAnswers, NoMore, NotTheirMeeting, WrongState
from case_flow.domain.routes import Routes
from case_flow.domain.transitions import TRANSITIONS, Action, State, possible
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerOutcome,
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReceived,
    CaseReported,
    CaseReturned,
    CaseSent,
    CaseTakenOver,
    CaseTreated,
    Due,
    Line,
    Outcome,
    StatementMade,
    Wish,
)
from councilkit.events.councils import Language
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Question:
    """A statement's way to a unit, with the date by which an answer is hoped for."""

    unit: str
    due: Due


@dataclass(frozen=True)
class Case:
    id: str
    reference: str
    origin: str
    lines: tuple[Line, ...]
    language: Language
    holder: str
    path: tuple[str, ...]  # the councils that were asked, the origin first; each that is no more by its successor
    state: State = State.REPORTED
    meeting: str | None = None
    outcome: Outcome | None = None  # of the holder's own treatment
    receive_by: Due | None = None
    questions: tuple[Question, ...] = ()
    closed: tuple[str, ...] = ()  # the councils on its way that are no more

    @property
    def home(self) -> str:
        """The council that acts as the origin: the origin itself, or who came after it."""
        return self.path[0]

    @property
    def addressee(self) -> str | None:
        """The council that the case is on its way to."""
        return self.path[-1] if self.state is State.SENT else None

    @property
    def unit(self) -> str | None:
        """The unit that was asked last."""
        return self.questions[-1].unit if self.questions else None

    def relations(self, holding: Acting) -> AbstractSet[Relation]:
        asked = [question.unit for question in self.questions]
        stands = {
            Relation.ORIGIN: holding.council == self.home,
            Relation.HOLDER: holding.council == self.holder,
            Relation.PATH: holding.council in self.path or holding.unit in asked,
            Relation.ADDRESSEE: self.state is State.SENT and holding.council == self.path[-1],
            Relation.ASKED_UNIT: holding.unit in asked[-1:],
        }
        return {relation for relation, holds in stands.items() if holds}

    def require(self, action: Action, by: Acting) -> None:
        if (self.state, action) not in TRANSITIONS:
            instead = ", ".join(possible(self.state))
            raise WrongState(f"A case that is {self.state} does not allow {action}; possible now: {instead}.")
        POLICY.require(action, by, self.relations(by))

    def open_to(self, holdings: Sequence[A], *, meeting_held: bool) -> list[tuple[str, A]]:
        """Tell what can be done now, and for which of these terms and posts."""
        actions = [action for action in possible(self.state) if meeting_held or action is not Action.TREAT]
        return POLICY.open_to(actions, holdings, self.relations)

    def readable_for(self, holdings: Sequence[Acting]) -> set[str]:
        """Tell which kinds of reading are open to these terms and posts."""
        return {action for action, _ in POLICY.open_to((READ_CARD, READ_TEXTS), holdings, self.relations)}

    def put_on_agenda(self, by: Acting, meeting: Meeting) -> CasePutOnAgenda:
        self.require(Action.PUT_ON_AGENDA, by)
        if self.holder not in meeting.councils:
            raise NotTheirMeeting("The council that holds the case does not meet there.", field="/meeting")
        meeting.require_ahead(field="/meeting")
        return CasePutOnAgenda(case=self.id, council=self.holder, meeting=meeting.id)

    def treat(self, by: Acting, outcome: Outcome, meeting: Meeting | None) -> CaseTreated:
        self.require(Action.TREAT, by)
        if meeting is None or meeting.id != self.meeting or not meeting.held:
            raise MeetingNotHeld("The registry has not told that the meeting was held.")
        return CaseTreated(case=self.id, council=self.holder, meeting=meeting.id, outcome=outcome)

    def send(self, by: Acting, to: str, wish: Wish, *, routes: Routes, now: datetime) -> CaseSent:
        self.require(Action.SEND, by)
        routes.require(self.holder, to, self.path)
        due = deadlines.RECEIVE.counted_from(now)
        return CaseSent(case=self.id, sender=self.holder, to=to, wish=wish, due=due)

    def receive(self, by: Acting) -> CaseReceived:
        self.require(Action.RECEIVE, by)
        return CaseReceived(case=self.id, council=self.path[-1])

    def give_back(self, by: Acting) -> CaseReturned:
        self.require(Action.RETURN, by)
        return CaseReturned(case=self.id, council=self.path[-1], to=self.holder)

    def make_statement(self, by: Acting, unit: Unit, *, now: datetime) -> StatementMade:
        self.require(Action.MAKE_STATEMENT, by)
        if unit.closed:
            raise NoMore("This unit is no more.", field="/unit")
        if not unit.answers_on(oslo_day(now)):
            raise NobodyAnswers("Nobody has the post of answering manager at the unit.", field="/unit")
        due = deadlines.ANSWER[unit.kind].counted_from(now)
        return StatementMade(case=self.id, council=self.holder, unit=unit.number, due=due)

    def answer(self, by: Acting, outcome: AnswerOutcome) -> AnswerGiven:
        self.require(Action.ANSWER, by)
        return AnswerGiven(case=self.id, unit=self.questions[-1].unit, outcome=outcome)

    def confirm(self, by: Acting) -> AnswerConfirmed:
        self.require(Action.CONFIRM, by)
        return AnswerConfirmed(case=self.id, council=self.home)

    def dispute(self, by: Acting, *, now: datetime) -> AnswerDisputed:
        self.require(Action.DISPUTE, by)
        question = self.questions[-1]
        due = deadlines.again(question.due, now)
        return AnswerDisputed(case=self.id, council=self.home, unit=question.unit, due=due)

    def take_over(self, closed: str, to: str) -> CaseTakenOver:
        if closed not in self.path:
            raise WrongState(f"The case has nothing to do with {closed} any more.")
        return CaseTakenOver(case=self.id, council=closed, to=to)

    def pass_answer_on(self, closed: str, successor: str) -> AnswerPassedOn:
        if closed not in {question.unit for question in self.questions}:
            raise WrongState(f"Nothing was asked of {closed}.")
        return AnswerPassedOn(case=self.id, unit=closed, successor=successor)


def report(by: Acting, council: Council, *, case: str, reference: str, lines: Sequence[Line]) -> CaseReported:
    council.require_open(field="/council")
    POLICY.require(REPORT, by, {Relation.ORIGIN} if by.council == council.id else ())
    return CaseReported(
        case=case,
        reference=reference,
        council=council.id,
        lines=tuple(dict.fromkeys(lines)),
        language=council.language,
    )
