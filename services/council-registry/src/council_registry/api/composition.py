"""Whom councils are made of, as counts that name nobody."""

from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from council_registry.api.bodies import Day
from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.application.people.composition import (
    RegionComposition,
    composition_of_council,
    composition_of_region,
)
from council_registry.domain.composition import Composition
from council_registry.domain.person import Group
from council_registry.domain.refusals import NoSuchCouncil, NoSuchUnit
from councilkit.web import action
from councilkit.web.house_app import Reader
from councilkit.workdays import oslo_day

router = APIRouter(tags=["people"])

On = Annotated[Day | None, Query(description="The day that is told of; today unless told")]


class CompositionShape(BaseModel):
    sitting: int = Field(description="Those who speak for the users")
    groups: dict[Group, int | None] = Field(description="None: too few, or too few who are not, to tell of anybody")

    @classmethod
    def of(cls, composition: Composition) -> Self:
        return cls(sitting=composition.sitting, groups=dict(composition.groups))


class RegionCompositionShape(CompositionShape):
    councils: int
    led_by_users: int

    @classmethod
    def told(cls, region: RegionComposition) -> Self:
        return cls(
            **dict(CompositionShape.of(region.composition)), councils=region.councils, led_by_users=region.led_by_users
        )


@router.get("/councils/{id}/composition", **action("read_composition", NoSuchCouncil))
async def council_composition(id: Id, _: Reader, service: Service, on: On = None) -> CompositionShape:
    day = on or oslo_day(service.clock())
    found = await composition_of_council(id, day, councils=service.councils, contacts=service.contacts)
    return CompositionShape.of(found)


@router.get("/regions/{number}/composition", **action("read_region_composition", NoSuchUnit))
async def region_composition(number: UnitNumber, _: Reader, service: Service, on: On = None) -> RegionCompositionShape:
    day = on or oslo_day(service.clock())
    found = await composition_of_region(number, day, directories=service.directories, contacts=service.contacts)
    return RegionCompositionShape.told(found)
