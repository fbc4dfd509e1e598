from collections.abc import Sequence
from dataclasses import dataclass

from case_flow.application.records import Record, Records, Texts
from case_flow.domain.former import Former, remembers
from case_flow.domain.policy import READ_CARD, Acting
from case_flow.domain.transitions import FINISHED, State
from councilkit.inbox import In


@dataclass(frozen=True)
class Wanted:
    """Which cases: those that a council has been asked about, those in a state, those that are finished or are not."""

    council: str | None = None
    state: State | None = None
    over: bool | None = None

    @property
    def where(self) -> dict[str, object]:
        asked = {"councils": self.council, "state": self._states}
        return {name: value for name, value in asked.items() if value}

    @property
    def _states(self) -> In | None:
        fit = [one.value for one in State if self.state in (None, one) and self.over in (None, one in FINISHED)]
        return In(fit) if len(fit) < len(State) else None


async def list_cards(wanted: Wanted, *, before: int | None, limit: int, records: Records) -> Sequence[Record]:
    """Tell cases, the last changed first. Restricted ones are in no list."""
    return await records.find({**wanted.where, "restricted": False}, before=before, limit=limit)


async def list_remembered(
    wanted: Wanted, former: Sequence[Former], *, before: int | None, limit: int, records: Records
) -> Sequence[Record]:
    """Tell the cases that were raised while somebody sat who sits nowhere now, the last changed first."""
    councils = In(sorted({term.council for term in former if term.council}))
    found = [
        record
        async for record in records.every({"councils": councils, **wanted.where, "restricted": False})
        if remembers(former, record.case, record.raised) and (before is None or record.position < before)
    ]
    return found[:limit]


async def card_texts(cards: Sequence[Record], *, asker: Sequence[Acting] = (), records: Records) -> Texts:
    """Read the texts of many cards at once, as this asker may; without one, as everybody may."""
    allowed = [(card, {READ_CARD, *card.case.readable_for(asker)}) for card in cards]
    return await records.texts([text for card, kinds in allowed for text in card.texts(kinds, of_card=True)])
