"""What a route tells of itself: the action it is, for the policy and its matrix, and every way it can refuse."""

from typing import Any

from councilkit.policy import NotAllowed
from councilkit.refusals import Kind, Refusal, Unavailable
from councilkit.web.callers import NotYourTerm, ScopeMissing, Unauthenticated
from councilkit.web.problems import documented

EVERYWHERE = (Kind.MALFORMED, Kind.MISSING, Kind.TOO_LARGE, Kind.INVALID)
_BEHIND_A_TOKEN = (Unauthenticated, NotAllowed, NotYourTerm, ScopeMissing, Unavailable)


def action(name: str, *refusals: type[Refusal], public: bool = False) -> dict[str, Any]:
    """Name the action of a route and document its refusals: `@router.post("/cases", **action("report_case", Taken))`.

    A public route needs no token. What every route can answer (malformed, missing, too large, invalid) is included.
    """
    common = () if public else _BEHIND_A_TOKEN
    return {
        "operation_id": name,
        "openapi_extra": {"x-action": name},
        "responses": documented(*common, *refusals, also=EVERYWHERE),
    }
