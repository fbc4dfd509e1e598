import pytest

from council_registry.application.reading.search import matches, words


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tønsberg", "Nav Tønsberg"),
        ("tonsberg", "Nav Tønsberg"),
        ("toensberg", "Nav Tønsberg"),
        ("TØNS", "Nav Tønsberg"),
        ("tøns nav", "Nav Tønsberg"),
        ("ås", "Nav Ås"),
        ("aas", "Nav Ås"),
        ("as", "Nav Ås"),
        ("ålesund", "Nav Aalesund"),
        ("værøy", "Nav Værøy"),
        ("vaeroy", "Nav Værøy"),
        ("cafe", "Café for brukere"),
        ("café", "Cafe\u0301 for brukere"),
        ("guovdageaidnu", "Nav Guovdageaidnu-Kautokeino"),
        ("kautokeino", "Nav Guovdageaidnu-Kautokeino"),
        ("karasjohka", "Nav Kárášjohka-Karasjok"),
        ("davvenarga", "Nav Davveŋárga"),
        ("lbu-tøn", "LBU-TØN"),
        ("0704", "0704 Nav Tønsberg"),
        ("07", "0704 Nav Tønsberg"),
        ("nav", "\U0001d4ddav Tønsberg"),
        ("", "Nav Tønsberg"),
        (" - ", "Nav Tønsberg"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(typed: str, name: str) -> None:
    assert matches(words(typed), words(name))


@pytest.mark.parametrize(
    ("typed", "name"), [("berg", "Nav Tønsberg"), ("tønsberg horten", "Nav Tønsberg"), ("704", "0704 Nav Tønsberg")]
)
def test_only_the_beginnings_of_words_are_found_and_all_of_them(typed: str, name: str) -> None:
    assert not matches(words(typed), words(name))


@pytest.mark.parametrize("typed", ["\u202eNav", "\U0001d4ddav", "نص", "💡", "ﬁ", "İ", "\x00", "a" * 10_000])
def test_words_in_any_script_break_nothing(typed: str) -> None:
    matches(words(typed), words("Nav Tønsberg"))
