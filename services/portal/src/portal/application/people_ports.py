"""What the pages of people, seats and imports need from the registry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from portal.application.importing import ImportPreview, ImportState
from portal.application.people import (
    Certificate,
    Code,
    Contact,
    Handover,
    Look,
    MySeat,
    Nomination,
    NominationCard,
    PostHolder,
    RegistryTask,
    Seats,
    Sitter,
    Vacancy,
)
from portal.application.resources import Page

if TYPE_CHECKING:
    from portal.application.ports import Order


@dataclass(frozen=True)
class Vouched:
    """A token for somebody whom an employee vouches for, and the code that keeps the session up."""

    token: str = field(repr=False)
    until: datetime
    stays: str = field(repr=False)


class People(Protocol):
    async def sitters(self, token: str, council: str) -> tuple[Sitter, ...]: ...

    async def seats(self, token: str, council: str) -> Seats: ...

    async def post_holders(self, token: str, place: str) -> tuple[PostHolder, ...]:
        """Give those who hold posts at a place: the path of a unit, or of an organisation."""
        ...

    async def contact_of(self, token: str, council: str, term: str) -> Contact: ...

    async def change_contact_of(self, token: str, council: str, term: str, body: Mapping[str, Any]) -> Contact: ...

    async def code(self, path: str, order: "Order") -> Code:
        """Have a code made that lets somebody in; the same order gets the same code."""
        ...

    async def erase(self, hold: str, order: "Order") -> None:
        """Have somebody forgotten for good, who is known by a term."""
        ...

    async def accept(self, id_token: str, code: str) -> None:
        """Bind who brings a code to the place that it was given for."""
        ...

    async def enter(self, code: str) -> Vouched:
        """Let in whom an employee vouches for, by the code that the employee gave."""
        ...

    async def stay(self, session: str) -> Vouched: ...

    async def vacancies(self, token: str, *, organisation: str) -> tuple[Vacancy, ...]: ...

    async def nominations(self, token: str, *, organisation: str) -> tuple[NominationCard, ...]: ...

    async def nomination(self, token: str, id: str) -> Nomination: ...

    async def handover(self, token: str, council: str, term: str) -> Handover: ...

    async def tasks(self, token: str) -> tuple[RegistryTask, ...]: ...


class Myself(Protocol):
    async def my_seats(self, token: str) -> tuple[MySeat, ...]: ...

    async def my_certificates(self, token: str) -> tuple[Certificate, ...]: ...

    async def certificate(self, token: str, meeting: str, *, language: str) -> bytes: ...

    async def my_contact(self, token: str) -> Contact: ...

    async def change_my_contact(self, token: str, body: Mapping[str, Any]) -> Contact: ...

    async def my_data(self, token: str) -> bytes: ...

    async def my_looks(self, token: str, *, cursor: str | None = None) -> Page[Look]: ...

    async def forget_me(self, token: str) -> None: ...


class Imports(Protocol):
    async def look_through(self, token: str, sheets: Mapping[str, str]) -> ImportPreview: ...

    async def enter_tables(self, sheets: Mapping[str, str], digest: str, order: "Order") -> ImportState: ...

    async def import_state(self, token: str, id: str) -> ImportState: ...

    async def export(self, token: str, sheet: str) -> bytes: ...
