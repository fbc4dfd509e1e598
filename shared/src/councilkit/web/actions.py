"""`actions` of a resource: what the asker may do with it now, and for which of their terms and posts."""

from collections.abc import Callable, Collection

from pydantic import BaseModel, Field

from councilkit.policy import Policy
from councilkit.web.callers import Caller, Holding


class AllowedAction(BaseModel):
    """One thing that may be done now, and the term or post it would be done for."""

    action: str
    acting: str = Field(description="Send it as Acting-As")


def allowed_actions(
    policy: Policy, caller: Caller, possible: Collection[str], relations: Callable[[Holding], Collection[str]]
) -> list[AllowedAction]:
    """List what is open: `possible` is what the resource's state permits, `relations` how a holding stands to it."""
    opened = policy.open_to(possible, caller.holdings, relations)
    return [AllowedAction(action=action, acting=holding.id) for action, holding in opened]
