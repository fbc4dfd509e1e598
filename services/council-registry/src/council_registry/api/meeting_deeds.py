"""What is done with a meeting that is planned, over HTTP."""

from fastapi import APIRouter

from council_registry.api.dependencies import Id, Service
from council_registry.api.meeting_bodies import (
    AbsenceBody,
    ArrangeBody,
    CorrectBody,
    HoldBody,
    MinutesBody,
    MoveBody,
    ReasonBody,
)
from council_registry.api.meeting_dependencies import Telling
from council_registry.application.meetings.arrange_meeting import ArrangeMeeting, arrange_meeting
from council_registry.application.meetings.cancel_meeting import CancelMeeting, cancel_meeting
from council_registry.application.meetings.convene_meeting import ConveneMeeting, convene_meeting
from council_registry.application.meetings.correct_meeting import CorrectMeeting, correct_meeting
from council_registry.application.meetings.hold_meeting import HoldMeeting, hold_meeting
from council_registry.application.meetings.move_meeting import MoveMeeting, move_meeting
from council_registry.application.meetings.regret_meeting import RegretMeeting, regret_meeting
from council_registry.application.meetings.send_minutes import SendMinutes, send_minutes
from council_registry.application.meetings.sign_off import SignOff, sign_off
from council_registry.application.meetings.sign_up import SignUp, sign_up
from council_registry.application.meetings.tell_absence import TellAbsence, tell_absence
from council_registry.application.meetings.withdraw_absence import WithdrawAbsence, withdraw_absence
from council_registry.domain.meeting_refusals import (
    AbsenceKnown,
    HasBegun,
    IntoThePast,
    NoAbsence,
    NoSignUp,
    NothingToRegret,
    NotSignedUp,
    SignedUpAlready,
    TooLateToRegret,
    WrongDay,
)
from council_registry.domain.policy import Action
from council_registry.domain.refusals import EndsBeforeStart, NoSuchMeeting, NotBegun, NotOfThisMeeting, WrongState
from council_registry.domain.structure_refusals import CouncilNotBegun, CouncilOver
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep

router = APIRouter(prefix="/meetings/{id}", tags=["meetings"])

ANY_CHANGE = (NoSuchMeeting, WrongState, *ANY_COMMAND)


@router.post("/arrange", **action(Action.ARRANGE_MEETING, *ANY_CHANGE))
async def arrange(id: Id, body: ArrangeBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ArrangeMeeting(id, body.form, body.access, body.texts())
    return await answer(await arrange_meeting(command, by.holding, by.call, meetings=service.meetings))


@router.post("/convene", **action(Action.CONVENE_MEETING, HasBegun, *ANY_CHANGE))
async def convene(id: Id, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await convene_meeting(ConveneMeeting(id), by.holding, by.call, meetings=service.meetings))


@router.post(
    "/move", **action(Action.MOVE_MEETING, IntoThePast, EndsBeforeStart, CouncilOver, CouncilNotBegun, *ANY_CHANGE)
)
async def move(id: Id, body: MoveBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = MoveMeeting(id, body.starts_at, body.ends_at)
    receipt = await move_meeting(command, by.holding, by.call, meetings=service.meetings, councils=service.councils)
    return await answer(receipt)


@router.post("/cancel", **action(Action.CANCEL_MEETING, *ANY_CHANGE))
async def cancel(id: Id, body: ReasonBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = CancelMeeting(id, body.reason)
    return await answer(await cancel_meeting(command, by.holding, by.call, meetings=service.meetings))


@router.post("/regret", **action(Action.REGRET_MEETING, NothingToRegret, TooLateToRegret, CouncilOver, *ANY_CHANGE))
async def regret(id: Id, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = RegretMeeting(id)
    receipt = await regret_meeting(command, by.holding, by.call, meetings=service.meetings, councils=service.councils)
    return await answer(receipt)


@router.post("/hold", **action(Action.HOLD_MEETING, NotBegun, NotOfThisMeeting, *ANY_CHANGE))
async def hold(id: Id, body: HoldBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = HoldMeeting(id, body.attended)
    receipt = await hold_meeting(
        command,
        by.holding,
        by.call,
        meetings=service.meetings,
        councils=service.councils,
        records=service.records,
    )
    return await answer(receipt)


@router.post("/correct", **action(Action.CORRECT_MEETING, NotOfThisMeeting, *ANY_CHANGE))
async def correct(id: Id, body: CorrectBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = CorrectMeeting(id, body.attended, body.reason)
    receipt = await correct_meeting(
        command,
        by.holding,
        by.call,
        meetings=service.meetings,
        councils=service.councils,
        records=service.records,
    )
    return await answer(receipt)


@router.post("/minutes", **action(Action.SEND_MINUTES, WrongDay, *ANY_CHANGE))
async def minutes(id: Id, body: MinutesBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await send_minutes(SendMinutes(id, body.on), by.holding, by.call, meetings=service.meetings))


@router.post("/absence", **action(Action.TELL_ABSENCE, HasBegun, NotOfThisMeeting, AbsenceKnown, *ANY_CHANGE))
async def cannot_come(id: Id, body: AbsenceBody, by: Telling, service: Service, answer: AnswerDep) -> Accepted:
    command = TellAbsence(id, body.term or by.holding.id)
    receipt = await tell_absence(command, by.holding, by.call, meetings=service.meetings, councils=service.councils)
    return await answer(receipt)


@router.post("/absence/withdraw", **action(Action.WITHDRAW_ABSENCE, HasBegun, NoAbsence, *ANY_CHANGE))
async def can_come(id: Id, body: AbsenceBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = WithdrawAbsence(id, body.term or by.holding.id)
    return await answer(await withdraw_absence(command, by.holding, by.call, meetings=service.meetings))


@router.post("/sign-up", **action(Action.SIGN_UP, HasBegun, NoSignUp, SignedUpAlready, *ANY_CHANGE))
async def come(id: Id, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await sign_up(SignUp(id), by.holding, by.call, meetings=service.meetings))


@router.post("/sign-off", **action(Action.SIGN_OFF, HasBegun, NoSignUp, NotSignedUp, *ANY_CHANGE))
async def not_come(id: Id, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await sign_off(SignOff(id), by.holding, by.call, meetings=service.meetings))
