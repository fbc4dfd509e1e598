"""Of two who act at once one wins, and the other hears what is so now; also where the case stays in its state."""

from collections.abc import Callable, Mapping
from typing import Any

from case_flow.domain.case import Case
from case_flow.domain.refusals import WrongState
from case_flow.domain.transitions import Action, State

DECIDED: Mapping[Action, Callable[[Case], Any]] = {
    Action.SCHEDULE: lambda case: case.scheduled,
    Action.PROPOSE_TURNING_AWAY: lambda case: case.turning_away,
    Action.PUT_ON_AGENDA: lambda case: (case.meeting, case.state is State.ON_AGENDA),
    Action.DELAY_ANSWER: lambda case: case.question,
    Action.REPORT_FOLLOW_UP: lambda case: {one.id: (one.progress, one.ends) for one in case.follow_ups},
}
"""What each of these actions says anew, so that the second of two would silently take the place of the first."""


def require_as_seen(action: Action, seen: Case, case: Case) -> None:
    """Refuse to decide on a case of which somebody has said the same since it was `seen`."""
    was, is_ = (DECIDED[action](one) for one in (seen, case))
    if was != is_:
        raise WrongState(f"Somebody has done {action} a moment ago. Look at the case as it is now, and do it anew.")
