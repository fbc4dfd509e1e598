"""What the pages of answers, agreements and the archive need from case-flow."""

from typing import Protocol

from portal.application.answers_out import AnswerOut, Appeals
from portal.application.resources import Card, Page


class Answers(Protocol):
    async def answers_out(self, token: str, *, of: str | None = None, cursor: str | None = None) -> Page[AnswerOut]:
        """Tell every answer that has not come home, the most overdue first; or those of a council and of all below."""
        ...

    async def appeals(self, token: str, council: str) -> Appeals:
        """Count what a council was asked as the level above, and what it said."""
        ...

    async def followed_up(self, token: str, *, council: str, cursor: str | None = None) -> Page[Card]:
        """Tell the cases that a council has met and in which something is agreed."""
        ...

    async def archive(self, token: str, case: str) -> bytes:
        """Give a case as an archive takes it: a ZIP of PDF/A, metadata and events."""
        ...
