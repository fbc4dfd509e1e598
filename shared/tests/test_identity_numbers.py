"""National identity numbers are found in every kind and spelling; what only looks like one to a counter is let be."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilkit.identity_numbers import identity_numbers

KINDS: dict[str, tuple[int, int]] = {  # what is added to the day, and to the month
    "birth number": (0, 0),
    "D-number": (40, 0),
    "H-number": (0, 40),
    "synthetic": (0, 80),
    "Nav test": (0, 40),
    "health net test": (0, 65),
    "synthetic D-number": (40, 80),
}

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FULL_WIDTH = str.maketrans({str(digit): chr(0xFF10 + digit) for digit in range(10)})
CIRCLED = str.maketrans("123456789", "①②③④⑤⑥⑦⑧⑨")

SPELLINGS: dict[str, Callable[[str], str]] = {
    "together": lambda n: n,
    "six and five": lambda n: f"{n[:6]} {n[6:]}",
    "with a dash": lambda n: f"{n[:6]}-{n[6:]}",
    "with a dash in air": lambda n: f"{n[:6]} - {n[6:]}",
    "with an en dash": lambda n: f"{n[:6]}–{n[6:]}",
    "with a minus sign": lambda n: f"{n[:6]}\u2212{n[6:]}",
    "with a non-breaking space": lambda n: f"{n[:6]}\u00a0{n[6:]}",
    "with a narrow space": lambda n: f"{n[:6]}\u202f{n[6:]}",
    "with an ideographic space": lambda n: f"{n[:6]}\u3000{n[6:]}",
    "with an invisible joiner": "\u200b".join,
    "with soft hyphens": "\u00ad".join,
    "with a tab": lambda n: f"{n[:6]}\t{n[6:]}",
    "over two lines": lambda n: f"{n[:6]}\n{n[6:]}",
    "as a date": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    "as a date with dashes": lambda n: f"{n[:2]}-{n[2:4]}-{n[4:6]}-{n[6:]}",
    "as a date with slashes": lambda n: f"{n[:2]}/{n[2:4]}/{n[4:6]} {n[6:]}",
    "three and two at the end": lambda n: f"{n[:6]} {n[6:9]} {n[9:]}",
    "digit by digit": " ".join,
    "like a bank account": lambda n: f"{n[:4]}.{n[4:6]}.{n[6:]}",
    "with a comma": lambda n: f"{n[:6]},{n[6:]}",
    "with a colon": lambda n: f"{n[:6]}: {n[6:]}",
    "with a star": lambda n: f"{n[:6]}*{n[6:]}",
    "with the date in brackets": lambda n: f"({n[:6]}) {n[6:]}",
    "with the rest in brackets": lambda n: f"{n[:6]} ({n[6:]})",
    "with a dash in wide air": lambda n: f"{n[:6]}  –  {n[6:]}",
    "after a plus": lambda n: f"+0{max(n[1], '1')}{n[2:6]} {n[6:]}",  # born on a day with one digit: there is no day 00
    "with the full year": lambda n: f"{n[:4]}19{n[4:]}",
    "with the full year as a date": lambda n: f"{n[:2]}.{n[2:4]}.19{n[4:6]} {n[6:]}",
    "with the full year and a dash": lambda n: f"{n[:2]}.{n[2:4]}.19{n[4:6]}-{n[6:]}",
    "full-width": lambda n: n.translate(FULL_WIDTH),
    "Arabic digits": lambda n: n.translate(ARABIC),
    "circled digits": lambda n: n.translate(CIRCLED),
}


def birthdays() -> st.SearchStrategy[date]:
    return st.dates(date(1900, 1, 1), date(2060, 12, 31))


def numbers() -> st.SearchStrategy[str]:
    """Any kind, any date, any five digits: what a number of 2032 will end in is not ours to know."""
    return st.builds(_number, birthdays(), st.sampled_from(sorted(KINDS)), st.integers(0, 99999))


def _number(born: date, kind: str, rest: int) -> str:
    day, month = KINDS[kind]
    return f"{born.day + day:02}{born.month + month:02}{born.year % 100:02}{rest:05}"


@given(numbers(), st.sampled_from(sorted(SPELLINGS)))
def test_a_number_of_any_kind_in_any_spelling_is_found(number: str, spelling: str) -> None:
    spelt = SPELLINGS[spelling](number)
    assert identity_numbers(spelt)
    assert identity_numbers(f"Hun heter noe, født {spelt}, og ringte.")


@given(numbers())
def test_it_is_pointed_to_where_it_stands(number: str) -> None:
    text = f"①② før {number[:6]}\u00a0{number[6:]} etter"
    (found,) = identity_numbers(text)
    assert text[found.start : found.end] == f"{number[:6]}\u00a0{number[6:]}"


@pytest.mark.parametrize("before", ["12 ", "2026-", "nr. 7 ", "tlf 22 04 70 00, ", "fnr", "(", "№"])
def test_digits_before_it_do_not_hide_it(before: str) -> None:
    assert identity_numbers(f"{before}010203 45678")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vi har ventet i 14 dager.",
        "22 04 70 00",
        "Ring 41 23 45 67 eller 412 34 567.",
        "+47 22 04 70 00",
        "+46 8 123 456 78",
        "004722047000",
        "22047000 og 55553333",
        "889 640 782",
        "Org.nr. 889640782 MVA",
        "Saksnummer 2026/12345",
        "sak 26-4821 og 26-4822",
        "26/123456-7",
        "2026/1234567",
        "12.03.2026 kl. 10.30-11.00",
        "12.03.2026 - 15.03.2026",
        "12.03.2026 - 15.3",
        "2026-03-12 10.30",
        "2010-12-31 123",
        "10 000 000 000 kroner",
        "11 125 000 000 kroner",
        "0102034567",
        "010203456789",
        "01020345678901234567",
        "32010345678",
        "01130345678",
        "00010345678",
        "30020345678",
        "8601.11.17947",
        "9999.99.99999",
        "3f2504e04f8911d39a0c",
        "0102, 03, 45678",
        "0,1 0,2 0,3 4,5 6,7 8",
        "NO93 8601 1117 947",
    ],
)
def test_other_numbers_are_let_be(text: str) -> None:
    assert identity_numbers(text) == []


@given(st.integers(80_000_000_0, 99_999_999_9), st.sampled_from(["", " ", "\u00a0"]))
def test_an_organisation_number_is_never_taken_for_one(number: int, between: str) -> None:
    spelt = between.join([str(number)[:3], str(number)[3:6], str(number)[6:]])
    assert identity_numbers(f"Org.nr. {spelt} er rett") == []


@given(st.integers(20_00_00_00, 99_99_99_99), st.booleans())
def test_a_telephone_number_is_never_taken_for_one(number: int, abroad: bool) -> None:  # noqa: FBT001 - made up
    digits = str(number)
    spelt = " ".join([digits[:2], digits[2:4], digits[4:6], digits[6:]])
    assert identity_numbers(f"Ring {'+47 ' if abroad else ''}{spelt}.") == []


@given(st.from_regex(r"[0-9]{4}\.[0-9]{2}\.[0-9]{5}", fullmatch=True))
def test_a_bank_account_is_refused_only_when_it_begins_like_a_date(account: str) -> None:
    day, month = int(account[:2]), int(account[2:4])
    date_like = 1 <= (day - 40 if day > 40 else day) <= 31 and any(1 <= month - mark <= 12 for mark in (0, 40, 65, 80))
    if not date_like:
        assert identity_numbers(account) == []


def test_among_ten_thousand_plain_sentences_hardly_any_is_stopped() -> None:
    chance = random.Random(2032)  # noqa: S311 - a made-up day at the office
    sentences = [_sentence(chance) for _ in range(10_000)]
    assert sum(bool(identity_numbers(sentence)) for sentence in sentences) < 50


def _sentence(chance: random.Random) -> str:
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(1500))
    phone = " ".join(f"{chance.randrange(20, 99)}" for _ in range(4))
    parts = [
        f"Møtet er {day:%d.%m.%Y} kl. {chance.randrange(8, 16):02}.{chance.choice(['00', '15', '30'])}.",
        f"Ring {phone}.",
        f"Sak {day:%y}-{chance.randrange(1000, 9999)} og sak {day.year}/{chance.randrange(1, 99999)}.",
        f"Org.nr. {chance.randrange(800, 999)} {chance.randrange(1000):03} {chance.randrange(1000):03}.",
        f"Det kostet {chance.randrange(1, 999)} {chance.randrange(1000):03} kroner.",
        f"I {day.year} kom {chance.randrange(10, 500)} av {chance.randrange(500, 5000)} brukere.",
    ]
    return " ".join(chance.sample(parts, 4))


@pytest.mark.parametrize(("number", "certain"), [("01010750160", True), ("01010750161", False)])
def test_check_digits_only_tell_how_certain_it_is(number: str, *, certain: bool) -> None:
    (found,) = identity_numbers(number)
    assert found.certain is certain
