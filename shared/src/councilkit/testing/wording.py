"""Sentences that some language lacks: of a package's code, and of the templates of its mails."""

from importlib.resources import files

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

_METHODS = [("mails/**.html", "jinja2"), ("mails/**.txt", "jinja2"), ("**.py", "python")]
_JINJA = {"newstyle_gettext": "true", "trim_blocks": "true", "silent": "false"}
_OPTIONS = {"mails/**.html": _JINJA, "mails/**.txt": _JINJA}
_KEYWORDS = {"_": None, "say": None, "ngettext": (1, 2)}
_ELSEWHERE = {"day": "%(day)s at %(time)s"}  # said by councilkit.wording for everybody


def untranslated(package: str) -> dict[str, set[str]]:
    """Tell, by language, the sentences that its catalogue lacks, those that it holds in vain, and what it says wrongly.

    What the code says is English. An empty answer for each language is what a test wants.
    """
    said = _said(package)
    return {language: _wrong(_catalogue(package, language), said) for language in ("nb", "nn")}


def _wrong(catalogue: Catalog, said: set[str]) -> set[str]:
    known = {_key(message.id) for message in catalogue if message.id and not message.context and _full(message.string)}
    unsure = {_key(message.id) for message in catalogue if message.id and (message.fuzzy or any(message.check()))}
    return (said ^ (known - set(_ELSEWHERE.values()))) - set(_ELSEWHERE.values()) | unsure


def _said(package: str) -> set[str]:
    found = extract_from_dir(str(files(package)), _METHODS, _OPTIONS, keywords=_KEYWORDS)
    return {_key(message) for _, _, message, _, _ in found}


def _catalogue(package: str, language: str) -> Catalog:
    with (files(package) / "locales" / f"{language}.po").open("rb") as po:
        return read_po(po, locale=language)


def _key(message: object) -> str:
    return str(message[0] if isinstance(message, (list, tuple)) else message)


def _full(string: object) -> bool:
    return all(string) if isinstance(string, (list, tuple)) else bool(string)
