"""What becomes of an event: its handlers decide, and what they raise is turned into a fate."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import structlog
from pydantic import ValidationError

from councilkit.events import Event, Item, newest
from councilkit.inbox.fate import Done, Fate, Ignore, Park, Retry
from councilkit.ledger.refusals import Busy
from councilkit.refusals import Refusal, Unavailable

Handler = Callable[[Any, Item], Awaitable[Fate]]
"""Takes the effect of one event. It may be called again with the same event; then its effect must not double."""

PAUSES = (0.1, 0.3, 1, 3, 5, 10, 10)
"""Seconds between the tries of an event that a handler wants to retry: 30 in all, then it is parked."""

UNKNOWN_VERSION = "unknown-version"

log = structlog.get_logger(__name__)


class Handlers:
    """The handlers of a consumer, by event type; several of a type run in their order."""

    def __init__(
        self,
        handlers: Mapping[type[Event], Sequence[Handler]],
        *,
        span: Callable[[Item], AbstractContextManager[object]],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._handlers = {event.TYPE: list(several) for event, several in handlers.items()}
        self._kinds = {_kind(name) for name in self._handlers}
        self._span = span
        self._sleep = sleep

    def know(self, type: str) -> bool:
        """Tell whether there is a handler for events of this type."""
        return newest(type) in self._handlers

    async def cause_to_park(self, item: Item) -> str | None:
        """Let an event take its effect; tell why its stream must be set aside, if it must.

        Raises `Unavailable` when a database does not answer: that is no fate, and it is tried again without a limit.
        """
        fate = await self._fate(item)
        return fate.cause if isinstance(fate, Park) else None

    async def _fate(self, item: Item) -> Fate:
        if not self.know(item.type):
            return Park(UNKNOWN_VERSION) if _kind(item.type) in self._kinds else Ignore()
        cause = ""
        for pause in (*PAUSES, None):
            fate = await self._try(item)
            if not isinstance(fate, Retry):
                return fate
            cause = fate.cause
            if pause is not None:
                await self._sleep(pause)
        return Park(f"retried for {sum(PAUSES):.0f} s: {cause}")

    async def _try(self, item: Item) -> Fate:
        try:
            with self._span(item):
                return await self._handle(item)
        except Unavailable:
            raise  # no fate: the follower waits until the database is there again
        except Busy as busy:
            return Retry(busy.detail)
        except Refusal as refusal:
            return Park(f"{refusal.slug}: {refusal.detail}")
        except ValidationError as wrong:
            return Park(f"its data is not what its type says: {_told(wrong)}")
        except Exception as error:  # one event's fault must not stop the other streams
            log.exception("handler_failed", entry=item.id, type=item.type)
            return Park(f"{type(error).__name__} in a handler")

    async def _handle(self, item: Item) -> Fate:
        event = item.event()
        for handler in self._handlers[newest(item.type)]:
            fate = await handler(event, item)
            if isinstance(fate, Park | Retry):
                return fate
        return Done()


def _told(wrong: ValidationError) -> str:
    """Tell field and rule, and nothing of the value."""
    errors = wrong.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, error['loc'])) or 'all of it'}: {error['msg']}" for error in errors[:3])


def _kind(type_name: str) -> str:
    return type_name.rpartition(".v")[0]
