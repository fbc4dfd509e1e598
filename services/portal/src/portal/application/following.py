"""What was agreed after an answer or in a meeting: as a form, and as a list between gatherings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from portal.application import days
from portal.application.forms import Form
from portal.application.life import FollowUp, Party
from portal.application.resources import Case, Council, Holding
from portal.application.sessions import Session
from portal.application.waiting import holders

AGREE, REPORT = "agree_follow_up", "report_follow_up"
COUNCIL, UNIT = "council", "unit"
PROGRESS: Final = ("planned", "under_way", "done", "dropped")
COLOURS: Final = {"planned": "neutral", "under_way": "info", "done": "success", "dropped": "neutral"}
FIELDS: Final = {COUNCIL: "responsible", UNIT: "responsible"}
"""Where the form asks for what case-flow calls otherwise."""
MANY: Final = ("involved", "informed")


@dataclass(frozen=True)
class Agreed:
    """One thing that was agreed, the case it belongs to, and the reader's own who may tell how far it is."""

    case: Case
    one: FollowUp
    tellers: tuple[Holding, ...] = ()

    @property
    def colour(self) -> str:
        return COLOURS.get(self.one.progress, "neutral")

    def over(self, today: date) -> bool:
        return not self.one.finished and self.one.ends < today


def agreed(case: Case, session: Session) -> list[Agreed]:
    """Tell what was agreed in a case, what is not finished before the others."""
    told = [Agreed(case, one, tuple(_tellers(case, one, session))) for one in case.follow_ups]
    return sorted(told, key=lambda found: (found.one.finished, found.one.ends))


def by_id(case: Case, id: str, session: Session) -> Agreed | None:
    return next((found for found in agreed(case, session) if found.one.id == id), None)


def _tellers(case: Case, one: FollowUp, session: Session) -> Iterable[Holding]:
    """Find the reader's own that may tell it: whoever is responsible for it, and the council that holds the case."""
    for held in holders(case.actions, REPORT, session):
        in_council = held.council is not None and held.council.id in (case.holder, one.responsible.council)
        at_unit = held.unit is not None and held.unit.number == one.responsible.unit
        if in_council or at_unit:
            yield held


def parties(case: Case, holder: Council) -> list[Party]:
    """Offer whom something may be agreed with: those that the case has met, the holder's units, and who is above it."""
    councils = [case.holder, case.origin, *case.joined, *(step.council for step in case.path)]
    councils += [*(step.to for step in case.path), holder.parent]
    units = [unit.number for unit in holder.units] + [step.unit for step in case.path]
    units += [part.unit for question in case.questions for part in question.parts]
    return [
        *(Party(council=id) for id in dict.fromkeys(councils) if id),
        *(Party(unit=number) for number in dict.fromkeys(units) if number),
    ]


def spelt(party: Party) -> str:
    """Spell a party as the value of a field."""
    return f"{COUNCIL}:{party.council}" if party.council else f"{UNIT}:{party.unit}"


def read(text: str) -> dict[str, str]:
    kind, _, id = text.partition(":")
    return {UNIT if kind == UNIT else COUNCIL: id}


def checked(form: Form) -> Form:
    return days.checked(form, ("what", "responsible", "starts", "ends"), ("starts", "ends"))


def body(form: Form) -> Mapping[str, Any]:
    """Spell an agreement as case-flow reads it."""
    return {
        "what": form.value("what"),
        "responsible": read(form.value("responsible")),
        **{name: [read(one) for one in form.values.get(name, ()) if one] for name in MANY},
        **{name: days.iso(form.value(name)) for name in ("starts", "ends")},
    }


def checked_report(form: Form) -> Form:
    return days.checked(form, ("progress",), ("ends",))


def report(form: Form) -> Mapping[str, Any]:
    """Spell as case-flow reads it how far something is; what was left empty is not sent."""
    told = {"progress": form.value("progress"), "note": form.value("note"), "ends": days.iso(form.value("ends"))}
    return {name: value for name, value in told.items() if value}


def parties_of(several: Iterable[Agreed]) -> tuple[set[str | None], set[str | None]]:
    """Find the councils and the units whose names a list needs."""
    found = [
        party for agreed in several for party in (agreed.one.responsible, *agreed.one.involved, *agreed.one.informed)
    ]
    return {party.council for party in found}, {party.unit for party in found}
