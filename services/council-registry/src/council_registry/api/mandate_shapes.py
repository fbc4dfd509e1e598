"""What is told of a council's mandate."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from council_registry.application.seats.read_mandate import MandatePage
from council_registry.domain.mandate import Mandate, Number, Source, Why
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import Numbering
from councilkit.web import AllowedAction


class WhyShape(BaseModel):
    """Who says it: this council's mandate, one above it with its version, or a rule set; and how binding that is."""

    status: RuleStatus
    source: Source
    council: str | None
    short: str | None
    version: int | None
    rule_set: str | None

    @classmethod
    def of(cls, why: Why) -> Self:
        return cls(**vars(why))


class NumberShape(WhyShape):
    name: str
    value: int
    least: int
    most: int

    @classmethod
    def number(cls, number: Number, page: MandatePage) -> Self:
        rule = page.rules.numbers[number.name]
        return cls(**vars(number.why), name=number.name, value=number.value, least=rule.least, most=rule.most)


class NumberingShape(WhyShape):
    value: Numbering

    @classmethod
    def numbering(cls, page: MandatePage) -> Self:
        value, why = page.numbering
        return cls(**vars(why), value=value)


class VersionShape(BaseModel):
    """A version of the mandate; `numbers` are those that it says itself."""

    version: int
    starts: date
    ends: date | None
    review_on: date | None
    status: RuleStatus
    reference: str | None
    own_numbers: dict[str, int]
    own_numbering: Numbering | None

    @classmethod
    def of(cls, mandate: Mandate, reference: str | None) -> Self:
        said = mandate.conditions
        return cls(
            version=mandate.version,
            starts=said.period.starts,
            ends=said.period.ends,
            review_on=said.review_on,
            status=said.status,
            reference=reference,
            own_numbers=dict(said.numbers),
            own_numbering=said.numbering,
        )


OF_VERSION = ("version", "starts", "ends", "review_on", "status", "reference")


class MandateShape(BaseModel):
    """What a council works under on a day. `version` and what belongs to it are null where it has no mandate then."""

    council: str
    version: int | None
    starts: date | None
    ends: date | None
    review_on: date | None
    status: RuleStatus | None
    reference: str | None
    numbers: list[NumberShape]
    numbering: NumberingShape
    history: list[VersionShape]
    actions: list[AllowedAction]

    @classmethod
    def page(cls, page: MandatePage, actions: list[AllowedAction]) -> Self:
        mandate = page.mandate
        said = VersionShape.of(mandate, page.references.get(mandate.version)) if mandate else None
        return cls(
            council=page.found.id,
            **{field: getattr(said, field, None) for field in OF_VERSION},
            numbers=[NumberShape.number(number, page) for number in page.numbers],
            numbering=NumberingShape.numbering(page),
            history=[VersionShape.of(one, page.references.get(one.version)) for one in page.found.council.mandates],
            actions=actions,
        )
