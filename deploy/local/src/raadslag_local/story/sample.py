"""The sample as it is written in `sample/`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from councilkit.events.cases import Line
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side, TermRole

PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "."})


class Sitting(BaseModel):
    """Someone who is to sit in a council."""

    name: str
    role: TermRole
    side: Side


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
    leader: str
    secretary: str
    members: list[str]
    met: list[int]
    meets: list[int] = Field(default_factory=list)
    annual: int | None = None
    """The day of this year's meeting with Nav's leader, if there is one."""

    def sittings(self) -> Iterator[Sitting]:
        yield Sitting(name=self.leader, role=TermRole.LEADER, side=self.led_by)
        yield Sitting(name=self.secretary, role=TermRole.SECRETARY, side=Side.NAV)
        for name in self.members:
            yield Sitting(name=name, role=TermRole.MEMBER, side=Side.USER)

    def person(self, role: str) -> str:
        return {"leader": self.leader, "secretary": self.secretary, "member": self.members[0]}[role]


class Step(BaseModel):
    """One thing that happened to a case; what more the command says stands beside it."""

    model_config = ConfigDict(extra="allow")

    do: Literal["agenda", "treat", "send", "receive", "return", "statement", "answer", "confirm", "dispute"]
    by: str
    after: int = 0
    meeting: int | None = None

    @property
    def says(self) -> Mapping[str, Any]:
        return self.model_extra or {}


class Reported(BaseModel):
    day: int
    by: str


class CasePlan(BaseModel):
    key: str
    council: str
    reported: Reported
    lines: list[Line]
    title: str
    short: str
    description: str
    step: list[Step]

    def written(self) -> dict[str, Any]:
        """What whoever raises it writes."""
        return self.model_dump(mode="json", include={"title", "short", "description", "lines"})


class Contact(BaseModel):
    name: str
    unit: str


class Sample(BaseModel):
    directorate_contact: Contact
    answering_managers: dict[str, str]
    languages: dict[str, Language] = Field(default_factory=dict)
    """Who reads another language than the council writes."""

    councils: list[CouncilPlan] = Field(validation_alias="council")
    cases: list[CasePlan] = Field(validation_alias="case")

    def council(self, short: str) -> CouncilPlan:
        return next(council for council in self.councils if council.short == short)


@cache
def sample() -> Sample:
    return Sample.model_validate(_read("councils") | _read("cases"))


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
