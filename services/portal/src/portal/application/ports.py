"""What the pages need from others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from portal.application.answering_ports import Answers
from portal.application.drafting import Writing
from portal.application.duties import Duty, DutyTask, Rule
from portal.application.editions import Digest, Edition, EditionTask
from portal.application.links import Acts
from portal.application.meeting_ports import Meetings
from portal.application.old_cases_ports import OldCases
from portal.application.people_ports import Imports, Myself, People
from portal.application.resources import (
    Accepted,
    Card,
    Case,
    Council,
    Me,
    Page,
    ServiceState,
    Task,
    UnitName,
)
from portal.application.rounds_ports import Rounds
from portal.application.structure_ports import Structure


@dataclass(frozen=True)
class Order:
    """Who orders a command, for which term or post, under which key, and on top of which sequence."""

    token: str
    acting: str
    key: str
    expected: int | None = None


@dataclass(frozen=True)
class AccessToken:
    token: str
    until: datetime


@dataclass(frozen=True)
class Identity:
    """What the outside issuer says of a person who signed in."""

    subject: str
    id_token: str
    until: datetime
    refresh_token: str | None = None


class Telling(Protocol):
    async def state(self) -> ServiceState: ...


class Commands(Protocol):
    async def do(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted: ...


class CaseFlow(Commands, Telling, Answers, OldCases, Rounds, Writing, Protocol):
    async def tasks(self, token: str) -> tuple[Task, ...]: ...

    async def cases(
        self,
        token: str,
        *,
        council: str | None = None,
        called: str | None = None,
        over: bool | None = None,
        cursor: str | None = None,
    ) -> Page[Card]:
        """Tell cases: of a council, called so by their reference or a number, finished or not."""
        ...

    async def case(self, token: str, id: str, *, since: str | None = None) -> Case: ...


class Registry(Commands, Telling, Structure, Meetings, People, Myself, Imports, Protocol):
    async def exchange(self, id_token: str) -> AccessToken: ...

    async def me(self, token: str) -> Me: ...

    async def council(self, token: str, id: str, *, since: str | None = None, on: date | None = None) -> Council:
        """Give the council with its seats as they are, or as they were on a day."""
        ...

    async def councils(
        self, token: str, *, level: str | None = None, parent: str | None = None, cursor: str | None = None
    ) -> Page[Council]: ...

    async def unit(self, token: str, number: str) -> UnitName: ...


class Newsletter(Commands, Telling, Acts, Protocol):
    async def tasks(self, token: str) -> tuple[EditionTask, ...]: ...

    async def editions(self, token: str, *, cursor: str | None = None) -> Page[Edition]: ...

    async def edition(self, token: str, id: str, *, since: str | None = None) -> Edition: ...

    async def digest(self, token: str, id: str, *, language: str, council: str | None = None) -> Digest:
        """Give the edition as somebody in that council reads it; without one, in the asker's own."""
        ...


class Notifier(Commands, Telling, Acts, Protocol):
    async def tasks(self, token: str) -> tuple[DutyTask, ...]: ...

    async def duties(self, token: str, *, since: str | None = None) -> tuple[Duty, ...]: ...

    async def rules(self, token: str) -> tuple[Rule, ...]: ...


@dataclass(frozen=True)
class Services:
    """The services that the pages stand on."""

    registry: Registry
    case_flow: CaseFlow
    newsletter: Newsletter
    notifier: Notifier

    @property
    def by_name(self) -> Mapping[str, Telling]:
        return {
            "case-flow": self.case_flow,
            "council-registry": self.registry,
            "newsletter": self.newsletter,
            "notifier": self.notifier,
        }


class Issuer(Protocol):
    """The outside OpenID Connect issuer that people sign in at."""

    async def address(self, *, state: str, nonce: str, challenge: str) -> str: ...

    async def redeem(self, *, code: str, verifier: str, nonce: str) -> Identity: ...

    async def refresh(self, refresh_token: str) -> Identity: ...

    async def sign_out_address(self, id_token: str) -> str | None: ...


class Boxes(Protocol):
    """Keeps sealed things under opaque names until a time."""

    async def put(self, name: str, content: bytes, *, until: datetime, of: str | None = None) -> None:
        """Put it there; `of` is an opaque name too, which several things may have, so that they can go together."""
        ...

    async def replace(self, name: str, content: bytes, *, until: datetime) -> bool:
        """Put it where something is already, and nowhere else; tell whether anything was."""
        ...

    async def get(self, name: str, *, now: datetime) -> bytes | None: ...

    async def take(self, name: str, *, now: datetime) -> bytes | None: ...

    async def drop(self, name: str) -> None: ...

    async def drop_all(self, of: str) -> None: ...
