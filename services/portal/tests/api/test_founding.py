"""A council is founded: first what kind and where, then its name and its offices."""

import pytest

from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

FORM = "/councils/new?kind=user_council&level=local&region=3800"
WRITTEN = {"name_nb": "Lokalt brukerutvalg Horten", "units": "0701", "language": "nb", "led_by": "user"}


async def test_an_office_without_a_council_leads_to_a_form_that_knows_it(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens("/enheter/0701")
    assert "Her er det ikke noe utvalg ennå." in page.text
    (link,) = [link for link in page.links if link.startswith("/councils/new")]
    form = (await visitor.opens(link)).form.fields
    assert (form["units"], form["level"], form["parent"]) == (["0701"], ["local"], ["rbu"])


async def test_a_council_is_founded_for_an_office(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    page = await visitor.does(FORM, **WRITTEN, short="lbu-hor", starts="1.1.2027")
    ((path, body),) = house.registry.told
    assert (path, body["short"], body["starts"], body["units"]) == ("/councils", "LBU-HOR", "2027-01-01", ["0701"])
    assert (body["kind"], body["level"], body["parent"]) == ("user_council", "local", "rbu")
    assert (page.heading, "Utvalget er opprettet" in page.text) == ("Lokalt brukerutvalg Horten", True)


async def test_it_is_first_asked_what_kind_of_council_it_is_and_where(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    page = await visitor.opens("/councils/new")
    assert "Hvilket nivå er det på?" in page.text
    assert "Hva heter utvalget på bokmål?" not in page.text
    answered = await visitor.opens("/councils/new?kind=user_council&level=central&region=")
    assert "Hva heter utvalget på bokmål?" in answered.text


async def test_an_officer_is_asked_for_the_own_region_only(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.opens("/councils/new?kind=youth_council&level=regional")
    assert "Nav Vestfold og Telemark" in page.text
    assert "Nav Oslo" not in page.text


async def test_what_is_missing_is_told_and_what_was_written_stays(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    page = await visitor.does(FORM, name_nb="Lokalt brukerutvalg Horten")
    assert page.status == 422
    for words in ("Velg minst ett kontor", "Velg hvem som leder utvalget", "Velg et språk"):
        assert words in page.text
    assert page.form.fields["name_nb"] == ["Lokalt brukerutvalg Horten"]


@pytest.mark.parametrize(
    ("slug", "field", "words"),
    [
        ("short-code-taken", "short", "Et annet utvalg har denne forkortelsen."),
        ("string-pattern-mismatch", "short", "Bruk store bokstaver"),
    ],
)
async def test_a_code_that_cannot_be_used_is_told(
    visitor: Visitor, house: PortalHouse, slug: str, field: str, words: str
) -> None:
    await visitor.signs_in("vind")
    house.registry.refuses = Refused(422, slug, (Problem(slug, field),))
    assert words in (await visitor.does(FORM, **WRITTEN, short="LBU-LAR")).text


async def test_nobody_else_founds_a_council(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert (await visitor.opens(FORM)).status == 403
