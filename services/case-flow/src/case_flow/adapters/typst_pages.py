"""The pages of a case as PDF, set by typst: to be kept, as PDF/A wants it, and tagged, as PDF/UA does."""

import asyncio
import json
import tomllib
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from importlib.resources import files
from typing import Any

import structlog
import typst

from case_flow.application.archive.folder import Folder
from case_flow.application.records import Step
from case_flow.domain.texts import TEXTS
from councilkit.wording import Wording, in_oslo

DATA = files("case_flow") / "data"
PLACES = ("council", "sender", "to", "unit")
DAYS = ("on", "until")
CODES = ("why", "stands", "outcome", "wish", "progress", "late")

_log = structlog.get_logger(__name__)


class TypstPages:
    """Implements `SetPages`."""

    def __init__(self) -> None:
        self._page = (DATA / "case.typ").read_bytes()
        self._words = tomllib.loads((DATA / "case.toml").read_text(encoding="utf-8"))

    async def __call__(self, folder: Folder) -> bytes:
        said = _Said(folder, self._words[folder.record.case.language])
        return await asyncio.to_thread(self._set, json.dumps(said.words()))

    def _set(self, words: str) -> bytes:
        try:
            return self._pdf(words, "a-2a", "ua-1")
        except typst.TypstError:
            # Neither standard allows a character that no font here can draw; whoever wrote one gets pages all the same.
            _log.warning("pages_without_standard", standards=["a-2a", "ua-1"])
            return self._pdf(words)

    def _pdf(self, words: str, *standards: Any) -> bytes:  # noqa: ANN401 - typst names them in a type of its own
        compiler = typst.Compiler(self._page, sys_inputs={"words": words})  # it is of no use after an error
        made = compiler.compile(format="pdf", pdf_standards=list(standards))
        if not isinstance(made, bytes):
            raise TypeError(made)
        return made


class _Said:
    """A folder in words."""

    def __init__(self, folder: Folder, words: Mapping[str, Any]) -> None:
        self._folder = folder
        self._words = words
        self._wording = Wording(folder.record.case.language, NullTranslations())

    def words(self) -> dict[str, Any]:
        record, made = self._folder.record, in_oslo(self._folder.made)
        title = self._folder.beside(record.steps[0]).get("title")
        parts = ("year", "month", "day")
        return {
            "language": record.case.language,
            "author": self._words["author"],
            "made": {part: getattr(made, part) for part in parts},
            "title": title or self._words["erased"],
            "facts": [(self._words["facts"][name], told) for name, told in self._facts() if told],
            "path": self._words["path"],
            "steps": [self._step(step) for step in record.path],
        }

    def _facts(self) -> Iterator[tuple[str, str]]:
        case = self._folder.record.case
        yield "reference", case.reference
        yield "numbers", ", ".join(case.numbers)
        yield "raised", self._wording.day(self._folder.record.raised)
        yield "origin", self._folder.named(case.origin)
        yield "joined", ", ".join(map(self._folder.named, case.joined))
        yield "holder", self._folder.named(case.holder)
        yield "state", self._called(case.state)
        yield "lines", ", ".join(map(self._called, case.lines))
        yield "phase", self._called(case.phase) if case.phase else ""
        yield "theme", self._called(case.theme) if case.theme else ""
        yield "restriction", self._called(case.restriction.basis) if case.restriction else ""

    def _step(self, step: Step) -> dict[str, Any]:
        said = self._words["steps"][type(step.event).__name__].format(**self._told(step))
        beside = self._folder.beside(step)
        texts = [(name, beside[name]) for name in TEXTS.get(type(step.event), ()) if name in beside and name != "title"]
        return {
            "day": self._wording.date_of(step.at),
            "said": said.strip(),
            "texts": [(self._words["texts"][name], text or self._words["erased"]) for name, text in texts],
        }

    def _told(self, step: Step) -> dict[str, str]:
        event: Any = step.event
        told = {name: self._folder.named(getattr(event, name, None)) for name in PLACES}
        told |= {name: getattr(event, name, None) or "" for name in ("into", "joined")}
        told["number"] = f"({number})" if (number := getattr(event, "number", None)) else ""
        told |= {name: self._called(getattr(event, name, "")) for name in CODES}
        told |= {name: self._wording.day(day) for name in DAYS if (day := getattr(event, name, None))}
        return told | ({"due": self._wording.day(event.due.on)} if getattr(event, "due", None) else {})

    def _called(self, code: object) -> str:
        return str(self._words["values"].get(str(code), code))
