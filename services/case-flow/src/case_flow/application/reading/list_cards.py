from collections.abc import Sequence

from case_flow.application.records import Record, Records, Texts
from case_flow.domain.former import Former, remembers
from case_flow.domain.policy import READ_CARD, Acting
from case_flow.domain.transitions import State
from councilkit.inbox import In


async def list_cards(
    *, council: str | None, state: State | None, before: int | None, limit: int, records: Records
) -> Sequence[Record]:
    """Tell cases, of those that the council has been asked about and of those in the state, the last changed first.

    Restricted ones are in no list.
    """
    asked = {"councils": council, "state": state and state.value}
    where = {name: value for name, value in asked.items() if value}
    return await records.find({**where, "restricted": False}, before=before, limit=limit)


async def list_remembered(
    former: Sequence[Former], *, before: int | None, limit: int, records: Records
) -> Sequence[Record]:
    """Tell the cases that were raised while somebody sat who sits nowhere now, the last changed first."""
    councils = In(sorted({term.council for term in former if term.council}))
    found = [
        record
        async for record in records.every({"councils": councils, "restricted": False})
        if remembers(former, record.case, record.raised) and (before is None or record.position < before)
    ]
    return found[:limit]


async def card_texts(cards: Sequence[Record], *, asker: Sequence[Acting] = (), records: Records) -> Texts:
    """Read the texts of many cards at once, as this asker may; without one, as everybody may."""
    allowed = [(card, {READ_CARD, *card.case.readable_for(asker)}) for card in cards]
    return await records.texts([text for card, kinds in allowed for text in card.texts(kinds, of_card=True)])
