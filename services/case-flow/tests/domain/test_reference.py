from datetime import date
from itertools import islice

from case_flow.domain.reference import as_called, proposed_references

DAY = date(2026, 11, 17)


def test_a_reference_can_be_said_on_the_phone() -> None:
    year, number = next(proposed_references("acase", DAY)).split("-")
    assert (year, len(number), number.isdigit()) == ("26", 4, True)


def test_the_same_case_is_proposed_the_same_references() -> None:
    assert list(islice(proposed_references("acase", DAY), 9)) == list(islice(proposed_references("acase", DAY), 9))


def test_references_grow_when_those_before_are_taken() -> None:
    lengths = [len(reference) for reference in islice(proposed_references("acase", DAY), 11)]
    assert lengths == [7] * 5 + [8] * 5 + [9]


def test_cases_spread_over_the_numbers() -> None:
    proposed = {next(proposed_references(f"case{number}", DAY)) for number in range(1000)}
    assert len(proposed) > 900


def test_a_case_is_called_the_same_however_somebody_types_it() -> None:
    typed = ["LBU-TON 12/26", " lbu-ton  12/26 ", "Lbu-Ton\u00a012/26"]
    assert {as_called(text) for text in typed} == {"lbu-ton 12/26"}
    assert as_called("LBU-TON 1/26") != as_called("LBU-TON 12/26")
