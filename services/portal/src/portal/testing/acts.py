"""The links of mails in memory: a link's token is its name, and one of them has run out."""

from typing import Final

from portal.application.links import DECLINE, EXPIRED, UNKNOWN, WANT, Act
from portal.application.refusals import Away, Refused
from portal.testing.telling import MemoryTelling

OLD: Final = "run-out"


class MemoryActs(MemoryTelling):
    def __init__(self) -> None:
        self.links: dict[str, Act] = {}
        self.performed: list[tuple[str, str | None]] = []
        self.refuses: Refused | None = None  # what a link is told
        self.says_no: Refused | None = None  # what a command is told

    def permit(self) -> None:
        if self.says_no:
            raise self.says_no

    async def look(self, link: str) -> Act:
        if self.away:
            raise Away("acts")
        if link == OLD:
            raise Refused(410, EXPIRED)
        if link not in self.links:
            raise Refused(404, UNKNOWN)
        return self.links[link]

    async def perform(self, link: str, act: str | None = None) -> Act:
        found = await self.look(link)
        if act not in (None, DECLINE, WANT):
            raise Refused(422, "invalid-input")
        if self.refuses:
            raise self.refuses
        self.performed.append((link, act))
        self.links[link] = found.model_copy(update={"done": act != WANT})
        return self.links[link]
