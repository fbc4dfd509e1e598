"""The texts beside each event, and what one must be allowed in order to read them."""

from collections.abc import Mapping

from case_flow.domain.policy import READ_CARD, READ_TEXTS
from councilkit.events import Event
from councilkit.events.cases import (
    AnswerDisputed,
    AnswerGiven,
    CaseReported,
    CaseReturned,
    CaseSent,
    StatementMade,
)

TEXTS: Mapping[type[Event], Mapping[str, str]] = {
    CaseReported: {"title": READ_CARD, "short": READ_CARD, "description": READ_TEXTS},
    CaseSent: {"reason": READ_TEXTS},
    CaseReturned: {"reason": READ_TEXTS},
    StatementMade: {"statement": READ_TEXTS},
    AnswerGiven: {"short": READ_CARD, "reason": READ_TEXTS},
    AnswerDisputed: {"missing": READ_TEXTS},
}
