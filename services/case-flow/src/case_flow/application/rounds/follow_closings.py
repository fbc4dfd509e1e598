"""No round stays with a council that is no more: who came after it stands there, one command for each round."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from case_flow.application.following.each_once import each_once
from case_flow.application.following.follow_closings import ACTOR
from case_flow.application.known import Known
from case_flow.application.rounds.round_records import RoundRecords
from case_flow.application.rounds.rounds import KIND, Rounds
from case_flow.application.rounds.take_over_round import TakeOverRound, take_over_round
from case_flow.domain.refusals import WrongState
from councilkit.events import Item
from councilkit.events.rounds import RoundOpened, RoundTakenOver
from councilkit.events.structure import CouncilClosed
from councilkit.inbox import Done, Fate, Park
from councilkit.ledger import Call
from councilkit.refusals import Unavailable

WITHOUT_HEIR = "A council was closed that has no successor and none above it, and it takes part in rounds."


@dataclass(frozen=True)
class FollowClosingsOfRounds:
    """The follow-ups of closings, and of rounds that reached a council while its closing was on its way to us."""

    rounds: Rounds
    known: Known
    records: RoundRecords
    level: Callable[[], Awaitable[bool]]
    """Tells whether our views have taken in all that we, and the registry, have told."""

    async def at_council(self, event: CouncilClosed, item: Item) -> Fate:
        """Let the heir stand wherever the council stands."""
        async for round in each_once(lambda: self._rounds(event.council)):
            heir = await self.known.heir(event.council)
            if heir is None:
                return Park(WITHOUT_HEIR)
            await self._take_over(round, event.council, heir, item)
        return Done()

    async def at_round(self, event: RoundOpened | RoundTakenOver, item: Item) -> Fate:
        """Pass on what reached a council of whose end we had not heard yet."""
        reached = (event.council, *event.to, *event.copies) if isinstance(event, RoundOpened) else (event.to,)
        for council in reached:
            heir = await self.known.heir(council)
            if heir is None:
                return Park(WITHOUT_HEIR)
            if heir != council:
                await self._take_over(event.round, council, heir, item)
        return Done()

    async def _rounds(self, council: str) -> Sequence[str]:
        if not await self.level():
            raise Unavailable("We have not heard yet which rounds there are.")
        found = [record.round for record in await self.records.every({"councils": council})]
        return [round.id for round in found if round.is_with(council)]

    async def _take_over(self, round: str, closed: str, heir: str, item: Item) -> None:
        call = Call.following(item, f"take-over-{closed}", f"{KIND}-{round}", actor=ACTOR)
        with suppress(WrongState):  # it was done on another event's account
            await take_over_round(TakeOverRound(round, closed, heir), call, rounds=self.rounds)
