from portal.application.hints import Piece, by_field, marked


def test_the_words_are_marked_where_they_stand() -> None:
    assert marked("Jeg fikk avslag i går", [(0, 15)]) == [Piece("Jeg fikk avslag", True), Piece(" i går", False)]  # noqa: FBT003 - marked or not


def test_overlapping_and_stray_spans_lose_no_text() -> None:
    text = "abcdef"
    assert "".join(piece.text for piece in marked(text, [(4, 99), (1, 3), (2, 5)])) == text


def test_hints_are_sorted_by_the_field_they_point_at() -> None:
    hints: list[dict[str, object]] = [
        {"field": "/short", "start": 0, "end": 3},
        {"field": "short", "start": 5, "end": 8},
        {"start": 1},
    ]
    assert by_field(hints) == {"short": [(0, 3), (5, 8)]}
