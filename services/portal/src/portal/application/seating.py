"""What becomes of a council's seats: as forms, and as the registry reads them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from portal.application import days
from portal.application.forms import Form
from portal.application.people import Chair, Seats, Sitter

ADD, CLOSE, START, END = "add_seat", "close_seat", "start_term", "end_term"
ASK, ANSWER, CLOSE_REQUEST, TICK = "request_nomination", "answer_nomination", "close_nomination", "tick_handover"
INVITE, VOUCH, ERASE, CHANGE_CONTACT = "invite", "vouch", "erase_person", "change_contact"
CHANGE_MINE, FORGET = "change_my_contact", "erase_me"
NEW: Final = "new"
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "user": ("member", "leader", "deputy_leader", "observer"),
    "nav": ("nav_representative", "secretary", "coordinator", "leader", "deputy_leader", "observer"),
}
FIELDS: Final[Mapping[str, str]] = {"person": "who", "subject": "who"}
"""Where the form asks for what the registry calls otherwise."""


@dataclass(frozen=True)
class SeatDeed:
    """One thing that is done with a seat: the registry's name for it, its address here and there, and what is asked."""

    action: str
    here: str
    there: str
    asks: tuple[str, ...]
    body: Callable[[Form, str], dict[str, Any]]
    required: tuple[str, ...]
    days: tuple[str, ...] = ()

    def checked(self, form: Form) -> Form:
        checked = days.checked(form, self.required, self.days)
        return checked.with_errors({**checked.errors, **nameless(form)}) if self.action == START else checked


def nameless(form: Form) -> dict[str, str]:
    """Mark the name that is missing of somebody new."""
    new = form.value("who") in ("", NEW)
    return {"name": "missing"} if new and not form.value("name").strip() else {}


def _on(form: Form, _: str) -> dict[str, Any]:
    return {"on": days.iso(form.value("on"))}


def _seat(form: Form, _: str) -> dict[str, Any]:
    return {"side": form.value("side"), "deputy_for": form.value("deputy_for") or None}


def _asking(form: Form, _: str) -> dict[str, Any]:
    return {
        "organisation": form.value("organisation"),
        "due": days.iso(form.value("due")),
        "profile": form.value("profile"),
    }


def _term(form: Form, seat: str) -> dict[str, Any]:
    return {"seat": seat, "role": form.value("role"), **appointed(form)}


def appointed(form: Form) -> dict[str, Any]:
    """Spell who it is, and for what time."""
    period = {name: days.iso(form.value(name)) for name in ("starts", "ends")}
    known = form.value("who") not in ("", NEW)
    return {**period, **({"person": form.value("who")} if known else {"contact": newcomer(form)})}


def newcomer(form: Form) -> dict[str, Any]:
    """Spell somebody new as the registry reads it: who has no e-mail gets letters."""
    email = form.value("email") or None
    return {
        "name": form.value("name"),
        "email": email,
        "phone": form.value("phone") or None,
        "language": form.value("language") or "nb",
        "channel": "email" if email else "paper",
        "returns": form.has("returns", "yes"),
    }


NEWCOMER: Final = ("name", "email", "phone", "language", "returns")
SEAT_DEEDS: Final = (
    SeatDeed(ADD, "new", "seats", ("side", "deputy_for"), _seat, ("side",)),
    SeatDeed(CLOSE, "{seat}/close", "seats/{seat}/close", ("on",), _on, ("on",), ("on",)),
    SeatDeed(
        START,
        "{seat}/term",
        "terms",
        ("role", "starts", "ends", "who", *NEWCOMER),
        _term,
        ("role", "starts"),
        ("starts", "ends"),
    ),
    SeatDeed(END, "{seat}/end", "terms/{term}/end", ("on",), _on, ("on",), ("on",)),
    SeatDeed(
        ASK,
        "{seat}/ask",
        "seats/{seat}/nominations",
        ("organisation", "due", "profile"),
        _asking,
        ("organisation", "due", "profile"),
        ("due",),
    ),
)


@dataclass(frozen=True)
class Place:
    """One seat as its council's page shows it: who sits there, and what may be done now."""

    chair: Chair
    number: int
    sitter: Sitter | None
    main: str | None
    others: tuple[str, ...]


def places(seats: Seats, sitters: Iterable[Sitter], may: Iterable[str]) -> list[Place]:
    """Put the people in their seats, with what may be done with each; the first is what is most likely wanted."""
    by_seat, allowed = {one.seat: one for one in sitters}, frozenset(may)
    found = []
    for number, chair in enumerate(seats.items, 1):
        fitting = [action for action in _fitting(chair) if action in allowed]
        main = fitting[0] if chair.vacant and fitting else None
        others = tuple(action for action in fitting if action != main)
        found.append(Place(chair, number, by_seat.get(chair.id), main, others))
    return found


def roles(chair: Chair) -> tuple[str, ...]:
    """Tell the roles that a seat is for."""
    return ("deputy",) if chair.deputy_for else ROLES[chair.side]


def _fitting(chair: Chair) -> list[str]:
    if chair.last_day:
        return [END] if chair.term else []
    stays = chair.term is not None and chair.term.ends is None
    empty = [] if chair.coming or stays else [START]
    ask = [ASK] if not chair.nomination and not chair.coming else []
    if chair.term:
        return [END, *empty, *ask]
    return [*ask, *empty, *([] if chair.deputies else [CLOSE])]
