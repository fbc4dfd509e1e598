import pytest

from portal.application.forms import Form
from portal.application.reshaping import NEW_COUNCIL, OF_COUNCILS, OF_UNITS, RESHAPINGS, Reshaping

BY_VERB = {reshaping.verb: reshaping for reshaping in OF_COUNCILS}
CHARTER = {"name_nb": ["Lokalt brukerutvalg Horten"], "units": ["0701", "0704"], "language": ["nb"], "led_by": ["user"]}


def test_a_council_that_is_named_once_is_called_so_in_all_languages() -> None:
    names = BY_VERB["change"].body(Form("k", {**CHARTER, "on": ["1.1.2027"]}))["names"]
    assert set(names.values()) == {"Lokalt brukerutvalg Horten"}
    assert set(names) == {"nb", "nn", "en"}


def test_a_new_council_is_told_with_its_code_in_capitals() -> None:
    body = NEW_COUNCIL.body(Form("k", {**CHARTER, "short": ["lbu-hor"], "level": ["local"], "kind": ["user_council"]}))
    assert (body["short"], body["units"], body["parent"], body["starts"]) == ("LBU-HOR", ["0701", "0704"], None, None)


@pytest.mark.parametrize(
    ("written", "successors"),
    [
        ({}, []),
        ({"successor": ["b"]}, ["b"]),
        ({"successor": ["b"], "also": ["a", "b"]}, ["b", "a"]),
        ({"successor": [""], "also": ["a", "c"]}, ["a", "c"]),
    ],
)
def test_the_first_successor_takes_over_and_each_is_named_once(
    written: dict[str, list[str]], successors: list[str]
) -> None:
    body = BY_VERB["close"].body(Form("k", {"on": ["1.1.2027"], **written}))
    assert body == {"on": "2027-01-01", "successors": successors}


@pytest.mark.parametrize("reshaping", [one for one in (*OF_COUNCILS, *OF_UNITS) if "on" in one.required])
def test_whatever_changes_needs_a_day(reshaping: Reshaping) -> None:
    assert reshaping.checked(Form("k")).errors["on"] == "missing"


@pytest.mark.parametrize("reshaping", RESHAPINGS)
def test_every_field_that_a_form_needs_is_one_that_it_asks(reshaping: Reshaping) -> None:
    assert {*reshaping.required, *reshaping.days} <= set(reshaping.asks)
