"""Lets a consumer listen to a publisher, and look for itself whenever the bus may have told too little."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

import structlog

from councilkit.bus import News, Subscription
from councilkit.inbox import OtherHistory, Place
from councilkit.refusals import Unavailable

HEAD_CHECK = 30.0
"""Seconds after which a follower looks at its publisher's head, though the bus told nothing."""

LOOK_EVERY = 1.0
"""Seconds between looks for what an operator asks of a follower."""

ALARM_EVERY = 10.0
"""Seconds between looks whether a publisher with another history has begun a new epoch."""

PAUSE = 1.0
"""Seconds between tries while a database or a publisher is away."""

Step = Callable[[News | None], Awaitable[Place]]
"""Takes in what was heard, as `Follower.step` does."""

log = structlog.get_logger(__name__)


class Listener:
    """Takes one consumer's steps, and tells `stepped` the place after each.

    While `hurry` says so, the next follows at once.
    """

    def __init__(
        self, service: str, source: str, step: Step, *, hurry: Callable[[], bool], stepped: Callable[[Place], None]
    ) -> None:
        self._names = {"service": service, "source": source}
        self._step = step
        self._hurry = hurry
        self._stepped = stepped

    async def run(self, subscription: Subscription) -> None:
        """Listen without an end."""
        news: News | None = ()
        place, looked = Place(), monotonic()
        try:
            while True:
                reached = await self._take(news)
                if reached is None and news:
                    continue  # what was heard is taken in later; nothing of it is dropped
                looked = monotonic() if news == () or (reached or place) != place else looked
                place = reached or place
                wait = 0 if reached is None or self._hurry() else LOOK_EVERY
                news = await subscription.next(wait, place)
                if not news and (reached is None or monotonic() - looked > HEAD_CHECK):
                    news = ()
        finally:
            await subscription.close()

    async def _take(self, news: News | None) -> Place | None:
        """Take a step; None, after a while, if it has to be taken again."""
        try:
            place = await self._step(news)
        except Unavailable as away:
            log.warning("follower_waits", **self._names, cause=away.detail)
            await asyncio.sleep(PAUSE)
            return None
        except OtherHistory as alarm:
            log.critical("follower_stopped", **self._names, cause=str(alarm))
            await asyncio.sleep(ALARM_EVERY)
            return None
        self._stepped(place)
        return place
