"""Where a case, or a draft, must be for what is done before it is treated; and what is sent then."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.application.raising.appeal import Appeal
from case_flow.application.raising.propose_turning_away import ProposeTurningAway
from case_flow.application.raising.save_draft import SaveDraft, save_draft
from case_flow.application.raising.turn_away import TurnAway
from case_flow.domain.transitions import Action
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.places import HARBOUR
from councilkit.events.case_words import Basis, Restriction, Unfit
from councilkit.ids import random_id

WHY = "Hører hjemme i kommunen."
LATER = date(2027, 1, 1)
_TURNING_AWAY = {"why": Unfit.OUTSIDE_MANDATE.value, "reason": WHY}

RAISING_BODIES: Mapping[str, Mapping[str, Any]] = {
    Action.SCHEDULE: {"on": LATER.isoformat()},
    Action.PROPOSE_TURNING_AWAY: _TURNING_AWAY,
    Action.TURN_AWAY: _TURNING_AWAY,
    Action.APPEAL: {"reason": "Gjelder flere."},
    Action.UPHOLD: {"reason": WHY},
    Action.OVERTURN: {"reason": "Gjelder flere."},
    Action.RESTRICT: {"basis": Basis.INTERNAL.value, "until": LATER.isoformat()},
    "save_draft": {"council": HARBOUR.id, "title": "Tolk"},
}


async def turned_away(case_flow: Driver) -> str:
    case = await case_flow.a_case()
    await case_flow.do(TurnAway(case, Unfit.OUTSIDE_MANDATE, WHY), HARBOUR.leader)
    return case


async def proposed(case_flow: Driver) -> str:
    case = await case_flow.a_case()
    await case_flow.do(ProposeTurningAway(case, Unfit.OUTSIDE_MANDATE, WHY), HARBOUR.secretary)
    return case


async def appealed(case_flow: Driver) -> str:
    case = await turned_away(case_flow)
    await case_flow.do(Appeal(case, "Gjelder flere."), HARBOUR.member)
    return case


async def restricted(case_flow: Driver) -> str:
    case = await case_flow.a_case()
    await case_flow.do(RestrictCase(case, Restriction(basis=Basis.INTERNAL, until=LATER)), HARBOUR.leader)
    return case


SITUATIONS: Mapping[str, Callable[[Driver], Awaitable[str]]] = {
    Action.KEEP: proposed,
    Action.APPEAL: turned_away,
    Action.UPHOLD: appealed,
    Action.OVERTURN: appealed,
    Action.LIFT_RESTRICTION: restricted,
}
"""Brings a case to where an action is open, if its state does not say that alone."""


async def a_draft(case_flow: Driver) -> str:
    """Keep a draft of the harbour's member, which can be reported."""
    service, id = case_flow.service, random_id()
    command = SaveDraft(id, REPORT.council, REPORT.title, REPORT.short, REPORT.description, REPORT.lines)
    drafts, cases, holdings, clock = service.drafts, service.cases, service.holdings, service.clock
    await save_draft(command, [HARBOUR.member], drafts=drafts, cases=cases, holdings=holdings, clock=clock)
    return id


def about_a_text(case: str) -> dict[str, str]:
    """Name a text that every case has."""
    return {"entry": f"case-{case}:000001", "text": "description"}
