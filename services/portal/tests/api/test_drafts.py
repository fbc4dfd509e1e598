"""A case is kept as it is written, for its writer alone, and becomes one case however often it is sent."""

from portal.testing.house import PortalHouse
from portal.testing.visitor import Page, Visitor

CASE: dict[str, str | list[str]] = {
    "title": "Forstår ikke brevene",
    "short": "Brevene er lange.",
    "description": "Mange ringer kontoret.",
    "lines": ["AT", "Y"],
}


async def begun(visitor: Visitor, **written: str | list[str]) -> Page:
    """Write something, and leave it for another day."""
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    return await visitor.sends(form, choice="later", **written)


async def test_what_is_begun_is_kept_and_can_be_gone_on_with(visitor: Visitor) -> None:
    page = await begun(visitor, title="Forstår ikke brevene", theme="letters")
    assert (page.path, page.heading) == ("/utkast", "Mine utkast")
    assert "Det du har skrevet, er lagret" in page.text
    assert "For Lokalt brukerutvalg Larvik" in page.text
    (draft,) = [link for link in page.links if link.startswith("/utkast/") and not link.endswith("/slett")]
    form = await visitor.opens(draft)
    assert form.form.fields["title"] == ["Forstår ikke brevene"]
    assert form.form.fields["theme"] == ["letters"]
    page = await visitor.sends(form, **CASE)
    assert "Saken er meldt inn" in page.text
    assert "Du har ingen utkast." in (await visitor.opens("/utkast")).text


async def test_nothing_at_all_is_not_kept(visitor: Visitor) -> None:
    page = await begun(visitor)
    assert (page.status, "#title" in page.links) == (422, True)


async def test_what_may_not_stand_there_is_told_at_its_field_and_not_kept(visitor: Visitor) -> None:
    page = await begun(visitor, title="Gjelder 01410012345")
    assert (page.status, "#title" in page.links) == (422, True)
    assert "Du har ingen utkast." in (await visitor.opens("/utkast")).text


async def test_while_the_service_is_away_the_text_stays(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    house.case_flow.away = True
    page = await visitor.sends(form, choice="later", title="Forstår ikke brevene")
    assert (page.status, page.form.fields["title"]) == (503, ["Forstår ikke brevene"])


async def test_nobody_else_sees_a_draft(visitor: Visitor) -> None:
    page = await begun(visitor, title="Forstår ikke brevene")
    (draft,) = [link for link in page.links if link.startswith("/utkast/") and not link.endswith("/slett")]
    await visitor.signs_in("kopp")
    assert "Forstår ikke brevene" not in (await visitor.opens("/utkast")).text
    assert (await visitor.opens(draft)).status == 404


async def test_a_draft_is_deleted_by_its_writer(visitor: Visitor) -> None:
    page = await begun(visitor, title="Forstår ikke brevene")
    (drop,) = [link for link in page.links if link.endswith("/slett")]
    page = await visitor.does(drop)
    assert "Utkastet er slettet" in page.text
    assert "Du har ingen utkast." in page.text


async def saved(visitor: Visitor, form: Page, **written: str | list[str]) -> Page:
    """Let the page keep what is written, as its script does."""
    address = f"/utkast/{form.form.fields['once'][0]}"
    return Page(await visitor.http.post(address, data=form.form.fields | written))


async def test_it_is_kept_while_it_is_written_and_told_in_a_few_words(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    said = await saved(visitor, form, title="Forstår")
    assert said.answer.text.strip() == "Lagret kl. 10.00. Bare du kan se det."
    await saved(visitor, form, title="Forstår ikke brevene")
    assert "Forstår ikke brevene" in (await visitor.opens("/utkast")).text
    assert "Du har begynt på 1 sak" in (await visitor.opens("/cases/new")).text


async def test_what_cannot_be_kept_while_it_is_written_says_where(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    said = await saved(visitor, form, short="Gjelder 01410012345")
    assert said.status == 422
    assert said.answer.text.strip().startswith("Ikke lagret ennå. Kort fortalt:")
    house.case_flow.away = True
    assert (await saved(visitor, form, title="Forstår")).status == 503


async def test_a_page_cannot_keep_words_under_the_key_of_another(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    answer = await visitor.http.post("/utkast/another", data=form.form.fields | {"title": "Forstår"})
    assert answer.status_code == 422
    assert "Du har ingen utkast." in (await visitor.opens("/utkast")).text


async def test_what_shall_be_kept_from_others_is_not_forgotten_in_a_draft(visitor: Visitor, house: PortalHouse) -> None:
    page = await begun(visitor, title="Forstår ikke brevene", basis="offl-13", until="1.5.2027")
    (draft,) = [link for link in page.links if link.startswith("/utkast/") and not link.endswith("/slett")]
    form = await visitor.opens(draft)
    assert (form.form.fields["basis"], form.form.fields["until"]) == (["offl-13"], ["1.5.2027"])
    await visitor.sends(form, **CASE)
    assert house.case_flow.bodies[-1]["restriction"] == {"basis": "offl-13", "until": "2027-05-01"}


async def test_a_case_that_is_kept_from_others_needs_a_reason_and_a_day(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/cases/new?acting=larleader", **CASE, basis="offl-13")
    assert (page.status, "#until" in page.links) == (422, True)


async def test_what_is_most_likely_is_filled_in_and_little_is_left_to_write(
    visitor: Visitor, house: PortalHouse
) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/cases/new?acting=larleader", **CASE)
    found = await house.case_flow.case("lykt", page.path.rpartition("/")[2])
    assert (found.phase, found.started_by, found.theme) == ("carrying_out", "users", None)
    assert "Slik det er i dag" in page.text


async def test_what_nav_raises_is_wanted_by_nav(visitor: Visitor) -> None:
    await visitor.signs_in("fjord")
    assert (await visitor.opens("/cases/new")).form.fields["started_by"] == ["nav"]
