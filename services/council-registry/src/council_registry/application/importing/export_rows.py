"""How each thing is spelt as the row of a table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from council_registry.application.importing.rows import MeetingStatus
from council_registry.application.structure.organisations import Named
from council_registry.domain.council import Council
from council_registry.domain.dated import Plan
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.period import Period
from council_registry.domain.person import Person
from council_registry.domain.unit import Unit
from councilkit.workdays import OSLO

Cells = dict[str, Any]

STATUS = {
    Status.PLANNED: MeetingStatus.PLANNED,
    Status.CONVENED: MeetingStatus.PLANNED,
    Status.HELD: MeetingStatus.HELD,
    Status.CANCELLED: MeetingStatus.CANCELLED,
}


def unit_rows(unit: Unit, today: date) -> Iterator[Cells]:
    """Tell it as it is, and in a row of its own each change that is agreed for a later day."""
    yield _unit_row(unit.on(today))
    for day in _changes(unit.agreed, today):
        yield _unit_row(unit.on(day)) | {"on": day, "closes": None, "successors": None}


def _changes(agreed: Sequence[Plan], today: date) -> list[date]:
    return [plan.on for plan in agreed if plan.changed and plan.on > today]


def _unit_row(unit: Unit) -> Cells:
    return {
        "number": unit.number,
        "name": unit.name,
        "kind": unit.kind.value,
        "parent": unit.parent,
        "line": unit.line,
        "starts": unit.starts,
        "closes": unit.ending.on if unit.ending else None,
        "successors": " ".join(unit.ending.successors) if unit.ending else None,
    }


def council_rows(council: Council, shorts: Mapping[str, str], today: date) -> Iterator[Cells]:
    """Tell it as it is, and in a row of its own each change that is agreed for a later day."""
    yield _council_row(council.on(today), shorts)
    for day in _changes(council.agreed, today):
        yield _council_row(council.on(day), shorts) | {"on": day, "closes": None, "successors": None}


def _council_row(council: Council, shorts: Mapping[str, str]) -> Cells:
    charter, counting, ending = council.charter, council.counting, council.ending
    names = {f"name_{language}": getattr(charter.names, language) for language in ("nb", "nn", "en")}
    return {
        "short": charter.short,
        **names,
        "level": charter.level.value,
        "kind": charter.kind.value,
        "parent": shorts.get(charter.parent or ""),
        "units": " ".join(charter.units),
        "line": charter.line,
        "language": charter.language.value,
        "led_by": charter.led_by.value,
        "starts": council.starts,
        "counts_from": counting.counts_from if counting else None,
        "quiet": _yes(counting.quiet if counting else False),
        "closes": ending.on if ending else None,
        "successors": " ".join(shorts[id] for id in ending.successors if id in shorts) if ending else None,
    }


def seat_rows(council: Council, holders: Mapping[str, str]) -> Iterator[Cells | None]:
    """Tell each term in a row of its own, and a seat without any in one row."""
    for seat, side in council.seats.items():
        common: Cells = {
            "council": council.charter.short,
            "seat": seat,
            "side": side.value,
            "deputy_for": council.deputies.get(seat),
            "until": council.seats_until.get(seat),
        }
        terms = [term for term in council.terms.values() if term.seat == seat and term.period.runs]
        rows = [term_days({**common, "role": one.role.value}, holders.get(one.id), one.period) for one in terms]
        yield from rows
        if not any(rows):
            yield common


def term_days(told: Cells, person: str | None, period: Period) -> Cells | None:
    """Tell who holds it when, or nothing: an import lets nobody hold anything."""
    return {**told, "person": person, "starts": period.starts, "ends": period.ends} if person else None


def organisation_rows(listed: Sequence[Named]) -> Iterator[Cells]:
    names = {one.organisation.id: one.name for one in listed}
    for one in listed:
        yield {"name": one.name, "umbrella": names.get(one.organisation.umbrella or "")}


def contact_row(person: Person, organisations: Mapping[str, str]) -> Cells:
    contact = person.contact
    return {
        "key": person.id,
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "phone_shared": _yes(contact.phone_shared),
        "address": None if contact.protected else contact.address,
        "protected": _yes(contact.protected),
        "language": contact.language.value,
        "channel": contact.channel.value,
        "optional_mail": _yes(contact.optional_mail),
        "organisation": organisations.get(contact.organisation or ""),
        "user_group": contact.user_group,
        "groups": " ".join(contact.groups),
    }


def meeting_row(meeting: Meeting, councils: Mapping[str, Council], holders: Mapping[str, str]) -> Cells:
    """Spell a meeting; those of whom nobody knows who they were are in no row of the seats, and came to none."""
    meet = [councils[id] for id in meeting.councils if id in councils]
    terms = [(one.charter.short, term) for one in meet for term in one.terms.values() if term.id in holders]
    seats = {term.id: f"{short}/{term.seat}" for short, term in terms}
    return {
        "councils": " ".join(one.charter.short for one in meet),
        "type": meeting.type.value,
        "form": meeting.form.value,
        "starts_at": meeting.starts_at.astimezone(OSLO).isoformat(),
        "ends_at": meeting.ends_at.astimezone(OSLO).isoformat() if meeting.ends_at else None,
        "access": " ".join(meeting.access),
        "status": STATUS[meeting.status].value,
        "attended": " ".join(seats[term] for term in meeting.attended if term in seats),
    }


def key_of_row(meeting: Meeting) -> object:
    """Tell meetings apart as an import does."""
    was_cancelled = meeting.status is Status.CANCELLED
    return frozenset(meeting.councils), meeting.type, meeting.starts_at, was_cancelled


def _yes(told: bool) -> str:  # noqa: FBT001 - a cell
    return "ja" if told else "nei"
