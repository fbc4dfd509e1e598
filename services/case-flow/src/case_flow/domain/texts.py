"""The texts beside each event, and what one must be allowed in order to read them."""

from collections.abc import Mapping

from case_flow.domain.policy import READ_CARD, READ_TEXTS
from councilkit.events import Event
from councilkit.events.case_life import (
    AnswerDelayed,
    AppealDecided,
    CaseAppealed,
    CaseClosed,
    CaseImported,
    CaseMerged,
    CasePostponed,
    CaseReopened,
    CaseTurnedAway,
    CaseWithdrawn,
    FollowUpAgreed,
    FollowUpReported,
    NoteAdded,
    PartGiven,
    TurningAwayProposed,
)
from councilkit.events.cases import (
    AnswerDisputed,
    AnswerGiven,
    CaseReported,
    CaseReturned,
    CaseSent,
    CaseTreated,
    StatementMade,
)

_REASON = {"reason": READ_TEXTS}

TEXTS: Mapping[type[Event], Mapping[str, str]] = {
    CaseReported: {"title": READ_CARD, "short": READ_CARD, "description": READ_TEXTS},
    CaseImported: {"title": READ_CARD, "short": READ_CARD, "description": READ_TEXTS, "answer": READ_CARD},
    CaseTreated: {"opinion": READ_TEXTS},
    StatementMade: {"statement": READ_TEXTS, "minority": READ_TEXTS, "our_ref": READ_TEXTS},
    AnswerDelayed: {"short": READ_TEXTS, "our_ref": READ_TEXTS},
    PartGiven: {"short": READ_TEXTS, "reason": READ_TEXTS},
    AnswerGiven: {"short": READ_CARD, "reason": READ_TEXTS, "our_ref": READ_TEXTS},
    AnswerDisputed: {"missing": READ_TEXTS},
    FollowUpAgreed: {"what": READ_TEXTS},
    FollowUpReported: {"note": READ_TEXTS},
    NoteAdded: {"note": READ_TEXTS},
    **dict.fromkeys(
        [
            CaseSent,
            CaseReturned,
            TurningAwayProposed,
            CaseTurnedAway,
            CaseAppealed,
            AppealDecided,
            CasePostponed,
            CaseWithdrawn,
            CaseMerged,
            CaseClosed,
            CaseReopened,
        ],
        _REASON,
    ),
}
