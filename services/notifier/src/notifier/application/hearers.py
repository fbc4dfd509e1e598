"""Who of a council or a unit is told of its cases and rounds: as few as will see to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from councilkit.callers import Holding
from councilkit.events import Event
from councilkit.events.case_words import Party
from councilkit.events.councils import PostRole, TermRole
from councilkit.holdings import HeldTerm, Holdings
from notifier.application.recipients import IN_THE_CHAIR, Chain
from notifier.application.voices import voices
from notifier.domain.case_news import As, Ear, Pick
from notifier.domain.policy import ANSWERS

SECRETARIAT = (TermRole.SECRETARY, TermRole.COORDINATOR)
OWNERS = (*ANSWERS, PostRole.MUNICIPAL_OWNER)


class Story(Protocol):
    """What is known of a case or a round."""

    @property
    def reporters(self) -> Mapping[str, str]: ...


class Hearers:
    """Finds whom to tell, on a day."""

    def __init__(self, holdings: Holdings, on: date) -> None:
        self._holdings = holdings
        self._on = on

    async def of(self, ears: Iterable[Ear], event: Event, story: Story) -> list[Chain]:
        """Tell the terms and posts that hear of an event."""
        found: list[Chain] = []
        for ear, place in heard(ears, event, story):
            found += await self._at(place, ear.pick, story.reporters.get(place.council or ""))
        return found

    async def _at(self, place: Party, pick: Pick, reporter: str | None) -> list[Chain]:
        if place.unit and pick is Pick.OWNER:
            return await self._owner(place.unit)
        if place.unit:
            return await self.answering(place.unit, OWNERS if pick is Pick.OWNERS else ANSWERS)
        if place.council is None:
            return []
        if pick is Pick.USERS:
            return await self.users(place.council)
        if pick is Pick.SENDER and reporter:
            return await self._sender(reporter, place.council)
        return await self.desk(place.council)

    async def desk(self, council: str) -> list[Chain]:
        """Tell the secretary, and the leader, or whoever stands in for that."""
        sitting = await self._sitting(council)
        secretaries = frozenset(term.id for term in sitting if term.role in SECRETARIAT)
        return [*([(secretaries,)] if secretaries else []), *_chain(_in_the_chair(sitting))]

    async def users(self, council: str) -> list[Chain]:
        """Tell the first user's seat that can be reached: the leader's, or else the members'."""
        seats = await voices(self._holdings, [council], self._on)
        chair = _in_the_chair(seats)
        return _chain([*chair, frozenset(term.id for term in seats).difference(*chair)])

    async def answering(self, unit: str, roles: Collection[PostRole] = ANSWERS) -> list[Chain]:
        """Tell each who answers for a unit."""
        return [(frozenset({id}),) for id in await self._posted(unit, roles)]

    async def at(self, place: Party) -> list[Chain]:
        """Tell who sees to things at a council or a unit."""
        return await self._at(place, Pick.DESK, None)

    async def _owner(self, unit: str) -> list[Chain]:
        owners, answers = await self._posted(unit, [PostRole.MUNICIPAL_OWNER]), await self._posted(unit, ANSWERS)
        return _chain([frozenset(owners), frozenset(answers)])

    async def _posted(self, unit: str, roles: Collection[PostRole]) -> list[str]:
        return [post.id for post in await self._holdings.posted([unit], self._on) if post.role in roles]

    async def _sender(self, reporter: str, council: str) -> list[Chain]:
        if await self._holdings.over([reporter], self._on):
            return await self.desk(council)
        return [(frozenset({reporter}), *_in_the_chair(await self._sitting(council)))]

    async def _sitting(self, council: str) -> list[HeldTerm]:
        return await self._holdings.sitting([council], self._on)


def heard(ears: Iterable[Ear], event: Event, story: Story) -> list[tuple[Ear, Party]]:
    """Tell where somebody hears of an event, and as what."""
    return [(ear, place) for ear in ears for place in ear.at(event, story)]


def ear_of(ears: Sequence[Ear], event: Event, story: Story, holdings: Sequence[Holding]) -> tuple[As, Party]:
    """Tell as what somebody who holds these hears of an event, and where.

    The first ear that fits is it, as that asks most of them. Who stands in for whoever raised a case hears as they
    would, unless there is something else for them.
    """
    told = heard(ears, event, story)
    fits = [(ear, place, held) for ear, place in told for held in holdings if _is_told(held, place, ear.pick)]
    own = [fit for fit in fits if fit[0].pick is not Pick.SENDER or fit[2].id in story.reporters.values()]
    for ear, place, _ in (*own, *fits):
        return ear.who, place
    # It has moved on since the mail was planned.
    held = holdings[0] if holdings else None
    return ears[0].who, Party(council=held.council, unit=held.unit) if held else Party()


def _is_told(held: Holding, place: Party, pick: Pick) -> bool:
    owns = pick in (Pick.OWNER, Pick.OWNERS)
    return is_at(held, place) and (owns or held.role != PostRole.MUNICIPAL_OWNER)


def is_at(held: Holding, place: Party) -> bool:
    return held.unit == place.unit if place.unit else held.council is not None and held.council == place.council


def without(actor: str, chains: Iterable[Chain]) -> list[Chain]:
    """Leave out those chains that would reach whoever did it: they know."""
    return [chain for chain in chains if actor not in chain[0]]


def _in_the_chair(sitting: Sequence[HeldTerm]) -> list[frozenset[str]]:
    by_role = (frozenset(term.id for term in sitting if term.role is role) for role in IN_THE_CHAIR)
    return [link for link in by_role if link]


def _chain(links: Sequence[frozenset[str]]) -> list[Chain]:
    chain = tuple(link for link in links if link)
    return [chain] if chain else []
