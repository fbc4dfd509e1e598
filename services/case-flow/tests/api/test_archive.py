"""A case leaves the house as pages, metadata and events: what the asker may read, and nothing that was erased."""

import json
import re
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from case_flow.adapters.typst_pages import DATA, TypstPages
from case_flow.application.archive.folder import folder_of
from case_flow.application.ending.erase_text import EraseText
from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.application.hops.send_case import SendCase
from case_flow.application.reading.read_case import read_case
from case_flow.domain.evolve import BEGINNINGS, EFFECTS
from case_flow.domain.texts import TEXTS
from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR, OFFICE, REGION, VALLEY
from councilkit.callers import Holding
from councilkit.events.case_words import Basis, Restriction
from councilkit.events.cases import Wish
from councilkit.events.councils import Language


def opened(pdf: bytes) -> bytes:
    """Tell the parts of a PDF that are packed, unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompressobj().decompress(part) for part in packed if part[:1] == b"x")


async def taken_out(http: Http, case: str, by: Holding) -> dict[str, bytes]:
    answer = await http.by(by).get(f"/cases/{case}/export")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as packed:
        return {name.rpartition("/")[2]: packed.read(name) for name in packed.namelist()}


def of(files: dict[str, bytes]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Tell the metadata and the events."""
    events = [json.loads(line) for line in files["hendelser.jsonl"].splitlines()]
    return json.loads(files["metadata.json"])["saksmappe"], events


async def test_a_case_that_is_home_leaves_as_pages_metadata_and_events(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    files = await taken_out(http, case, HARBOUR.secretary)
    folder, events = of(files)
    pdf = opened(files["sak.pdf"])
    assert (b"pdfaid:part" in pdf, b"pdfuaid:part" in pdf, b"/Lang(nb)" in pdf) == (True, True, True)
    assert folder["tittel"] == REPORT.title
    assert folder["saksstatus"] == "Avsluttet"
    kinds = [post["journalposttype"] for post in folder["journalpost"]]
    assert kinds == [
        "Inngående dokument",
        "Utgående dokument",
        "Inngående dokument",
        "Organinternt dokument uten oppfølging",
    ]
    parties = [
        part["korrespondansepartNavn"] for post in folder["journalpost"] for part in post.get("korrespondansepart", [])
    ]
    assert parties == ["harbour", "harbour", OFFICE.number, OFFICE.number]
    [pages, told] = folder["journalpost"][-1]["dokumentbeskrivelse"]
    assert pages["dokumentobjekt"][0]["filstoerrelse"] == len(files["sak.pdf"])
    assert told["dokumentobjekt"][0]["referanseDokumentfil"] == "hendelser.jsonl"
    assert [event["type"] for event in events][-1] == "raadslag.case.answer-confirmed.v1"
    assert events[0]["texts"]["description"] == REPORT.description


async def test_what_was_erased_is_in_no_file(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case()
    [first] = await case_flow.service.records.entries(case)
    await case_flow.do(EraseText(case, first.id, "description"), HARBOUR.leader)
    files = await taken_out(http, case, HARBOUR.secretary)
    assert of(files)[1][0]["texts"]["description"] is None
    assert REPORT.description.encode() not in b"".join(files.values())


async def test_whoever_has_no_part_in_it_gets_its_card_only(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    _, events = of(await taken_out(http, case, VALLEY.leader))
    assert set(events[0]["texts"]) == {"title", "short"}


async def test_a_restricted_case_tells_by_what_law_and_leaves_only_for_those_with_a_part_in_it(
    http: Http, case_flow: Driver
) -> None:
    case = await case_flow.a_case()
    until = case_flow.now.date().replace(year=2028)
    await case_flow.do(RestrictCase(case, Restriction(basis=Basis.INTERNAL, until=until)), HARBOUR.leader)
    folder, _ = of(await taken_out(http, case, HARBOUR.secretary))
    assert folder["skjerming"] == {"skjermingshjemmel": "offl-14", "skjermingOpphoererDato": until.isoformat()}
    assert "offentligTittel" not in folder
    assert (await http.by(VALLEY.leader).get(f"/cases/{case}/export")).status_code == 404


async def test_a_copy_is_told_as_one(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await case_flow.do(SendCase(case, VALLEY.id, Wish.STATEMENT, "Dere har det samme."), HARBOUR.leader)
    folder, _ = of(await taken_out(http, case, HARBOUR.secretary))
    roles = {
        part["korrespondanseparttype"]: part["korrespondansepartNavn"]
        for part in folder["journalpost"][1]["korrespondansepart"]
    }
    assert roles == {"Avsender": HARBOUR.id, "Mottaker": VALLEY.id, "Kopimottaker": REGION.id}


async def test_no_text_is_markup_and_every_script_can_be_set(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    reading = await read_case(
        case, [HARBOUR.leader], records=case_flow.service.records, known=case_flow.service.known, now=case_flow.now
    )
    folder = await folder_of(reading, known=case_flow.service.known, now=case_flow.now)
    for text in ('#panic("x") *x* $x$ // \\ "', "שקט 光 Łukasz", "x" * 3000):
        for name in folder.texts:
            folder.texts[name] = text  # type: ignore[index]
        assert (await TypstPages()(folder)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("language", Language)
def test_there_are_words_for_whatever_can_happen_to_a_case(language: Language) -> None:
    words = TypstPages()._words[language]  # noqa: SLF001 - it is the table that is proven
    assert set(words["steps"]) == {event.__name__ for event in (*BEGINNINGS, *EFFECTS)}
    assert set(words["texts"]) == {name for texts in TEXTS.values() for name in texts}
    assert set(words["values"]) >= set(State) - {State.DRAFT}
    assert (DATA / "case.typ").is_file()
