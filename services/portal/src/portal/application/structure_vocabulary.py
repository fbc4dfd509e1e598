"""The words that the pages of councils and units show."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.councils import Language, Side, UnitKind
from portal.application.mandate import GROUPS, HOLDS, NUMBERINGS, NUMBERS, OWN, PARENT, PROPOSED, RULE_SET, SET
from portal.application.reshaping import CHANGE_ORGANISATION, LIST_ORGANISATION, RESHAPINGS

STATUSES: Final = ("planned", "active", "resting", "closed")
SIGNALS: Final = ("lively", "quiet", "asleep", "new")
RESHAPED: Final = tuple(dict.fromkeys(reshaping.action for reshaping in RESHAPINGS))
DEEDS: Final = (*RESHAPED, SET, LIST_ORGANISATION, CHANGE_ORGANISATION)
MEANS: Final = tuple(action for action in RESHAPED if action not in ("found_council", "list_unit"))
ASKED: Final = ("on", "name_nb", "units", "language", "led_by", "short", "number", "name", "kind", "starts", "status")
PROBLEMS: Final = (
    *("wrong-level units", "wrong-level parent", "unknown-reference parent", "short-code-taken", "unit-number-taken"),
    *("string-pattern-mismatch short", "string-pattern-mismatch number", "unit-closed", "council-closed"),
    *("not-before-the-last", "already-agreed", "nothing-agreed", "day-to-come", "no-successor", "would-be-cycle"),
    *(
        "councils-remain",
        "units-remain",
        "number-out-of-range",
        "number-outside",
        "mandate-older",
        "review-outside-mandate",
    ),
    *("has-met", "council-not-begun", "ends-before-start"),
)
WORDS: Final[Mapping[str, Iterable[str]]] = {
    "council-status": STATUSES,
    "signal": SIGNALS,
    "signal-means": SIGNALS,
    "led-by": tuple(Side),
    "led-by-whom": tuple(Side),
    "language": tuple(Language),
    "unit": tuple(UnitKind),
    "number": NUMBERS,
    "numbers": tuple(GROUPS),
    "numbering": NUMBERINGS,
    "mandate": (HOLDS, PROPOSED),
    "number-why": (OWN, PARENT, RULE_SET),
    "means": MEANS,
}
