"""How a case goes from council to council, and what those on its way add to it."""

from datetime import datetime, timedelta

from case_flow.domain import deadlines
from case_flow.domain.case import Case
from case_flow.domain.deadlines import NOTHING_AGREED, Numbers
from case_flow.domain.policy import Acting
from case_flow.domain.refusals import NoSuchRoute, TooLate, WrongState
from case_flow.domain.routes import Routes
from case_flow.domain.transitions import Action
from councilkit.events.case_life import NoteAdded, SendingRegretted
from councilkit.events.cases import CaseReceived, CaseReturned, CaseSent, CaseTakenOver, Wish

REGRET = timedelta(minutes=10)


def send(
    case: Case, by: Acting, to: str, wish: Wish, *, routes: Routes, now: datetime, numbers: Numbers = NOTHING_AGREED
) -> CaseSent:
    """Hand it on; `numbers` are those of the council that it goes to."""
    case.require(Action.SEND, by)
    copies = routes.require(case.holder, to, case.path)
    return CaseSent(
        case=case.id,
        sender=case.holder,
        to=to,
        wish=wish,
        due=deadlines.RECEIVE.counted_from(now, numbers),
        copies=copies,
        regret_until=now + REGRET,
    )


def regret(case: Case, by: Acting, *, now: datetime) -> SendingRegretted:
    case.require(Action.REGRET_SENDING, by)
    if case.regret_until is None or case.regret_until < now:
        raise TooLate("The ten minutes are over; ask the other council to send it back.")
    return SendingRegretted(case=case.id, council=case.holder)


def receive(case: Case, by: Acting, *, now: datetime, numbers: Numbers = NOTHING_AGREED) -> CaseReceived:
    case.require(Action.RECEIVE, by)
    word_by = deadlines.WORD.counted_from(now, numbers)
    return CaseReceived(case=case.id, council=case.path[-1], word_by=word_by)


def give_back(case: Case, by: Acting, suggested: str | None = None) -> CaseReturned:
    case.require(Action.RETURN, by)
    if suggested == case.path[-1]:
        raise NoSuchRoute("The council that returns the case does not suggest itself.", field="/suggested")
    return CaseReturned(case=case.id, council=case.path[-1], to=case.holder, suggested=suggested)


def add_note(case: Case, by: Acting) -> NoteAdded:
    case.require(Action.ADD_NOTE, by)
    return NoteAdded(case=case.id, council=by.council, unit=by.unit)


def take_over(case: Case, closed: str, to: str) -> CaseTakenOver:
    if closed not in case.councils:
        raise WrongState(f"The case has nothing to do with {closed} any more.")
    return CaseTakenOver(case=case.id, council=closed, to=to)
