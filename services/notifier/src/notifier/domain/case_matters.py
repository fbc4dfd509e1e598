"""What is no news any more, and what is late no more, once something has happened to a case."""

from collections.abc import Collection, Mapping

from councilkit.events import Event
from councilkit.events.case_life import (
    AnswerDelayed,
    CaseClosed,
    CaseDue,
    CaseMerged,
    CasePostponed,
    CaseReopened,
    CaseScheduled,
    CaseTakenUpAgain,
    CaseTurnedAway,
    CaseWithdrawn,
    FollowUpReported,
    PartGiven,
    SendingRegretted,
)
from councilkit.events.case_words import Awaited
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReceived,
    CaseReturned,
    CaseSent,
    CaseTreated,
    PartAs,
    StatementMade,
)

SETTLES: Mapping[type[Event], Collection[str]] = {
    CaseScheduled: ("word",),
    **dict.fromkeys((CasePostponed, CaseTurnedAway, CaseWithdrawn, CaseMerged, CaseTakenUpAgain), ("scheduled",)),
    **dict.fromkeys((CaseTreated, CaseReceived), ("scheduled",)),
    SendingRegretted: ("hop",),
    AnswerGiven: ("question", "delay", "part"),
    AnswerDisputed: ("answer", "delay"),
    CaseReopened: ("scheduled", "answer", "question", "delay"),
}
"""The matters of which nothing that was told before is worth a mail after an event of this type."""

DONE: Mapping[type[Event], Collection[str]] = {
    **dict.fromkeys((CaseScheduled, CasePutOnAgenda, CaseTurnedAway, CaseSent), (Awaited.WORD,)),
    **dict.fromkeys((CaseReceived, CaseReturned, SendingRegretted), (Awaited.RECEIVING,)),
    **dict.fromkeys((AnswerGiven, AnswerDisputed), (Awaited.ANSWER, Awaited.PART, Awaited.RECEIPT)),
    **dict.fromkeys((StatementMade, AnswerPassedOn), (Awaited.ANSWER, Awaited.PART)),
    **dict.fromkeys((CaseWithdrawn, CaseMerged, CaseClosed, CaseReopened), tuple(Awaited)),
}
"""What nobody is late with any more after an event of this type, whoever it was."""


def is_done(event: Event) -> Collection[str]:
    """Tell what nobody is late with any more after an event: of everybody, or of the one that it names."""
    match event:
        case AnswerDelayed():
            return [f"{Awaited.ANSWER}:{event.unit}"]
        case PartGiven():
            return [_part(event.unit, event.part)]
        case AnswerConfirmed():
            return [f"{Awaited.RECEIPT}:{event.council}"]
        case FollowUpReported():
            return [f"{Awaited.FOLLOW_UP}:{event.follow_up}"]
    return DONE.get(type(event), ())


def late_key(event: CaseDue) -> str:
    """Name what somebody is late with."""
    if event.awaited is Awaited.PART:
        return _part(event.unit, event.part)
    return f"{event.awaited.value}:{event.follow_up or event.unit or event.council}"


def _part(unit: str | None, part: PartAs | None) -> str:
    return f"{Awaited.PART}:{unit}:{part}" if part else f"{Awaited.PART}:{unit}"


def covers(key: str, wider: str) -> bool:
    """Tell whether one name of a matter is another one, or a part of it."""
    return key == wider or key.startswith(f"{wider}:")
