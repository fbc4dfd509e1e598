import pytest

from portal.application import following
from portal.application.forms import Form
from portal.application.life import Party


@pytest.mark.parametrize("party", [Party(council="lar"), Party(unit="5303")])
def test_a_party_is_read_as_it_is_spelt(party: Party) -> None:
    assert Party.model_validate(following.read(following.spelt(party))) == party


def test_an_agreement_is_spelt_as_case_flow_reads_it() -> None:
    written = {
        "what": ["Et skilt"],
        "responsible": ["unit:5303"],
        "informed": ["council:rbu", "council:lar"],
        "starts": ["1.12.2026"],
        "ends": ["31.1.2027"],
    }
    assert following.body(Form("k", written)) == {
        "what": "Et skilt",
        "responsible": {"unit": "5303"},
        "involved": [],
        "informed": [{"council": "rbu"}, {"council": "lar"}],
        "starts": "2026-12-01",
        "ends": "2027-01-31",
    }


def test_how_far_it_is_may_be_told_in_one_word() -> None:
    assert following.report(Form("k", {"progress": ["done"], "note": [""], "ends": [""]})) == {"progress": "done"}
