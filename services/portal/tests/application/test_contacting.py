from portal.application import contacting
from portal.application.forms import Form
from portal.application.people import Contact

KNOWN = Contact(name="Modig Lykt", email="modig.lykt@example.no", language="nn", groups=("youth",), protected=True)


def test_a_form_that_is_sent_as_it_was_changes_nothing() -> None:
    form = Form("k", contacting.fields(KNOWN))
    assert contacting.checked(form).wrong is False
    assert Contact.model_validate(contacting.body(form, KNOWN)) == KNOWN


def test_who_wants_mail_gives_an_address_and_who_wants_letters_need_not() -> None:
    fields = {**contacting.fields(KNOWN), "email": [""]}
    assert contacting.checked(Form("k", fields)).errors == {"email": "no-address"}
    assert contacting.checked(Form("k", {**fields, "channel": ["paper"]})).wrong is False


def test_a_secret_address_that_nobody_saw_is_not_made_open() -> None:
    fields = {name: given for name, given in contacting.fields(KNOWN).items() if name != "protected"}
    assert contacting.body(Form("k", fields), KNOWN)["protected"] is True


def test_ones_own_secret_address_may_be_made_open() -> None:
    fields = {name: given for name, given in contacting.fields(KNOWN).items() if name != "protected"}
    assert contacting.body(Form("k", fields), KNOWN, own=True)["protected"] is False
