"""How things are said in one language: a catalogue, and dates and times as people in Oslo write them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final, TypeVar

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from councilkit.workdays import OSLO

LANGUAGES: Final = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
_BABEL: Final = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


class Wording:
    """The words of one language. What code and templates say is English; the catalogue turns it."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self.translations = translations

    def say(self, message: str, **values: str) -> str:
        """Tell a sentence, with its values put in."""
        said = self.translations.gettext(message)
        return said % values if values else said

    def label(self, context: str, word: str) -> str:
        """Tell what a word of the domain is called where it stands in this context."""
        return self.translations.pgettext(context, word)

    def day(self, day: date) -> str:
        """Spell a date: `1. september 2023`."""
        pattern = "d MMMM y" if self.language == "en" else "d. MMMM y"
        return format_date(day, pattern, locale=_BABEL[self.language])

    def date_of(self, moment: datetime) -> str:
        """Spell the day that a moment lies on in Oslo."""
        return self.day(in_oslo(moment).date())

    def moment(self, moment: datetime) -> str:
        """Spell day and time in Oslo: `1. september 2023 kl. 14.00`."""
        local = in_oslo(moment)
        return self.say("%(day)s at %(time)s", day=self.day(local.date()), time=f"{local:%H.%M}")


W = TypeVar("W", bound=Wording)


def wordings(package: str, make: Callable[[str, NullTranslations], W]) -> Mapping[str, W]:
    """Read the catalogues `locales/<language>.po` of a package. Nynorsk falls back on bokmål.

    What English says is what the code says, so its catalogue holds only the labels.
    """
    read = {language: _translations(package, language) for language in LANGUAGES}
    read["nn"].add_fallback(read["nb"])
    return {language: make(language, translations) for language, translations in read.items()}


def written_in(language: str) -> str:
    """Tell the language that a wish for this one is met in; one that we do not write becomes bokmål."""
    return language if language in LANGUAGES else "nb"


def in_oslo(moment: datetime) -> datetime:
    """Tell a moment by the clocks of Oslo."""
    return moment.astimezone(OSLO)


def _translations(package: str, language: str) -> NullTranslations:
    with (files(package) / "locales" / f"{language}.po").open("rb") as po:
        catalogue = read_po(po, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(fp=compiled)
