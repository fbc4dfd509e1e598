from portal.application.searching import CASES, COUNCILS, search


def test_what_is_empty_or_unknown_asks_for_nothing() -> None:
    asked = search({"q": " Horten ", "level": "", "page": "9"}, COUNCILS)
    assert (asked.values, asked.narrowed) == ({"q": "Horten"}, False)


def test_a_filter_beside_the_words_is_remembered_on_the_next_page() -> None:
    asked = search({"q": "Ål & Gol", "level": "local"}, COUNCILS)
    assert asked.narrowed
    assert asked.next("c=1") == "?q=%C3%85l+%26+Gol&level=local&cursor=c%3D1"


def test_a_query_asks_for_the_same_but_for_what_is_changed() -> None:
    asked = search({"council": "lar", "over": "true", "called": "26-1"}, CASES)
    assert asked.but(called="", council="rbu") == "?council=rbu&over=true"
    assert asked.but(called="", council="", over="") == ""


def test_of_a_very_long_search_the_beginning_counts() -> None:
    assert len(search({"q": "å" * 500}, COUNCILS).get("q")) == 100
