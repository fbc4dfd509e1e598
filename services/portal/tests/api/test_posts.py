"""Who holds the posts of an office and an organisation: they are shown, added, ended, and invited."""

import pytest

from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.people import CODE
from portal.testing.visitor import Page, Visitor

OFFICE, FFO = "/enheter/0701", "/organisasjoner/ffo"
NEW = f"{OFFICE}/posts/new"
WRITTEN = {"post": "employee", "name": "Stolt Furu", "starts": "1.1.2027"}
CONTACT = {"name": "Stolt Furu", "email": None, "phone": None, "language": "nb", "channel": "paper", "returns": False}


async def test_the_page_of_an_office_tells_who_does_what_and_since_when(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens(OFFICE)
    assert "Rolig Fjord Ansatt – siden 1. januar 2025 Har ikke logget inn ennå" in page.text
    acting = "acting=post3800regional_officer"
    for link in (f"{NEW}?{acting}", f"{OFFICE}/posts/p/end?{acting}", f"{OFFICE}/posts/p/invite?{acting}"):
        assert page.links.count(link) == 1


async def test_who_may_not_know_the_people_sees_the_roles(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens(OFFICE)
    assert "Ansatt siden 1. januar 2025" in page.text
    assert ("Rolig Fjord" in page.text, [link for link in page.links if "/posts/" in link]) == (False, [])


async def test_somebody_new_is_added_to_an_office(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    page = await visitor.does(NEW, **WRITTEN)
    body = {"role": "employee", "council": None, "starts": "2027-01-01", "ends": None, "contact": CONTACT}
    assert house.registry.posted == [("/units/0701/posts", body)]
    assert (page.path, "Personen er lagt til. Inviter den nye" in page.text) == (OFFICE, True)
    assert "siden 1. januar 2027" in page.text


async def test_somebody_who_is_known_takes_another_post(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    form = await visitor.opens(NEW)
    assert 'value="person-p"' in form.answer.text
    await visitor.sends(form, **WRITTEN | {"who": "person-p", "ends": "31.12.2028"})
    ((_, body),) = house.registry.posted
    assert (body["person"], body["ends"], "contact" in body) == ("person-p", "2028-12-31", False)


async def test_an_experience_consultant_reports_to_a_council_too(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    page = await visitor.does(NEW, **WRITTEN | {"post": "experience_consultant"})
    assert (page.status, "Velg utvalget som erfaringskonsulenten" in page.text) == (422, True)
    page = await visitor.sends(page, reports_to="rbu")
    assert house.registry.posted[0][1]["council"] == "rbu"
    assert "Rapporterer til Regionalt brukerutvalg" in page.text


async def test_nobody_else_reports_to_a_council(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    await visitor.does(NEW, **WRITTEN, reports_to="rbu")
    assert house.registry.posted[0][1]["council"] is None


@pytest.mark.parametrize(
    ("place", "words"),
    [(OFFICE, ("Eier for kommunen", "Erfaringskonsulent")), ("/enheter/9000", ("Kontaktperson i direktoratet",))],
)
async def test_each_kind_of_unit_has_its_own_posts(visitor: Visitor, place: str, words: tuple[str, ...]) -> None:
    await visitor.signs_in("sti")
    text = (await visitor.opens(f"{place}/posts/new")).text
    for word in ("Eier for kommunen", "Erfaringskonsulent", "Kontaktperson i direktoratet", "Fagansvarlig i regionen"):
        assert (word in text) == (word in words)


async def test_what_is_left_out_is_said_at_its_field(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    page = await visitor.does(NEW, starts="snart")
    assert (page.status, house.registry.posted) == (422, [])
    for words in ("Skriv et navn", "Velg hva personen skal være her", "Skriv dagen slik"):
        assert words in page.text


async def test_what_stands_in_the_way_is_told(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    house.registry.no = Refused(422, "wrong-place-for-post", (Problem("wrong-place-for-post", "role"),))
    page = await visitor.does(NEW, **WRITTEN)
    assert (page.status, "Denne oppgaven hører ikke til der." in page.text) == (422, True)
    assert 'id="post-error"' in page.answer.text


async def test_a_post_is_ended(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    page = await visitor.does(f"{OFFICE}/posts/p/end", on="31.12.2026")
    assert house.registry.posted == [("/units/0701/posts/p/end", {"on": "2026-12-31"})]
    assert (page.path, "Oppgaven er avsluttet" in page.text, "Ingen ennå." in page.text) == (OFFICE, True, True)
    assert (await visitor.opens(f"{OFFICE}/posts/made-up/end")).status == 404


async def invited(visitor: Visitor, place: str) -> Page:
    page = await visitor.does(f"{place}/posts/p/invite")
    assert page.status == 200
    return page


@pytest.mark.parametrize("place", [OFFICE, FFO])
async def test_whoever_gets_letters_is_let_in_with_a_code(visitor: Visitor, house: PortalHouse, place: str) -> None:
    await visitor.signs_in("sti")
    page = await invited(visitor, place)
    assert (page.heading, "abcd efgh" in page.text, CODE in page.path) == ("Koden er klar", True, False)
    assert (place in page.links, len(house.registry.codes_for)) == (True, 1)
    house.registry.mails = True
    assert (await invited(visitor, place)).heading == "Invitasjonen er på vei"


async def test_somebody_answers_for_an_organisation_and_then_no_more(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await visitor.opens(FFO)
    assert "Rolig Fjord Kontaktperson – siden 1. januar 2025, til 31. desember 2027" in page.text
    await visitor.does(f"{FFO}/posts/new", name="Stolt Furu", starts="1.1.2027")
    await visitor.does(f"{FFO}/posts/p/end", on="31.12.2026")
    assert house.registry.posted == [
        ("/organisations/ffo/posts", {"starts": "2027-01-01", "ends": None, "contact": CONTACT}),
        ("/organisations/ffo/posts/p/end", {"on": "2026-12-31"}),
    ]


async def test_the_officer_of_a_region_fills_no_post_at_an_organisation(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens(FFO)
    assert ("Kontaktperson siden 1. januar 2025" in page.text, "Rolig Fjord" in page.text) == (True, False)
    assert (await visitor.opens(f"{FFO}/posts/new")).status == 409
