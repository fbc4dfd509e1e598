"""What is decided about duties: which rules bind. How a council's duties count is said at the registry."""

from fastapi import APIRouter

from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep
from notifier.api.bodies import Nothing
from notifier.api.dependencies import RuleId, Service
from notifier.application.decide_rule import AdoptRule, WithdrawRule, adopt_rule, withdraw_rule
from notifier.domain.policy import Action
from notifier.domain.refusals import NoSuchRule, WrongState

router = APIRouter(tags=["commands"])


@router.post("/rules/{rule}/adopt", **action(Action.ADOPT_RULE, NoSuchRule, WrongState, *ANY_COMMAND))
async def adopt(rule: RuleId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await adopt_rule(AdoptRule(rule), by.holding, by.call, ledger=service.ledger))


@router.post("/rules/{rule}/withdraw", **action(Action.WITHDRAW_RULE, NoSuchRule, WrongState, *ANY_COMMAND))
async def withdraw(rule: RuleId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await withdraw_rule(WithdrawRule(rule), by.holding, by.call, ledger=service.ledger))
