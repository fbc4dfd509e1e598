from portal.testing.visitor import Page, Visitor

CASE = {
    "title": "Svar på søknader",
    "short": "Jeg fikk avslag og skjønte ikke hvorfor.",
    "description": "Brevet var på fire sider.\n\nMin sak er sikkert ikke den eneste.",
    "lines": "Y",
}


async def pause(visitor: Visitor) -> Page:
    await visitor.signs_in("lykt")
    return await visitor.does("/cases/new?acting=larleader", **CASE)


async def test_the_writer_is_asked_to_look_once_more_with_the_words_marked(visitor: Visitor) -> None:
    page = await pause(visitor)
    assert page.heading == "Se på dette en gang til"
    assert "<mark>Jeg fikk avslag</mark> og skjønte" in page.answer.text
    assert "<mark>Min sak</mark> er sikkert" in page.answer.text
    assert "Ring Nav på 55 55 33 33, eller gå til Nav-kontoret ditt i dag." in page.text


async def test_nothing_is_stored_before_she_has_chosen(visitor: Visitor) -> None:
    await pause(visitor)
    assert "Svar på søknader" not in (await visitor.opens("/cases")).text


async def test_she_may_send_it_all_the_same(visitor: Visitor) -> None:
    page = await visitor.sends(await pause(visitor), choice="send")
    assert (page.heading, "Saken er meldt inn" in page.text) == ("Svar på søknader", True)


async def test_she_may_change_the_text_which_is_as_she_wrote_it(visitor: Visitor) -> None:
    page = await visitor.sends(await pause(visitor), choice="change")
    assert page.heading == "Meld inn en sak"
    assert page.form.fields["description"] == [CASE["description"]]
    assert page.form.fields["lines"] == ["Y"]
    changed = await visitor.sends(page, short="Avslag er vanskelige å forstå.", description="Mange spør om det.")
    assert "Saken er meldt inn" in changed.text
