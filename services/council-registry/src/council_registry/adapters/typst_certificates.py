"""Certificates as PDF, set by typst: tagged, as PDF/UA wants it."""

import asyncio
import json
import tomllib
from gettext import NullTranslations
from importlib.resources import files

import structlog
import typst

from council_registry.application.seats.certificates import Statement
from councilkit.wording import Wording

DATA = files("council_registry") / "data"

_log = structlog.get_logger(__name__)


class TypstCertificates:
    """Implements `SetCertificate`."""

    def __init__(self) -> None:
        self._page = (DATA / "certificate.typ").read_bytes()
        self._words = tomllib.loads((DATA / "certificate.toml").read_text(encoding="utf-8"))

    async def __call__(self, statement: Statement) -> bytes:
        return await asyncio.to_thread(self._set, json.dumps(self._said(statement)))

    def _set(self, words: str) -> bytes:
        try:
            return self._pdf(words, accessible=True)
        except typst.TypstError:
            # PDF/UA allows no character that no font here can draw; whose name has one gets a certificate all the same.
            _log.warning("certificate_without_standard", standard="ua-1")
            return self._pdf(words, accessible=False)

    def _pdf(self, words: str, *, accessible: bool) -> bytes:
        compiler = typst.Compiler(self._page, sys_inputs={"words": words})  # it is of no use after an error
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"] if accessible else [])
        if not isinstance(made, bytes):
            raise TypeError(made)
        return made

    def _said(self, statement: Statement) -> dict[str, object]:
        words = self._words[statement.language]
        day = Wording(statement.language, NullTranslations()).day(statement.day)
        return {
            "language": statement.language,
            "title": words["title"],
            "shown": words["shown"],
            "name": statement.name,
            "sentence": words[statement.side],
            "facts": [
                (words["day"], day),
                (words["councils"], ", ".join(statement.councils)),
                (words["number"], statement.number),
            ],
        }
