"""The sample as it is written in `sample/`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Self

from pydantic import BaseModel, Field, TypeAdapter

from council_registry.domain.person import Group
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side, TermRole
from raadslag_local.story.cases import CasePlan
from raadslag_local.story.names import made_up

FIRST_MEMBER = 3
"""The seats before are the leader's and the secretary's."""

PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "."})


class Sitting(BaseModel):
    """Someone who is to sit in a council."""

    seat: str
    name: str
    role: TermRole
    side: Side
    deputy_for: str | None = None
    left: int | None = None
    """The day on which it ended early."""


class CouncilPlan(BaseModel):
    short: str
    names: Names
    level: Level
    kind: CouncilKind = CouncilKind.USER_COUNCIL
    parent: str | None = None
    units: list[str]
    line: str | None = None
    language: Language = Language.NB
    led_by: Side = Side.USER
    seats: int = 5
    """Of users, with the leader's if it is one of them; `deputies` of these have one."""

    deputies: int = 3
    leader: str
    leader_left: int | None = None
    """The day on which the leader's seat fell vacant."""

    secretary: str
    members: list[str]
    substitutes: list[str] = Field(default_factory=list)
    nav: str | None = None
    """The manager who sits in the council of the own office."""

    coordinator: str | None = None
    founded: int | None = None
    """The day, where it was not founded before the story."""

    met: list[int]
    meets: list[int] = Field(default_factory=list)
    annual: int | None = None
    """The day of this year's meeting with Nav's leader, if there is one."""

    joint: dict[int, list[str]] = {}
    """Who else takes part in the meeting of this number."""

    def sittings(self) -> Iterator[Sitting]:
        yield Sitting(seat="1", name=self.leader, role=TermRole.LEADER, side=self.led_by, left=self.leader_left)
        yield Sitting(seat="2", name=self.secretary, role=TermRole.SECRETARY, side=Side.NAV)
        for seat, name in enumerate(self.members, FIRST_MEMBER):
            yield Sitting(seat=f"{seat}", name=name, role=TermRole.MEMBER, side=Side.USER)
        for seat, name in enumerate(self.substitutes, FIRST_MEMBER):
            yield Sitting(seat=f"{seat}v", name=name, role=TermRole.DEPUTY, side=Side.USER, deputy_for=f"{seat}")
        if self.nav:
            yield Sitting(seat="nav", name=self.nav, role=TermRole.NAV_REPRESENTATIVE, side=Side.NAV)
        if self.coordinator:
            yield Sitting(seat="koordinator", name=self.coordinator, role=TermRole.COORDINATOR, side=Side.NAV)

    def filled(self, names: Iterator[str], managers: Mapping[str, str]) -> Self:
        """Let somebody sit in every seat."""
        written = len(self.members) + int(self.led_by is Side.USER)
        members = [*self.members, *islice(names, self.seats - written)]
        nav = managers[self.units[0]] if self.level is Level.LOCAL else None
        return self.model_copy(
            update={"members": members, "substitutes": list(islice(names, self.deputies)), "nav": nav}
        )


class Contact(BaseModel):
    name: str
    unit: str


class Organisation(BaseModel):
    """An organisation that users sit for; `groups` says as whom they are counted."""

    groups: Group
    umbrella: str | None = None
    contact: str = ""


class Sample(BaseModel):
    directorate_contact: Contact
    answering_managers: dict[str, str]
    regional_officers: dict[str, str] = Field(default_factory=dict)
    experience_consultants: dict[str, str] = Field(default_factory=dict)
    """By name, the council that each reports to."""

    organisations: dict[str, Organisation] = Field(default_factory=dict)
    unorganised: str = ""
    on_paper: list[str] = Field(default_factory=list)
    languages: dict[str, Language] = Field(default_factory=dict)
    """Who reads another language than the council writes."""

    councils: list[CouncilPlan] = Field(validation_alias="council")
    cases: list[CasePlan] = Field(validation_alias="case")

    def council(self, short: str) -> CouncilPlan:
        return next(council for council in self.councils if council.short == short)

    def everybody(self) -> set[str]:
        """Tell the names of all who hold something."""
        return {
            self.directorate_contact.name,
            *self.answering_managers.values(),
            *self.regional_officers.values(),
            *self.experience_consultants,
            *(one.contact for one in self.organisations.values() if one.contact),
            *(sitting.name for plan in self.councils for sitting in plan.sittings()),
        }

    def filled(self, names: Iterator[str]) -> Self:
        """Let somebody sit in every seat, and speak for every organisation."""
        councils = [plan.filled(names, self.answering_managers) for plan in self.councils]
        organisations = {
            name: one.model_copy(update={"contact": next(names)}) for name, one in self.organisations.items()
        }
        return self.model_copy(update={"councils": councils, "organisations": organisations})


@cache
def sample() -> Sample:
    cases = [case for file in ("local", "regional", "line", "central") for case in _read(f"cases/{file}")["case"]]
    written = Sample.model_validate(_read("councils") | {"case": cases})
    return written.filled(made_up(**_read("names"), taken=written.everybody()))


def without_stories() -> Sample:
    """The sample region on its first day: nobody has raised a case yet."""
    return sample().model_copy(update={"cases": []})


@cache
def journey_case() -> CasePlan:
    return CasePlan.model_validate(_read("journey")["case"])


@cache
def greeting() -> dict[str, str]:
    """Tell the newsletter's opening words by language."""
    return TypeAdapter(dict[str, str]).validate_python(_read("edition")["greeting"])


def address(name: str) -> str:
    """A person's e-mail address, which is also who they are at the local issuer."""
    return f"{name.lower().translate(PLAIN)}@example.no"


def _read(name: str) -> dict[str, Any]:
    text = (files("raadslag_local") / "sample" / f"{name}.toml").read_text(encoding="utf-8")
    whole: dict[str, Any] = _unwrapped(tomllib.loads(text))
    return whole


def _unwrapped(value: Any) -> Any:  # noqa: ANN401 - any TOML
    """Lines are broken where the file needs it; paragraphs are what is meant."""
    match value:
        case str():
            return re.sub(r"(?<!\n)\n(?!\n)", " ", value.strip())
        case list():
            return [_unwrapped(one) for one in value]
        case dict():
            return {key: _unwrapped(one) for key, one in value.items()}
    return value
