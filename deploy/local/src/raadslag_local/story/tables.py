"""The sample as the tables that its founder brings in."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from council_registry.adapters.packaged_units import packaged_units
from council_registry.domain.person import Channel, Group
from councilkit.events.councils import CouncilKind, PostRole, Side
from raadslag_local.story.sample import CouncilPlan, Sample, Sitting, address

EDITION = "2026-08"
YEARS_OF_A_TERM = 4

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def register(sample: Sample, *, begins: date, today: date) -> Tables:
    """Tell the rows of everything that is there when the story begins; always the same for the same days."""
    return _Register(sample, begins=begins, today=today).tables()


class _Register:
    def __init__(self, sample: Sample, *, begins: date, today: date) -> None:
        self._sample = sample
        self._today = today
        self._first, self._last = date(begins.year, 1, 1), date(begins.year + YEARS_OF_A_TERM - 1, 12, 31)
        self._shorts = {plan.short for plan in sample.councils}

    def tables(self) -> Tables:
        councils = self._sample.councils
        return {
            "units": list(_units()),
            "organisations": [
                {"name": name, "umbrella": one.umbrella} for name, one in self._sample.organisations.items()
            ],
            "councils": [self._council(plan) for plan in councils],
            "contacts": list(self._contacts()),
            "seats": [self._seat(plan, sitting) for plan in councils for sitting in plan.sittings()],
            "posts": list(self._posts()),
        }

    def _council(self, plan: CouncilPlan) -> Row:
        told = plan.model_dump(mode="json", include={"short", "level", "kind", "parent", "line", "language", "led_by"})
        names = {f"name_{language}": name for language, name in plan.names.model_dump().items()}
        return told | names | {"units": plan.units, "starts": self._day(plan.founded)}

    def _seat(self, plan: CouncilPlan, sitting: Sitting) -> Row:
        return {
            "council": plan.short,
            **sitting.model_dump(mode="json", include={"seat", "side", "role", "deputy_for"}),
            "person": address(sitting.name),
            "starts": self._day(plan.founded) or self._first.isoformat(),
            "ends": self._day(sitting.left) or self._last.isoformat(),
        }

    def _day(self, told: int | None) -> str | None:
        return None if told is None else (self._today + timedelta(days=told)).isoformat()

    def _posts(self) -> Iterator[Row]:
        sample = self._sample
        contact = sample.directorate_contact
        yield self._post(contact.name, PostRole.DIRECTORATE_CONTACT, unit=contact.unit)
        for unit, name in sample.answering_managers.items():
            yield self._post(name, PostRole.ANSWERING_MANAGER, unit=unit)
        for unit, name in sample.regional_officers.items():
            yield self._post(name, PostRole.REGIONAL_OFFICER, unit=unit)
        for name, short in sample.experience_consultants.items():
            if short in self._shorts:
                unit = sample.council(short).units[0]
                yield self._post(name, PostRole.EXPERIENCE_CONSULTANT, unit=unit, council=short)
        for organisation, one in sample.organisations.items():
            yield self._post(one.contact, PostRole.ORGANISATION_CONTACT, organisation=organisation)

    def _post(self, name: str, role: PostRole, **where: str) -> Row:
        days = {"starts": self._first.isoformat(), "ends": self._last.isoformat()}
        return {**where, "role": role.value, "person": address(name), **days}

    def _contacts(self) -> Iterator[Row]:
        """Tell everybody once; who sits in two councils is as in the first."""
        told: set[str] = set()
        for name, more in self._people():
            if name not in told:
                told.add(name)
                yield {"name": name, **self._contact(name, number=len(told)), **more}

    def _people(self) -> Iterator[tuple[str, Row]]:
        organisations = cycle(self._sample.organisations)
        for plan in self._sample.councils:
            for sitting in plan.sittings():
                more = self._speaks_for(plan, next(organisations), sitting) if sitting.side is Side.USER else {}
                yield sitting.name, {"language": self._sample.languages.get(sitting.name, plan.language), **more}
        for row in self._posts_by_name():
            yield row, {}
        for name, one in self._sample.organisations.items():
            yield one.contact, {"organisation": name}

    def _posts_by_name(self) -> Iterator[str]:
        sample = self._sample
        yield sample.directorate_contact.name
        yield from sample.answering_managers.values()
        yield from sample.regional_officers.values()
        yield from (name for name, short in sample.experience_consultants.items() if short in self._shorts)

    def _speaks_for(self, plan: CouncilPlan, organisation: str, sitting: Sitting) -> Row:
        if plan.kind is CouncilKind.YOUTH_COUNCIL:
            return {"groups": [Group.YOUTH]}
        if sitting.name == self._sample.unorganised:
            return {"groups": [Group.UNORGANISED]}
        return {"groups": [self._sample.organisations[organisation].groups], "organisation": organisation}

    def _contact(self, name: str, *, number: int) -> Row:
        """Tell how to reach somebody. No telephone in Norway has a number that begins so."""
        where = address(name)
        channel = Channel.PAPER if name in self._sample.on_paper else Channel.EMAIL
        phone = {"phone": f"000 {number // 1000:02} {number % 1000:03}", "phone_shared": True}
        return {"key": where, "email": where, "subject": where, "channel": channel, **phone}


def _units() -> Iterator[Row]:
    for unit in packaged_units(EDITION):
        yield {
            "number": unit.number,
            "name": unit.name,
            "kind": unit.kind.value,
            "parent": unit.parent,
            "line": unit.line,
        }
