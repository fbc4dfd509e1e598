"""What we keep of a meeting: when and how it is, what was told of it last, and who came or cannot come."""

from datetime import date, datetime

from councilkit.events import Item
from councilkit.events.meetings import (
    AbsenceTold,
    AbsenceWithdrawn,
    MeetingArranged,
    MeetingCancelled,
    MeetingConvened,
    MeetingCorrected,
    MeetingHeld,
    MeetingMoved,
    MeetingPlanned,
    MeetingRegretted,
)
from councilkit.inbox import Doc
from councilkit.workdays import oslo_day

TAKEN_BACK = ("starts_at", "ends_at", "year", "moved_at", "cancelled", "news", "news_at", "earlier", "unsaid")
"""What is as it was before when somebody has regretted."""


def remember_plan(_doc: Doc | None, event: MeetingPlanned, item: Item) -> Doc:
    return {
        "councils": list(event.councils),
        "type": event.type.value,
        "form": event.form.value,
        **_times(event),
        "planned_at": item.at.isoformat(),
        "moved_at": None,
        "cancelled": False,
        "news": None,
        "news_at": None,
        "earlier": None,
        "attended": None,
        "absent": [],
        "unsaid": [],  # who could not come on a day that it was moved from
    }


def remember_arrangement(doc: Doc | None, event: MeetingArranged, _item: Item) -> Doc:
    return {**(doc or {}), "form": event.form.value}


def remember_notice(doc: Doc | None, _event: MeetingConvened, item: Item) -> Doc:
    return _news(doc or {}, item)


def remember_move(doc: Doc | None, event: MeetingMoved, item: Item) -> Doc:
    was = doc or {}
    moved = {**_news(was, item), **_times(event), "moved_at": item.at.isoformat()}
    return moved if _day(moved) == _day(was) else _asked_anew(was, moved)


def remember_cancelling(doc: Doc | None, _event: MeetingCancelled, item: Item) -> Doc:
    return {**_news(doc or {}, item), "cancelled": True}


def remember_regret(doc: Doc | None, event: MeetingRegretted, _item: Item) -> Doc:
    was = doc or {}
    return {**was, **was["earlier"]} if was.get("earlier") and was.get("news") == event.entry else was


def remember_held(doc: Doc | None, event: MeetingHeld | MeetingCorrected, _item: Item) -> Doc:
    return {**(doc or {}), "attended": list(event.attended)}


def remember_absence(doc: Doc | None, event: AbsenceTold | AbsenceWithdrawn, _item: Item) -> Doc:
    absent = {*(doc or {}).get("absent", ())} - {event.term}
    return {**(doc or {}), "absent": sorted(absent | ({event.term} if isinstance(event, AbsenceTold) else set()))}


def _news(was: Doc, item: Item) -> Doc:
    """Remember that everybody is to be told, and how it was before."""
    earlier = {name: was.get(name) for name in TAKEN_BACK}
    return {**was, "news": item.id, "news_at": item.at.isoformat(), "earlier": earlier}


def _asked_anew(was: Doc, moved: Doc) -> Doc:
    """Let nobody be absent on another day who could not come on the one before; a regret brings them back."""
    unsaid = sorted({*was["unsaid"], *was["absent"]})
    return {**moved, "earlier": {**moved["earlier"], "absent": was["absent"]}, "absent": [], "unsaid": unsaid}


def _day(doc: Doc) -> date:
    return oslo_day(datetime.fromisoformat(doc["starts_at"]))


def _times(event: MeetingPlanned | MeetingMoved) -> Doc:
    return {
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at and event.ends_at.isoformat(),
        "year": oslo_day(event.starts_at).year,
    }
