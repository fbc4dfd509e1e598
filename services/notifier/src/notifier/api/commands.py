"""What is decided about duties: which rules bind, and how a council's duties count."""

from fastapi import APIRouter

from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep
from notifier.api.bodies import DutiesBody, Nothing
from notifier.api.dependencies import CouncilId, RuleId, Service
from notifier.application.decide_rule import AdoptRule, WithdrawRule, adopt_rule, withdraw_rule
from notifier.application.set_duties import SetDuties, set_duties
from notifier.domain.policy import Action
from notifier.domain.refusals import CountsTooLate, NoSuchCouncil, NoSuchRule, WrongState, YearHasEnded

router = APIRouter(tags=["commands"])

SETTING = (NoSuchCouncil, UnknownReference, CountsTooLate, YearHasEnded)


@router.post("/rules/{rule}/adopt", **action(Action.ADOPT_RULE, NoSuchRule, WrongState, *ANY_COMMAND))
async def adopt(rule: RuleId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await adopt_rule(AdoptRule(rule), by.holding, by.call, ledger=service.ledger))


@router.post("/rules/{rule}/withdraw", **action(Action.WITHDRAW_RULE, NoSuchRule, WrongState, *ANY_COMMAND))
async def withdraw(rule: RuleId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await withdraw_rule(WithdrawRule(rule), by.holding, by.call, ledger=service.ledger))


@router.post("/councils/{council}/duties", **action(Action.SET_DUTIES, *SETTING, *ANY_COMMAND))
async def set_(council: CouncilId, body: DutiesBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = SetDuties(council, body.agreed, body.meetings_a_year, body.counts_from, body.quiet)
    return await answer(await set_duties(command, by.holding, by.call, ledger=service.ledger, known=service.known))
