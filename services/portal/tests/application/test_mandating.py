from datetime import date

import pytest

from portal.adapters.catalogues import wordings
from portal.application.forms import Form
from portal.application.mandate import GROUPS, NUMBERS, OWN, RULE_SET, Mandate, Number, Numbering
from portal.application.mandating import body, checked, fields

WRITTEN = {"starts": ["1.1.2027"], "status": ["agreed"]}


def a_mandate() -> Mandate:
    own = Number(name="meetings_a_year", value=6, least=1, most=60, status="agreed", source=OWN, version=2)
    common = Number(
        name="notice_days", value=14, least=1, most=60, status="proposed", source=RULE_SET, rule_set="S1-2018"
    )
    return Mandate(
        version=2,
        starts=date(2025, 1, 1),
        status="agreed",
        review_on=date(2028, 1, 1),
        numbers=(common, own),
        numbering=Numbering(value="permanent", status="proposed", source=RULE_SET),
    )


def test_a_new_version_begins_with_what_the_mandate_says_itself() -> None:
    assert fields(a_mandate(), wordings()["nb"]) == {
        "meetings_a_year": ["6"],
        "status": ["agreed"],
        "review_on": ["1. januar 2028"],
    }


def test_numbers_that_belong_together_stand_together() -> None:
    ((group, numbers),) = a_mandate().groups
    assert (group, [number.name for number in numbers]) == ("meetings", ["meetings_a_year", "notice_days"])


def test_every_number_belongs_somewhere_once() -> None:
    assert len(NUMBERS) == len(set(NUMBERS)) == sum(len(names) for names in GROUPS.values()) == 18


def test_a_number_that_is_left_out_is_left_to_those_above() -> None:
    assert body(Form("k", {**WRITTEN, "meetings_a_year": ["4"], "notice_days": [""]})) == {
        "starts": "2027-01-01",
        "ends": None,
        "review_on": None,
        "status": "agreed",
        "reference": None,
        "numbering": None,
        "numbers": {"meetings_a_year": 4},
    }


@pytest.mark.parametrize("number", ["fire", "-1", "4,5", "99999"])
def test_a_number_that_cannot_be_read_is_marked(number: str) -> None:
    form = checked(Form("k", {**WRITTEN, "notice_days": [number]}))
    assert form.errors == {"notice_days": "number-unreadable"}


def test_a_mandate_needs_a_day_and_whether_it_is_adopted() -> None:
    assert checked(Form("k")).errors == {"starts": "missing", "status": "missing"}
