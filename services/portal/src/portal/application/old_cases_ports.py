"""What the pages need from case-flow of old cases that come as a table."""

from typing import TYPE_CHECKING, Protocol

from portal.application.resource import Resource

if TYPE_CHECKING:
    from portal.application.ports import Order


class NewCase(Resource):
    line: int
    council: str
    title: str
    state: str


class CaseProblem(Resource):
    line: int
    column: str | None = None
    rule: str


class Hint(Resource):
    """Words that hint at one person's own case, and where they stand."""

    line: int
    column: str
    start: int
    end: int


class CaseLook(Resource):
    new: tuple[NewCase, ...] = ()
    same: tuple[int, ...] = ()
    problems: tuple[CaseProblem, ...] = ()
    hints: tuple[Hint, ...] = ()
    digest: str


class Entered(Resource):
    cases: tuple[str, ...]


class OldCases(Protocol):
    async def look_at_cases(self, sheet: str, order: "Order") -> CaseLook:
        """Tell what would become of a table, in base64; nothing does."""
        ...

    async def enter_cases(self, sheet: str, digest: str, order: "Order", *, hints_seen: bool) -> tuple[str, ...]: ...
