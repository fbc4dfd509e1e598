"""Whom councils are made of, as counts that name nobody."""

from datetime import date
from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.application.people.composition import (
    RegionComposition,
    composition_of_council,
    composition_of_region,
)
from council_registry.domain.composition import Composition, counted_on
from council_registry.domain.person import Group
from council_registry.domain.refusals import NoSuchCouncil, NoSuchUnit
from councilkit.web import action
from councilkit.web.house_app import Reader
from councilkit.workdays import oslo_day

router = APIRouter(tags=["people"])


class CompositionShape(BaseModel):
    on: date = Field(description="The first day of the half-year: no other day is counted")
    sitting: int = Field(description="Those who speak for the users")
    groups: dict[Group, int | None] = Field(description="None: too few, or too few who are not, to tell of anybody")

    @classmethod
    def of(cls, composition: Composition, on: date) -> Self:
        return cls(on=on, sitting=composition.sitting, groups=dict(composition.groups))


class RegionCompositionShape(CompositionShape):
    councils: int
    led_by_users: int

    @classmethod
    def told(cls, region: RegionComposition, on: date) -> Self:
        return cls(
            **dict(CompositionShape.of(region.composition, on)),
            councils=region.councils,
            led_by_users=region.led_by_users,
        )


@router.get("/councils/{id}/composition", **action("read_composition", NoSuchCouncil))
async def council_composition(id: Id, _: Reader, service: Service) -> CompositionShape:
    day = counted_on(oslo_day(service.clock()))
    found = await composition_of_council(id, day, councils=service.councils, contacts=service.contacts)
    return CompositionShape.of(found, day)


@router.get("/regions/{number}/composition", **action("read_region_composition", NoSuchUnit))
async def region_composition(number: UnitNumber, _: Reader, service: Service) -> RegionCompositionShape:
    day = counted_on(oslo_day(service.clock()))
    found = await composition_of_region(number, day, directories=service.directories, contacts=service.contacts)
    return RegionCompositionShape.told(found, day)
