"""Digests as they are read: an edition's cases for readers of some councils, in their language."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from councilkit.cards import Card, Cards
from councilkit.clock import Clock
from councilkit.wording import Wording
from newsletter.application.known import Known, Places
from newsletter.application.records import Record, Records
from newsletter.application.where import where
from newsletter.domain.digest import Name, Section, Told, sections

KEPT = timedelta(minutes=1)
"""How long what is read for an edition serves its mails; a card erased since then is told for no longer than that."""

AT_ONCE = 4
"""Editions that are kept at the same time: one that is sent, and those that somebody reads meanwhile."""


@dataclass(frozen=True)
class CaseTold:
    """A case as a reader meets it. A text is None where it was erased."""

    id: str
    reference: str
    title: str | None
    short: str | None
    short_answer: str | None
    word: str
    origin: str
    origin_name: str
    where: str
    updated: datetime


@dataclass(frozen=True)
class Part:
    name: Name
    cases: tuple[CaseTold, ...]
    more: int


@dataclass(frozen=True)
class Digest:
    language: str
    greeting: str | None
    councils: tuple[str, ...]
    """What the reader's councils are called."""

    parts: tuple[Part, ...]

    @property
    def some(self) -> bool:
        """Tell whether there is any case in it."""
        return any(part.cases for part in self.parts)

    def brief(self, most: int) -> "Digest":
        """Tell it with so many characters of texts at most; the cases after that are told by their titles alone."""
        parts, left = [], most
        for part in self.parts:
            cases = []
            for case in part.cases:
                left -= len(case.short or "") + len(case.short_answer or "")
                cases.append(case if left >= 0 else replace(case, short=None, short_answer=None))
            parts.append(replace(part, cases=tuple(cases)))
        return replace(self, parts=tuple(parts))


@dataclass(frozen=True)
class _Material:
    """What all digests of an edition are made of, and those that were made of it."""

    record: Record
    told: Sequence[Told]
    cards: Mapping[str, Card]
    places: Places
    greeting: Mapping[str, str | None] | None
    read_at: datetime
    made: dict[tuple[frozenset[str], str], Digest] = field(default_factory=dict)


class Digests:
    def __init__(
        self, known: Known, records: Records, cards: Cards, wordings: Mapping[str, Wording], clock: Clock
    ) -> None:
        self._known = known
        self._records = records
        self._cards = cards
        self._wordings = wordings
        self._clock = clock
        self._kept: dict[str, _Material] = {}
        self._reading = asyncio.Lock()  # many mails are written at once, and one of them reads for all

    async def of(self, record: Record, councils: Collection[str], language: str) -> Digest:
        """Make an edition's digest for readers of these councils; raises `Unavailable` while cards cannot be read."""
        material = await self._material(record)
        key = (frozenset(councils), language)
        if key not in material.made:
            material.made[key] = _digest(material, councils, self._wordings[language])
        return material.made[key]

    async def _material(self, record: Record) -> _Material:
        async with self._reading:
            now, edition = self._clock(), record.edition.id
            fresh = {id: kept for id, kept in self._kept.items() if now - kept.read_at <= KEPT}
            found = fresh.pop(edition, None)
            if found is None or found.record != record:
                found = await self._read(record)
            self._kept = dict([*fresh.items(), (edition, found)][-AT_ONCE:])
            return found

    async def _read(self, record: Record) -> _Material:
        edition = record.edition
        told = await (
            self._known.told_of(edition.cases, edition.half) if record.frozen else self._known.told_in(edition.half)
        )
        return _Material(
            record,
            told,
            cards=await self._cards.cards([case.id for case in told]),
            places=await self._known.places(),
            greeting=await self._records.greeting(record),
            read_at=self._clock(),
        )


def _digest(material: _Material, councils: Collection[str], wording: Wording) -> Digest:
    readable = [case for case in material.told if case.id in material.cards]
    found = sections(readable, councils, material.places.parents)
    language = wording.language
    return Digest(
        language,
        greeting=_greeting(material.greeting, language) if material.greeting else None,
        councils=tuple(sorted(material.places.council(council, language) for council in councils)),
        parts=tuple(_part(section, material, wording) for section in found),
    )


def _greeting(words: Mapping[str, str | None], language: str) -> str | None:
    """Give the opening words, in bokmål to who reads a language that nobody wrote them in."""
    return words["nb"] if words[language] is None else words[language]


def _part(section: Section, material: _Material, wording: Wording) -> Part:
    cases = tuple(_told(material.cards[case], material.places, wording) for case in section.cases)
    return Part(section.name, cases, section.more)


def _told(card: Card, places: Places, wording: Wording) -> CaseTold:
    return CaseTold(
        id=card.id,
        reference=card.reference,
        title=card.title,
        short=card.short,
        short_answer=card.short_answer,
        word=card.word,
        origin=card.origin,
        origin_name=places.council(card.origin, wording.language),
        where=where(card, places, wording),
        updated=card.updated,
    )
