"""What we know of cases and rounds, from our views of them."""

import json
from collections.abc import Mapping

from councilkit.events import Event, decode
from councilkit.events.case_words import Party
from councilkit.events.cases import Due
from councilkit.events.councils import Language
from councilkit.inbox import Doc, Views
from notifier.domain.case_story import CaseStory, Told
from notifier.domain.round_news import RoundStory


class KnownCases:
    def __init__(self, views: Views) -> None:
        self._views = views

    async def get(self, case: str) -> CaseStory | None:
        """Tell a case; None if nobody has told us how it began."""
        doc = await self._views.get("cases", case)
        return _story(doc, await self._reporters(doc)) if doc and "reference" in doc else None

    async def round(self, round: str) -> RoundStory | None:
        """Tell a round; None if nobody has told us how it began."""
        doc = await self._views.get("rounds", round)
        return _round(doc) if doc and "council" in doc else None

    async def _reporters(self, doc: Doc) -> Mapping[str, str]:
        """Tell, by council, the term that raised the case, or one that has become a part of it."""
        own = {doc["origin"]: doc["reporter"]} if doc["reporter"] else {}
        found = await self._views.get_many("cases", doc["cases"]) if doc["cases"] else {}
        others = [await self._reporters(one) for one in found.values() if "reference" in one]
        return {council: term for one in others for council, term in one.items()} | own


def _story(doc: Doc, reporters: Mapping[str, str]) -> CaseStory:
    return CaseStory(
        id=doc["_id"],
        reference=doc["reference"],
        language=Language(doc["language"]),
        home=doc["origin"],
        homes=tuple(dict.fromkeys((doc["origin"], *doc["joined"]))),
        holder=doc["holder"],
        path=tuple(doc["path"]),
        hands=Party(**doc["hands"]),
        unit=doc["unit"],
        restricted=doc["restricted"],
        personal=doc["personal"],
        told=_told(doc["told"]),
        late=_told(doc["late"]),
        reporters=reporters,
    )


def _round(doc: Doc) -> RoundStory:
    return RoundStory(
        id=doc["_id"],
        council=doc["council"],
        to=tuple(doc["to"]),
        answered=frozenset(doc["answered"]),
        due=Due.model_validate(doc["due"]),
        told=_told(doc["told"]),
    )


def _told(entries: Mapping[str, Doc]) -> Mapping[str, Told]:
    read = {key: (entry["entry"], event_of(entry)) for key, entry in entries.items()}
    return {key: Told(entry, event) for key, (entry, event) in read.items() if event}


def event_of(entry: Doc) -> Event | None:
    return decode(entry["type"], json.dumps(entry["data"]).encode())
