import re
import zlib
from datetime import date

import pytest
from structlog.testing import capture_logs

from council_registry.adapters.typst_certificates import TypstCertificates
from council_registry.application.seats.certificates import Statement
from councilkit.events.councils import Language, Side

DAY = date(2026, 3, 2)


def said(name: str = "Modig Lykt", language: Language = Language.NB, side: Side = Side.USER) -> Statement:
    return Statement(language, name, side, DAY, ("Brukerutvalget i Skien",), "opplaeringskien6723456")


def opened(pdf: bytes) -> bytes:
    """Tell the parts of a PDF that are packed, unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompressobj().decompress(part) for part in packed if part[:1] == b"x")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("side", Side)
async def test_a_certificate_is_a_tagged_page_in_its_language(language: Language, side: Side) -> None:
    pdf = opened(await TypstCertificates()(said(language=language, side=side)))
    assert pdf.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part" in pdf
    assert b"/StructTreeRoot" in pdf
    assert f"/Lang({language})".encode() in pdf


async def test_a_name_is_no_markup() -> None:
    pdf = await TypstCertificates()(said('#panic("x") *Modig* $Lykt$ // \\ "'))
    assert b"pdfuaid:part" in opened(pdf)


@pytest.mark.parametrize("name", ["Modig 光", "Łukasz Ærlig Þorn", "שקט פיורד", "M" * 120])
async def test_whatever_script_a_name_has_there_is_a_certificate(name: str) -> None:
    with capture_logs() as logs:
        pdf = await TypstCertificates()(said(name))
    assert pdf.startswith(b"%PDF-1.7")
    assert name not in str(logs)
