import pytest

from portal.adapters.catalogues import wordings
from portal.application.counting import body, checked, fields
from portal.application.duties import DutiesSettings
from portal.application.forms import Form


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_the_form_shows_is_read_back_as_the_same(language: str) -> None:
    settings = DutiesSettings.model_validate(
        {"agreed": ["annual-meeting"], "meetings_a_year": 6, "counts_from": "2027-05-01", "quiet": True}
    )
    form = checked(Form("k", fields(settings, wordings()[language])))
    assert not form.wrong
    assert DutiesSettings.model_validate(body(form)) == settings


def test_an_empty_form_is_read_as_nothing_of_its_own() -> None:
    assert DutiesSettings.model_validate(body(checked(Form("k")))) == DutiesSettings()


@pytest.mark.parametrize("number", ["0", "-1", "4,5", "fire", "100", "٤"])
def test_a_number_that_no_year_has_room_for_is_asked_for_again(number: str) -> None:
    assert checked(Form("k", {"meetings_a_year": [number]})).errors == {"meetings_a_year": "number-unreadable"}
