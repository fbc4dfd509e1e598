"""The catalogues: one .po file per language, read when the portal is built. Nynorsk falls back on bokmål."""

from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from portal.application.wording import LANGUAGES, Wording


@cache
def wordings() -> Mapping[str, Wording]:
    """Read every language. What English says is what the code says, so its catalogue holds only the labels."""
    read = {language: _translations(language) for language in LANGUAGES}
    read["nn"].add_fallback(read["nb"])
    return {language: Wording(language, translations) for language, translations in read.items()}


def _translations(language: str) -> NullTranslations:
    with (files("portal") / "locales" / f"{language}.po").open("rb") as po:
        catalogue = read_po(po, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(fp=compiled)
