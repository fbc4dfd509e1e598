"""What is sent and what comes back, noted line by line: the judge believes nothing else."""

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import httpx2

from councilkit.clock import Clock, utc_now

KEY, ACTING = "Idempotency-Key", "Acting-As"
OK = 300


class Notes:
    """A file of JSON lines, each of which is on the disk when `write` returns."""

    def __init__(self, path: Path, *, clock: Clock = utc_now) -> None:
        self.path = path
        self._clock = clock
        self._file = path.open("a", encoding="utf-8", newline="\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, **noted: object) -> None:
        self._file.write(json.dumps({"at": self._clock().isoformat(), **noted}) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def fault(self, sentence: str) -> None:
        self.write(fault=sentence)


class Noting(httpx2.AsyncBaseTransport):
    """Notes each try of a command before it is sent, and again when it is answered or not."""

    def __init__(self, onward: httpx2.AsyncBaseTransport, notes: Notes) -> None:
        self._onward = onward
        self._notes = notes
        self._tries: Counter[tuple[str, ...]] = Counter()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if KEY not in request.headers:
            return await self._onward.handle_async_request(request)
        noted = self._the_try(request)
        self._notes.write(**noted, outcome=None)
        try:
            answer = await self._onward.handle_async_request(request)
            await answer.aread()
        except httpx2.TransportError as error:
            self._notes.write(**noted, outcome={"status": None, "error": type(error).__name__})
            raise
        self._notes.write(**noted, outcome=_outcome(answer))
        return answer

    async def aclose(self) -> None:
        await self._onward.aclose()

    def _the_try(self, request: httpx2.Request) -> dict[str, object]:
        _, service, path = request.url.path.split("/", 2)
        actor, key = request.headers[ACTING], request.headers[KEY]
        self._tries[service, actor, key] += 1
        return {
            "service": service,
            "actor": actor,
            "key": key,
            "path": f"/{path}",
            "sent": self._tries[service, actor, key],
        }


def _outcome(answer: httpx2.Response) -> dict[str, object]:
    told = _body(answer)
    if answer.status_code < OK:
        return {"status": answer.status_code, "receipt": told.get("receipt")}
    return {"status": answer.status_code, "slug": str(told.get("type", "")).rpartition(":")[2]}


def _body(answer: httpx2.Response) -> Mapping[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
