"""A case for the archive, or for somebody who asks for access: one packed folder."""

import json
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from case_flow.application.archive.folder import Folder, SetPages, folder_of
from case_flow.application.archive.noark import metadata
from case_flow.application.known import Known
from case_flow.application.reading.read_case import Reading
from case_flow.application.records import Records
from case_flow.domain.policy import A
from councilkit.clock import Clock
from councilkit.ledger import Entry
from councilkit.wording import in_oslo

PAGES, METADATA, EVENTS = "sak.pdf", "metadata.json", "hendelser.jsonl"
PDF_A_2A = "fmt/476"
"""What the PRONOM register calls it."""


async def export_case(
    reading: Reading[A], *, records: Records, known: Known, set_pages: SetPages, clock: Clock
) -> bytes:
    """Pack what the asker may read of a case: no more, and nothing that was erased."""
    folder = await folder_of(reading, known=known, now=clock())
    pages, events = await set_pages(folder), _events(folder, await records.entries(reading.record.case.id))
    files = {PAGES: (PDF_A_2A, pages), EVENTS: ("application/jsonl", events)}
    told = json.dumps(metadata(folder, files), ensure_ascii=False, indent=2).encode()
    return _packed({PAGES: pages, METADATA: told, EVENTS: events}, folder)


def _events(folder: Folder, entries: Sequence[Entry]) -> bytes:
    """Write an event to a line, as the ledger has it, with the texts that the asker may read."""
    steps = {step.entry: step for step in folder.record.steps}
    lines = [
        {
            "id": entry.id,
            "type": entry.type,
            "time": entry.at.isoformat(),
            "actor": entry.actor,
            "data": json.loads(entry.data),
            "texts": folder.beside(steps[entry.id]),
        }
        for entry in entries
        if entry.id in steps
    ]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def _packed(files: dict[str, bytes], folder: Folder) -> bytes:
    packed = BytesIO()
    at = in_oslo(folder.made)
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            stamp = (at.year, at.month, at.day, at.hour, at.minute, at.second)
            archive.writestr(ZipInfo(f"{folder.record.case.reference}/{name}", stamp), content, ZIP_DEFLATED)
    return packed.getvalue()
