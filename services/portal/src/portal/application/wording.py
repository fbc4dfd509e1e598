"""How things are said, in one language: sentences, labels of the domain's words, dates and times in Oslo."""

from collections.abc import Iterable, Mapping

from councilkit.wording import LANGUAGES, in_oslo
from portal.application.case_wording import CaseWording
from portal.application.duties import PROPOSED, Duty, DutyTask, Rule
from portal.application.life import Party
from portal.application.mandate import NUMBER_RULES, Number, Numbering
from portal.application.names import Directory
from portal.application.resources import CouncilName, Holding, UnitName
from portal.application.structure import Plan

Option = tuple[str, str, str]
"""A value, what it is called, and more about it."""

__all__ = ["LANGUAGES", "Wording", "in_oslo"]


class Wording(CaseWording):
    def place(self, holding: Holding) -> str:
        """Name it in full: a person who sits in two councils must not have to know their short codes."""
        if holding.council:
            return self.name(holding.council)
        return holding.unit.name if holding.unit else ""

    def holding(self, holding: Holding) -> str:
        """`leder i Lokalt brukerutvalg Larvik`, `svaransvarlig ved Nav Larvik`."""
        role = self.label("role", holding.role)
        if holding.council:
            return self.say("%(role)s in %(place)s", role=role, place=self.place(holding))
        if not holding.unit:
            return role
        return self.say("%(role)s at %(place)s", role=role, place=self.place(holding))

    def acting(self, holding: Holding) -> str:
        if holding.council or not holding.unit:
            return self.say("as %(holding)s", holding=self.holding(holding))
        return self.say("on behalf of %(place)s", place=self.place(holding))

    def button(self, action: str, holding: Holding) -> str:
        """`Send som leder i Lokalt brukerutvalg Larvik`."""
        return f"{self.label('button', action)} {self.acting(holding)}"

    def half(self, half: str) -> str:
        """`høsten 2026`, as `2026-2` is spoken of."""
        year, _, part = half.partition("-")
        return f"{self.label('half', part)} {year}"

    def duty(self, duty: Duty | DutyTask) -> str:
        """`Utvalgsmøter i 2026`."""
        return self.label("duty", duty.rule) % {"year": duty.year}

    def to_plan(self, task: DutyTask) -> str:
        """`Utvalgsmøter i 2026: 2 er ikke planlagt ennå`; of the yearly meeting there is only one."""
        return self.label("to_plan", task.rule) % {"year": task.year, "missing": task.missing}

    def rule(self, rule: Rule) -> str:
        """`Minst 4 utvalgsmøter i året`."""
        return self.label("rule", rule.rule) % {"required": rule.required}

    def explain(self, field: str, rule: str, within: Mapping[str, int] | None = None) -> str:
        """Why a field was not accepted, and what to do about it; `within` is between what its number lies."""
        if rule == "missing":
            return self.label("missing", field)
        if within and rule in NUMBER_RULES:
            return self.label("problem", "number-outside") % within
        return self._told("problem", field, rule)

    def mend(self, column: str, rule: str) -> str:
        """What to do about a cell of a table that stands in the way."""
        return self._told("mend", column, rule)

    def _told(self, context: str, field: str, rule: str) -> str:
        for word in (f"{rule} {field}", rule):  # the field may need words of its own
            if (known := self.label(context, word)) != word:
                return known
        return self.label(context, "other")

    def why(self, number: Number | Numbering, names: Directory) -> str:
        """Why a number is what it is: who says so, and whether that is only a proposal."""
        council = self.name(names.council(number.council))
        told = {"council": council, "version": number.version, "rule_set": number.rule_set}
        said = self.label("number-why", number.source) % told
        return f"{said} {self.label('status', number.status)}" if number.status == PROPOSED else said

    def whys(self, numbers: Iterable[Number | Numbering], names: Directory) -> list[str]:
        """Each reason once: mostly there is only one, and it need not stand at every number."""
        return list(dict.fromkeys(self.why(number, names) for number in numbers))

    def look(self, why: str) -> str:
        """Tell why somebody looked at a contact."""
        known = self.label("look", why)
        return self.label("look", "other") if known == why else known

    def options(self, context: str, words: Iterable[str]) -> list[Option]:
        """What a form offers to choose from, by the labels that words of the domain have."""
        return [(word, label[:1].upper() + label[1:], "") for word in words for label in [self.label(context, word)]]

    def plans(self, plans: Iterable[Plan]) -> list[Option]:
        """What is agreed for days to come, by the day as it is typed."""
        closes, changes = self.say("It is closed"), self.say("It is changed")
        return [
            (plan.on.isoformat(), f"{self.day(plan.on)}: {closes if plan.closes else changes}", "") for plan in plans
        ]

    def councils(self, councils: Iterable[CouncilName]) -> list[Option]:
        return [(council.id, self.name(council), "") for council in councils]

    def units(self, units: Iterable[UnitName]) -> list[Option]:
        return [(unit.number, unit.name, "") for unit in units]

    def party(self, party: Party, names: Directory) -> str:
        return self._who(party.council, party.unit, names)
