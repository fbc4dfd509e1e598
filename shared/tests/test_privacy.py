"""Texts are guarded when they are made, and hints of an individual case are shown with their place."""

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from councilkit.privacy import Short, Text, Title, individual_case_hints

TITLE, SHORT, TEXT = (TypeAdapter[str](kind) for kind in (Title, Short, Text))


def rule(adapter: TypeAdapter[str], value: object) -> str:
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(value)
    (error,) = refused.value.errors()
    return error["type"]


@pytest.mark.parametrize("adapter", [TITLE, SHORT, TEXT])
def test_every_text_refuses_an_identity_number(adapter: TypeAdapter[str]) -> None:
    assert rule(adapter, "Født 010203 45678") == "national-identity-number"


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1f", "\x7f", "\x9f", "\u2028", "\u2029", "\u202e", "\u2067"])
def test_every_text_refuses_characters_that_fool(sign: str) -> None:
    for adapter in (TITLE, SHORT, TEXT):
        assert rule(adapter, f"a{sign}b") == "control-character"


def test_a_lone_surrogate_is_no_text() -> None:
    assert rule(TEXT, "a\ud800b") in {"control-character", "string_unicode"}


@pytest.mark.parametrize("value", ["", "   ", "\n\t\n", "\u00a0"])
def test_a_text_of_nothing_is_no_text(value: str) -> None:
    assert rule(TEXT, value) == "string_too_short"


@pytest.mark.parametrize(("adapter", "most"), [(TITLE, 120), (SHORT, 500), (TEXT, 10_000)])
def test_a_text_has_a_longest(adapter: TypeAdapter[str], most: int) -> None:
    assert adapter.validate_python("å" * most) == "å" * most
    assert rule(adapter, "å" * (most + 1)) == "string_too_long"


@pytest.mark.parametrize("value", [7, None, ["a"], b"\xff"])
def test_what_is_no_text_is_not_made_one(value: Any) -> None:  # noqa: ANN401 - anything at all
    with pytest.raises(ValidationError):
        TEXT.validate_python(value)


def test_a_long_text_keeps_its_lines_and_tabs() -> None:
    assert TEXT.validate_python(" en\r\nto\rtre\tfire \n") == "en\nto\ntre\tfire"


def test_a_title_becomes_one_line() -> None:
    assert TITLE.validate_python("  Ventetid\r\n på   telefon ") == "Ventetid på telefon"


def test_letters_are_composed_so_that_equal_words_are_equal() -> None:
    assert TITLE.validate_python("a\u030a") == "å"


def test_the_length_is_told_in_the_schema() -> None:
    class Body(BaseModel):
        title: Title

    assert Body.model_json_schema()["properties"]["title"] == {
        "maxLength": 120,
        "minLength": 1,
        "title": "Title",
        "type": "string",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jeg har klaget, men klagen min ble borte.", ["Jeg har klaget", "klagen min"]),
        ("Eg fekk avslag, og saka mi ligg der.", ["Eg fekk avslag", "saka mi"]),
        ("Hva skjer med SAKEN MIN?", ["SAKEN MIN"]),
        ("vedtaket\n  mitt", ["vedtaket\n  mitt"]),
        ("Mitt saksnummer er borte", ["Mitt saksnummer"]),
        ("søknaden min", ["søknaden min"]),
    ],
)
def test_words_about_ones_own_case_are_shown_where_they_stand(text: str, words: list[str]) -> None:
    hints = individual_case_hints(text)
    assert [hint.words for hint in hints] == words
    assert [text[hint.start : hint.end] for hint in hints] == words


@pytest.mark.parametrize(
    "text", ["Mange brukere får avslag.", "Rådet har søkt om midler.", "saken mindre", "Vi ønsker kortere ventetid."]
)
def test_words_about_everybodys_matter_are_no_hint(text: str) -> None:
    assert individual_case_hints(text) == []
