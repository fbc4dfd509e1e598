"""Organisations and their names, as they are read; who asks for one is told how it stands now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from council_registry.application.ports import ReadTexts
from council_registry.application.records import ORGANISATIONS, Records
from council_registry.domain.organisation import NAME, Organisation
from councilkit.ledger.entry import entry_id

MOST = 10_000


@dataclass(frozen=True)
class Named:
    organisation: Organisation
    name: str
    sequence: int


async def read_organisation(id: str, *, records: Records, texts: ReadTexts) -> Named:
    record = await records.get(ORGANISATIONS, id)
    names = await _names([record.state], texts)
    return Named(record.state, names[id], record.sequence)


async def list_organisations(*, records: Records, texts: ReadTexts) -> list[Named]:
    """Tell all of them by name: they are some hundreds."""
    found = await records.find(ORGANISATIONS, {}, limit=MOST)
    names = await _names([record.state for record in found], texts)
    named = [Named(record.state, names[record.state.id], record.sequence) for record in found]
    return sorted(named, key=lambda one: (one.name.casefold(), one.organisation.id))


async def names_of(ids: Collection[str], *, records: Records, texts: ReadTexts) -> Mapping[str, str]:
    """Tell the names of those that exist, by id."""
    return await _names((await records.all_of(ORGANISATIONS, ids)).values(), texts)


async def _names(organisations: Collection[Organisation], texts: ReadTexts) -> Mapping[str, str]:
    where = {one.id: (entry_id(f"organisation-{one.id}", one.named), NAME) for one in organisations}
    told = await texts(where.values())
    return {id: told[reference] or "" for id, reference in where.items()}
