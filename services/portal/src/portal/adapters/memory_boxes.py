"""Sealed boxes in memory, for tests and for a house without a database."""

from datetime import datetime


class MemoryBoxes:
    def __init__(self) -> None:
        self._boxes: dict[str, tuple[bytes, datetime]] = {}
        self._of: dict[str, str | None] = {}

    async def put(self, name: str, content: bytes, *, until: datetime, of: str | None = None) -> None:
        self._boxes[name] = (content, until)
        self._of[name] = of

    async def replace(self, name: str, content: bytes, *, until: datetime) -> bool:
        if name not in self._boxes:
            return False
        await self.put(name, content, until=until)
        return True

    async def get(self, name: str, *, now: datetime) -> bytes | None:
        content, until = self._boxes.get(name, (None, now))
        return content if until > now else None

    async def take(self, name: str, *, now: datetime) -> bytes | None:
        content = await self.get(name, now=now)
        await self.drop(name)
        return content

    async def drop(self, name: str) -> None:
        self._boxes.pop(name, None)

    async def drop_all(self, of: str) -> None:
        for name in [name for name, one in self._of.items() if one == of]:
            await self.drop(name)

    async def ready(self) -> None:
        return None
