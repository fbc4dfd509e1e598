"""What we keep of case-flow's events: who raised a case, who has it in hand, and the latest that is worth a mail."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from councilkit.events import Event, Item
from councilkit.events.case_life import (
    AnswerDelayed,
    AppealDecided,
    CaseAppealed,
    CaseClosed,
    CaseDue,
    CaseImported,
    CaseJoined,
    CaseKept,
    CaseMerged,
    CasePostponed,
    CaseReopened,
    CaseRestricted,
    CaseScheduled,
    CaseTakenUpAgain,
    CaseTurnedAway,
    CaseWithdrawn,
    FollowUpAgreed,
    FollowUpReported,
    NoteAdded,
    PartGiven,
    RestrictionLifted,
    SendingRegretted,
    TurningAwayProposed,
)
from councilkit.events.case_words import Unfit
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReceived,
    CaseReported,
    CaseReturned,
    CaseSent,
    CaseTakenOver,
    CaseTreated,
    StatementMade,
)
from councilkit.inbox import Doc
from notifier.domain.case_matters import SETTLES, covers, is_done, late_key
from notifier.domain.case_news import NEWS

Changes = Mapping[str, Any]
"""Fields of a case that an event changes, beside what it tells."""

OPEN: Changes = {"personal": False}


def _at_council(council: str) -> Doc:
    return {"council": council, "unit": None}


def _at_unit(unit: str) -> Doc:
    return {"council": None, "unit": unit}


def _raised(event: CaseReported | CaseImported) -> Changes:
    restriction = event.restriction if isinstance(event, CaseReported) else None
    return {
        "reference": event.reference,
        "language": event.language.value,
        "origin": event.council,
        "joined": [],
        "cases": [],
        "reporter": event.reporter if isinstance(event, CaseReported) else None,
        "answer": None,
        "unit": None,
        "restricted": restriction is not None,
        "personal": False,
    }


def _reported(_doc: Doc, event: CaseReported) -> Changes:
    at = {"holder": event.council, "path": [event.council], "hands": _at_council(event.council)}
    return {**_raised(event), **at}


def _imported(_doc: Doc, event: CaseImported) -> Changes:
    path = list(dict.fromkeys((event.council, event.holder)))
    hands = _at_unit(event.unit) if event.unit and event.due else _at_council(event.holder)
    return {**_raised(event), "holder": event.holder, "path": path, "hands": hands, "unit": event.unit}


def _turning_away(_doc: Doc, event: TurningAwayProposed | CaseTurnedAway) -> Changes:
    return {"personal": event.why is Unfit.INDIVIDUAL}


def _appeal_decided(_doc: Doc, event: AppealDecided) -> Changes:
    return {} if event.stands else OPEN


def _joined(doc: Doc, event: CaseJoined) -> Changes:
    return {"joined": [*doc["joined"], *event.origins], "cases": [*doc["cases"], event.joined]}


def _sent(doc: Doc, event: CaseSent) -> Changes:
    return {"holder": event.sender, "path": [*doc["path"], event.to], "hands": _at_council(event.to)}


def _returned(_doc: Doc, event: CaseReturned) -> Changes:
    return {"hands": _at_council(event.to)}


def _regretted(doc: Doc, _event: SendingRegretted) -> Changes:
    return {"path": doc["path"][:-1], "hands": _at_council(doc["holder"])}


def _agreed(_doc: Doc, event: FollowUpAgreed) -> Changes:
    return {"holder": event.council}


def _received(_doc: Doc, event: CaseReceived) -> Changes:
    return {"holder": event.council, "hands": _at_council(event.council), **OPEN}


def _asked(_doc: Doc, event: StatementMade | AnswerDisputed) -> Changes:
    return {"unit": event.unit, "hands": _at_unit(event.unit)}


def _home(doc: Doc, _event: AnswerGiven | CaseReopened) -> Changes:
    return {"hands": _at_council(doc["origin"])}


def _reopened(doc: Doc, event: CaseReopened) -> Changes:
    return {**_home(doc, event), "holder": doc["origin"]}


def _taken_over(doc: Doc, event: CaseTakenOver) -> Changes:
    def now(council: str | None) -> str | None:
        return event.to if council == event.council else council

    one = {name: now(doc[name]) for name in ("origin", "holder")}
    several = {name: [now(council) for council in doc[name]] for name in ("path", "joined")}
    return {**one, **several, "hands": {**doc["hands"], "council": now(doc["hands"]["council"])}}


def _passed_on(doc: Doc, event: AnswerPassedOn) -> Changes:
    def now(unit: str | None) -> str | None:
        return event.successor if unit == event.unit else unit

    return {"unit": now(doc["unit"]), "hands": {**doc["hands"], "unit": now(doc["hands"]["unit"])}}


CHANGES: Mapping[type[Event], Callable[[Doc, Any], Changes]] = {
    CaseReported: _reported,
    CaseImported: _imported,
    TurningAwayProposed: _turning_away,
    CaseTurnedAway: _turning_away,
    AppealDecided: _appeal_decided,
    **dict.fromkeys((CaseKept, CaseScheduled, CasePutOnAgenda), lambda _doc, _event: OPEN),
    CaseJoined: _joined,
    CaseSent: _sent,
    CaseReturned: _returned,
    SendingRegretted: _regretted,
    FollowUpAgreed: _agreed,
    CaseReceived: _received,
    StatementMade: _asked,
    AnswerDisputed: _asked,
    AnswerGiven: _home,
    CaseReopened: _reopened,
    CaseTakenOver: _taken_over,
    AnswerPassedOn: _passed_on,
    CaseRestricted: lambda _doc, _event: {"restricted": True},
    RestrictionLifted: lambda _doc, _event: {"restricted": False},
}

FOLLOWED: Collection[type[Event]] = (
    *CHANGES,
    *(CaseAppealed, CasePostponed, CaseTakenUpAgain, CaseTreated, CaseWithdrawn, CaseMerged, CaseClosed, NoteAdded),
    *(AnswerDelayed, PartGiven, AnswerConfirmed, FollowUpReported, CaseDue),
)
"""The events of a case that we go by."""


def remember(doc: Doc | None, event: Event, item: Item) -> Doc:
    """Keep what a case is after an event, and what it tells; what is told before its beginning is no case's."""
    was = doc or {}
    if "reference" not in was and not isinstance(event, CaseReported | CaseImported):
        return was
    changed = {**was, **(CHANGES[type(event)](was, event) if type(event) in CHANGES else {})}
    if isinstance(event, AnswerGiven):
        changed["answer"] = item.id
    return {**changed, "told": _told(was, event, item), "late": _late(was, event, item)}


def _told(was: Doc, event: Event, item: Item) -> Doc:
    """Keep the latest of each matter, without those that this settles."""
    settled = SETTLES.get(type(event), ())
    left = {key: told for key, told in was.get("told", {}).items() if not any(covers(key, one) for one in settled)}
    news = NEWS.get(type(event))
    return {**left, news.key(event): entry_of(item)} if news else left


def _late(was: Doc, event: Event, item: Item) -> Doc:
    done = is_done(event)
    left = {key: told for key, told in was.get("late", {}).items() if not any(covers(key, one) for one in done)}
    return {**left, late_key(event): entry_of(item)} if isinstance(event, CaseDue) else left


def entry_of(item: Item) -> Doc:
    """Keep an event as it was told: ids and days, no text and nobody's name."""
    return {"entry": item.id, "type": item.type, "data": json.loads(item.data)}
