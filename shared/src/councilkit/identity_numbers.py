"""Finding Norwegian national identity numbers in what people write, in every kind and every usual spelling.

A number is told by its *pattern*: eleven digits, of which the first six can be a date of birth in one of the kinds in
use, or thirteen where the year is written in full. The check digits only say how certain we are: numbers issued from
2032 follow another rule than today's.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LENGTH = 11
WITH_FULL_YEAR = 13
_YEARS = range(1850, 2100)
_SEPARATORS = frozenset(" .-/_")
_MOST_BETWEEN = 3
_DATE, _MOST_AFTER_THE_DATE = 6, 5  # between a date of birth and the rest, people put almost anything
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Added to the month: H-numbers and Nav's test numbers 40, the health net's test numbers 65, synthetic numbers 80.
_MONTH_MARKS = (0, 40, 65, 80)
_DAY_MARKS = (0, 40)  # D-numbers
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
# How other things of eleven digits are set: a date and more, a date in ISO, a large sum.
_OTHER_SETTINGS = ((2, 2, 4), (1, 2, 4), (2, 1, 4), (1, 1, 4), (4, 2, 2), (2, 3, 3, 3))


@dataclass(frozen=True)
class IdentityNumber:
    """Where one stands. `certain`: its check digits are right by the rule until 2032; it is refused either way."""

    start: int
    end: int
    certain: bool


@dataclass(frozen=True)
class _Group:
    """Digits that stand together, with what stands before them since the last digit."""

    digits: str
    start: int
    end: int
    before: str


def identity_numbers(text: str) -> list[IdentityNumber]:
    """Find them all, as positions in the text as it is."""
    groups = list(_groups(text))
    found = (_number_from(groups[place:]) for place in range(len(groups)))
    return [number for number in found if number]


def _number_from(groups: list[_Group]) -> IdentityNumber | None:
    if groups[0].before.endswith("+") and groups[0].digits[0] != "0":
        return None  # a telephone number with its country; no country begins with 0
    taken: list[_Group] = []
    digits = ""
    for group in groups:
        if taken and not _joins(group.before, len(digits)):
            return None
        taken.append(group)
        digits += group.digits
        if found := _judged(digits, taken):
            return found
        if len(digits) > WITH_FULL_YEAR:
            return None
    return None


def _judged(digits: str, groups: list[_Group]) -> IdentityNumber | None:
    if len(digits) == WITH_FULL_YEAR and _has_full_year(digits, groups):
        return IdentityNumber(groups[0].start, groups[-1].end, _checks(digits[:4] + digits[6:]))
    setting = tuple(len(group.digits) for group in groups)
    if len(digits) != LENGTH or not _is_dated(digits) or any(setting[: len(s)] == s for s in _OTHER_SETTINGS):
        return None
    return IdentityNumber(groups[0].start, groups[-1].end, _checks(digits))


def _has_full_year(digits: str, groups: list[_Group]) -> bool:
    apart = len(groups) == 1 or len(groups[-1].digits) == WITH_FULL_YEAR - len("ddmmyyyy")
    return apart and int(digits[4:8]) in _YEARS and _is_dated(digits)


def _joins(between: str, digits: int) -> bool:
    if digits == _DATE and len(between) <= _MOST_AFTER_THE_DATE and not any(map(str.isalpha, between)):
        return True
    return len(between) <= _MOST_BETWEEN and _SEPARATORS.issuperset(between)


def _is_dated(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    months = [month - mark for mark in _MONTH_MARKS if 1 <= month - mark <= len(_DAYS_IN)]
    return any(1 <= day - mark <= _DAYS_IN[m - 1] for m in months for mark in _DAY_MARKS)


def _checks(digits: str) -> bool:
    return all(sum(w * int(d) for w, d in zip(weights, digits, strict=False)) % LENGTH == 0 for weights in _WEIGHTS)


def _groups(text: str) -> Iterator[_Group]:
    digits, between, start, end = "", "", 0, 0
    before = ""
    for place, sign in _signs(text):
        if sign.isdecimal():
            if not digits:
                before, between, start = between, "", place
            digits, end = digits + sign, place + 1
        else:
            if digits:
                yield _Group(digits, start, end, before)
                digits = ""
            between += sign
    if digits:
        yield _Group(digits, start, end, before)


def _signs(text: str) -> Iterator[tuple[int, str]]:
    """Spell a text as ASCII where numbers are concerned, each sign with its place; invisible signs fall away."""
    for place, character in enumerate(text):
        for sign in unicodedata.normalize("NFKC", character):
            if spelt := _ascii(sign):
                yield place, spelt


def _ascii(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category == "Zs" or sign in "\t\n\r":
        return " "
    if category == "Pd" or sign == "\N{MINUS SIGN}":
        return "-"
    return "" if category in {"Cf", "Mn"} else sign
