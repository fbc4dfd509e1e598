"""What the directorate's contact does for everybody: adopts the duties, and sends the newsletter of a half-year."""

import asyncio
from datetime import date

from newsletter.domain.half import latest_ended
from raadslag_local.place import NEWSLETTER, NOTIFIER, REGISTRY
from raadslag_local.story.cast import DIRECTORATE, Cast
from raadslag_local.story.hands import Hands
from raadslag_local.story.sample import greeting

RULES = ("annual-meeting", "meetings-a-year")


class Directorate:
    """Does each of these once, however often it is asked for; `name` tells one telling from another."""

    def __init__(self, hands: Hands, cast: Cast, name: str) -> None:
        self._hands = hands
        self._contact = cast.actors[DIRECTORATE]
        self._name = name

    async def adopt(self) -> None:
        """Adopt what is proposed to be duties: from now on they alarm."""
        for rule in RULES:
            await self._do(f"{NOTIFIER}/rules/{rule}/adopt", {}, "adopt", rule)

    async def write(self, today: date) -> str:
        """Open the edition of the half-year that is over, and write its opening words; tell its id."""
        half = str(latest_ended(today))
        edition = await self._do(f"{NEWSLETTER}/editions", {"half": half}, "open", half)
        await self._do(f"{NEWSLETTER}/editions/{edition}/greet", greeting(), "greet", half)
        return edition

    async def send(self, edition: str) -> None:
        """Send it to all who want it."""
        await self._do(f"{NEWSLETTER}/editions/{edition}/freeze", {}, "freeze", edition)

    async def _do(self, path: str, says: dict[str, str], *key: str) -> str:
        return str((await self._hands.do(self._contact, path, says, key=(self._name, *key)))["id"])


async def let_duties_count(hands: Hands, cast: Cast, day: date) -> None:
    """Have the directorate's contact say that every council's duties count from this day on, though founded later."""
    by, body = cast.actors[DIRECTORATE], {"counts_from": day.isoformat()}
    await asyncio.gather(
        *(
            hands.do(by, f"{REGISTRY}/councils/{council}/counting", body, key=("counting", council))
            for council in cast.councils.values()
        )
    )
