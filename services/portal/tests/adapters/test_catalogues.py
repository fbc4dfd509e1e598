"""Every word on the screen is in the catalogues, and nothing else is."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from portal.adapters.catalogues import wordings
from portal.application.vocabulary import VOCABULARY

HOUSE = files("portal")
SHARED = files("councilkit") / "wording.py"
METHODS = [("templates/**.html", "jinja2"), ("application/**.py", "python")]
OPTIONS = {"templates/**.html": {"newstyle_gettext": "true", "trim_blocks": "true", "silent": "false"}}
KEYWORDS: Any = {"_": None, "say": None, "ngettext": (1, 2)}
LABELS = {(context, str(word)) for context, words in VOCABULARY.items() for word in words}


def said() -> set[str]:
    """What the templates and the wording say, in the words of the code."""
    own = {message for _, _, message, _, _ in extract_from_dir(str(HOUSE), METHODS, OPTIONS, keywords=KEYWORDS)}
    shared = {message for _, message, _, _ in extract_from_file("python", str(SHARED), keywords=KEYWORDS)}
    return {message if isinstance(message, str) else message[0] for message in own | shared}


def catalogue(language: str) -> Catalog:
    with (HOUSE / "locales" / f"{language}.po").open("rb") as po:
        return read_po(po, locale=language)


def translated(language: str) -> Iterator[Message]:
    for message in catalogue(language):
        complete = all(message.string) if isinstance(message.string, tuple) else message.string
        if message.id and complete and not message.fuzzy:
            yield message


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def test_the_templates_say_something() -> None:
    assert "My list" in said()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_sentence_is_in_the_catalogue_and_none_is_left_over(language: str) -> None:
    assert {key(message) for message in translated(language) if not message.context} == said()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_word_of_the_domain_has_a_label_and_none_is_left_over(language: str) -> None:
    assert {(message.context, key(message)) for message in translated(language) if message.context} == LABELS


def test_english_says_what_the_code_says() -> None:
    assert [key(message) for message in translated("en") if not message.context] == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_translation_names_what_the_sentence_names(language: str) -> None:
    for message in translated(language):
        assert not list(message.check()), message.id


@pytest.mark.parametrize(("context", "word"), sorted(LABELS))
def test_a_label_has_the_same_places_in_every_language(context: str, word: str) -> None:
    labels = [wording.label(context, word) for wording in wordings().values()]
    places = {frozenset(part.split(")")[0] for part in label.split("%(")[1:]) for label in labels}
    assert len(places) == 1
