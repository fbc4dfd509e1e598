import pytest

from case_flow.domain.numbering import Number, Series


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("LBU-TON 12/26", Number("LBU-TON", 12, 26), id="as we write it"),
        pytest.param("BU hjelpemidler 3/07", Number("BU hjelpemidler", 3, 7), id="a short code of two words"),
        pytest.param("12/26", None, id="a number without a council"),
        pytest.param("LBU-TON 012/26", None, id="spelled in another way"),
        pytest.param("LBU-TON 0/26", None, id="nobody begins with nought"),
        pytest.param("LBU-TON 12/2026", None, id="with its century"),
        pytest.param("PS 6/19 ", None, id="with a blank at its end"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, number: Number | None) -> None:
    assert Number.read(text) == number
    assert number is None or str(number) == text


def test_a_year_has_two_digits() -> None:
    assert str(Series("c", "LBU-TON", 2105).number(7)) == "LBU-TON 7/05"
