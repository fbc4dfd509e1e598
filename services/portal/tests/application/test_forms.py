from portal.application.forms import Form, plain
from portal.application.refusals import Problem, Refused


def test_an_empty_field_is_missing() -> None:
    assert Form("k", {"title": ["  "], "short": ["Kort"]}).missing(["title", "short"]).errors == {"title": "missing"}


def test_a_refusal_is_told_at_the_field_it_is_about() -> None:
    no = Refused(422, "no-such-route", (Problem("no-such-route", "to"),))
    refused = Form("k").with_refusal(no, ["to", "reason"])
    assert (refused.errors, refused.whole) == ({"to": "no-such-route"}, ())


def test_a_refusal_of_no_field_is_told_of_the_whole() -> None:
    assert Form("k").with_refusal(Refused(409, "meeting-not-held"), ["outcome"]).whole == ("meeting-not-held",)


def test_a_refusal_of_a_field_that_is_not_asked_for_is_still_told() -> None:
    no = Refused(422, "invalid-input", (Problem("unknown-reference", "council"),))
    assert Form("k").with_refusal(no, ["title"]).whole == ("unknown-reference",)


def test_a_text_is_spelt_as_the_services_store_it() -> None:
    assert plain("  a\r\nb\rc å ") == "a\nb\nc å"
