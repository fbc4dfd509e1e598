"""Forms are read as a person without scripts reads them, and filled in with nothing that they do not ask for."""

import httpx2
import pytest

from raadslag_local.story.pages import NotOffered, Page

PAGE = """<html><body><form action="/sign-out"><input type="hidden" name="csrf" value="c"></form>
<h1>Send <em>saken</em></h1><form action="/cases/1/send">
<input type="hidden" name="csrf" value="c"><input type="hidden" name="once" value="k&amp;1">
<select name="to"><option value="">Velg</option><option value="rbu">Region</option></select>
<input type="radio" name="wish" value="answer" checked><input type="radio" name="wish" value="statement">
<input type="checkbox" name="lines" value="AT"><input type="checkbox" name="lines" value="Y">
<textarea name="reason">
&lt;Fordi&gt;
det er slik</textarea><button name="choice" value="send">Send</button></form></body></html>"""


def read(page: str) -> Page:
    return Page(httpx2.Response(200, text=page, request=httpx2.Request("GET", "http://portal.test/cases/1/send")))


def test_a_form_holds_what_stands_in_it() -> None:
    form = read(PAGE).form("once")
    assert form
    assert form.fields == {
        "csrf": ["c"],
        "once": ["k&1"],
        "to": [""],
        "wish": ["answer"],
        "reason": ["<Fordi>\ndet er slik"],
    }


def test_a_page_has_its_heading_and_all_of_its_forms() -> None:
    page = read(PAGE)
    assert page.heading == "Send saken"
    assert [form.action for form in page.forms] == ["/sign-out", "/cases/1/send"]
    assert page.form("password") is None


def test_what_is_written_takes_the_place_of_what_stood_there() -> None:
    form = read(PAGE).form("once")
    assert form
    filled = form.filled({"to": "rbu", "wish": "statement", "lines": ["AT", "Y"], "reason": "Nytt"})
    assert filled == {
        "csrf": ["c"],
        "once": ["k&1"],
        "to": ["rbu"],
        "wish": ["statement"],
        "lines": ["AT", "Y"],
        "reason": ["Nytt"],
    }


@pytest.mark.parametrize("written", [{"to": "sbu"}, {"wish": "gold"}, {"lines": ["AT", "H"]}, {"nothing": "asked"}])
def test_what_is_not_offered_cannot_be_chosen(written: dict[str, str | list[str]]) -> None:
    form = read(PAGE).form("once")
    assert form
    with pytest.raises(NotOffered):
        form.filled(written)


@pytest.mark.parametrize(("chosen", "stands"), [("", "a"), (" selected", "b")])
def test_a_list_shows_what_is_selected_or_its_first(chosen: str, stands: str) -> None:
    page = f'<form action="/"><select name="to"><option value="a"><option value="b"{chosen}></select></form>'
    assert read(page).forms[0].fields == {"to": [stands]}
