"""An edition as our own view keeps it. The greeting stays in the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from councilkit.events import Item
from councilkit.events.newsletters import DigestDeclined, DigestWanted, EditionFrozen, EditionGreeted, EditionOpened
from councilkit.inbox import Doc, Views
from councilkit.ledger import Ledger
from councilkit.wording import LANGUAGES
from newsletter.domain.edition import Edition, State
from newsletter.domain.half import Half
from newsletter.domain.refusals import NoSuchEdition

VIEW = "editions"
NEEDED = ("nb", "nn")
"""The languages that the opening words are always written in."""


@dataclass(frozen=True)
class Record:
    edition: Edition
    greeting: str | None
    """The entry that the greeting stands beside."""

    sequence: int
    frozen_at: datetime | None = None

    @property
    def frozen(self) -> bool:
        return self.edition.state is State.FROZEN


class Records:
    def __init__(self, views: Views, ledger: Ledger) -> None:
        self._views = views
        self._ledger = ledger

    async def get(self, edition: str) -> Record:
        doc = await self._views.get(VIEW, edition)
        if doc is None:
            raise NoSuchEdition("There is no newsletter with this id.", field="path")
        return _record(doc)

    async def find(
        self, where: Mapping[str, object], *, before: tuple[str, str] | None = None, limit: int
    ) -> list[Record]:
        """Tell editions, the latest half-year first."""
        found = await self._views.find(VIEW, where, order="half", descending=True, after=before, limit=limit)
        return [_record(doc) for doc in found]

    async def greeting(self, record: Record) -> dict[str, str | None] | None:
        """Tell the opening words; None before they are written, and in English where nobody wrote any."""
        if record.greeting is None:
            return None
        texts = await self._ledger.texts([(record.greeting, language) for language in LANGUAGES])
        words = {language: texts[record.greeting, language] for language in LANGUAGES}
        return {language: text or ("" if language in NEEDED else None) for language, text in words.items()}


def follow_opened(_doc: Doc | None, event: EditionOpened, _item: Item) -> Doc:
    return {
        "half": event.half,
        "state": State.OPEN.value,
        "greeting": None,
        "frozen_at": None,
        "terms": [],
        "cases": [],
    }


def follow_greeted(doc: Doc | None, _event: EditionGreeted, item: Item) -> Doc:
    return {**(doc or {}), "greeting": item.id}


def follow_frozen(doc: Doc | None, event: EditionFrozen, item: Item) -> Doc:
    return {
        **(doc or {}),
        "state": State.FROZEN.value,
        "frozen_at": item.at.isoformat(),
        "terms": list(event.terms),
        "cases": list(event.cases),
    }


def follow_reader(_doc: Doc | None, event: DigestDeclined | DigestWanted, _item: Item) -> Doc:
    return {"wants": isinstance(event, DigestWanted)}


def _record(doc: Doc) -> Record:
    edition = Edition(
        doc["_id"],
        Half.named(doc["half"]),
        State(doc["state"]),
        greeted=doc["greeting"] is not None,
        terms=tuple(doc["terms"]),
        cases=tuple(doc["cases"]),
    )
    frozen_at = doc.get("frozen_at")  # what an earlier program made has none, until it is built anew
    return Record(edition, doc["greeting"], doc["sequence"], datetime.fromisoformat(frozen_at) if frozen_at else None)
