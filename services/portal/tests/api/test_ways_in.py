"""An invitation binds who brings it; an employee's code lets in who cannot sign in alone."""

import pytest

from portal.application.refusals import Refused
from portal.testing.house import PortalHouse
from portal.testing.people import CODE
from portal.testing.visitor import Visitor

INVITED = f"/invitasjon/{CODE}"


async def test_whoever_is_invited_signs_in_and_is_bound(visitor: Visitor, house: PortalHouse) -> None:
    page = await visitor.opens(INVITED)
    assert page.heading == "Velkommen til utvalget ditt"
    assert house.registry.accepted == []
    page = await visitor.sends(page)
    assert house.registry.accepted == [("lykt", CODE)]
    assert (page.heading, page.path) == ("Min side", "/mine-verv")


async def test_a_code_from_a_letter_is_typed(visitor: Visitor) -> None:
    page = await visitor.does("/invitasjon", code="  abcd EFGH-ijkl ")
    assert (page.heading, page.path) == ("Velkommen til utvalget ditt", "/invitasjon/abcd EFGH-ijkl")
    empty = await visitor.does("/invitasjon", code=" ")
    assert (empty.status, "Skriv koden" in empty.text) == (422, True)


async def test_the_code_stands_in_no_address_on_the_way(visitor: Visitor) -> None:
    page = await visitor.opens(INVITED)
    visitor.http.follow_redirects = False
    answer = await visitor.http.post(page.form.action, data=page.form.fields)
    assert (answer.status_code, CODE in answer.headers["Location"]) == (303, False)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("language", ["", "nn"])
async def test_an_invitations_page_is_kept_and_told_on_by_nobody(visitor: Visitor, method: str, language: str) -> None:
    await visitor.opens(f"/language/{language}?back=/")
    answer = await visitor.http.request("GET" if method == "HEAD" else method, INVITED)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


async def test_a_wrong_code_lets_nobody_in_and_says_what_to_do(visitor: Visitor, house: PortalHouse) -> None:
    house.issuer.person = "somebody-unknown"
    page = await visitor.sends(await visitor.opens("/invitasjon/made-up"))
    assert (page.status, page.heading) == (403, "Denne koden virker ikke")
    assert "/invitasjon" in page.links


async def test_nobody_is_bound_on_both_sides_of_a_council(visitor: Visitor, house: PortalHouse) -> None:
    house.registry.no = Refused(409, "other-side-of-the-table")
    page = await visitor.sends(await visitor.opens(INVITED))
    assert (page.status, page.heading) == (403, "Denne plassen er på den andre siden av bordet")


async def test_whoever_presses_an_old_invitation_and_is_known_comes_in(visitor: Visitor) -> None:
    page = await visitor.sends(await visitor.opens("/invitasjon/used-before"))
    assert page.heading == "Min side"


async def test_a_code_of_an_employee_begins_a_session_that_renews_itself(visitor: Visitor, house: PortalHouse) -> None:
    page = await visitor.does("/kode", code="abcd efgh ijkl mnop qrst")
    assert (page.path, "Modig Lykt (med kode)" in page.text) == ("/", True)
    house.clock.move(minutes=30)
    assert (await visitor.opens("/cases")).status == 200
    assert house.registry.exchanged == 0


async def test_a_vouched_session_ends_here_and_not_at_the_issuer(visitor: Visitor) -> None:
    home = await visitor.does("/kode", code=CODE)
    visitor.http.follow_redirects = False
    answer = await visitor.http.post("/sign-out", data=home.forms[0].fields)
    assert answer.headers["Location"] == "/"


async def test_a_wrong_code_of_an_employee_is_told_at_the_field(visitor: Visitor) -> None:
    page = await visitor.does("/kode", code="wrong")
    assert (page.status, "Denne koden virker ikke" in page.text) == (403, True)


@pytest.mark.parametrize("path", ["/kode", "/invitasjon", INVITED])
async def test_no_other_site_sends_these_forms(visitor: Visitor, house: PortalHouse, path: str) -> None:
    page = await visitor.opens(path)
    visitor.http.cookies.clear()  # another site's form brings no cookie of ours along
    sent = await visitor.sends(page, code=CODE)
    assert (sent.status, house.registry.accepted) == (403, [])
