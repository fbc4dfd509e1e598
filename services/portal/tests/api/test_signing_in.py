import pytest

from portal.application.sessions import LASTS
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


async def test_somebody_new_is_shown_the_way_in(visitor: Visitor) -> None:
    page = await visitor.opens("/")
    assert (page.heading, "/sign-in" in page.links) == ("Velkommen til Rådslag", True)


async def test_whoever_wants_a_page_comes_to_it_after_signing_in(visitor: Visitor) -> None:
    visitor.house.case_flow.put("c", "reported")
    page = await visitor.opens("/cases/c?still=1")
    assert (page.heading, page.answer.url.query) == ("Skjermet samtalerom", b"still=1")


async def test_the_cookie_is_opaque_and_out_of_reach_of_scripts(visitor: Visitor) -> None:
    visitor.http.follow_redirects = False
    begun = await visitor.opens("/sign-in")
    answer = (await visitor.opens(begun.answer.headers["Location"])).answer
    (cookie,) = [one for one in answer.headers.get_list("Set-Cookie") if one.startswith("raadslag-session=")]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "lykt" not in cookie


async def test_who_holds_nothing_is_told_whom_to_ask(visitor: Visitor) -> None:
    page = await visitor.signs_in("nobody-we-know")
    assert page.status == 403
    assert "Be sekretæren i utvalget ditt" in page.text


async def test_a_stopped_sign_in_is_told_kindly(visitor: Visitor) -> None:
    page = await visitor.opens("/sign-in/callback?error=access_denied")
    assert page.heading == "Du er ikke logget inn"


async def test_after_signing_out_the_session_opens_nothing(visitor: Visitor, house: PortalHouse) -> None:
    home = await visitor.signs_in("lykt")
    session = visitor.http.cookies["raadslag-session"]
    house.issuer.person = "fjord"
    await visitor.sends(home)
    visitor.http.cookies.set("raadslag-session", session, domain="portal.test")
    assert (await visitor.opens("/")).heading == "Velkommen til Rådslag"


async def test_the_access_token_is_renewed_without_a_word(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    house.clock.move(minutes=30)
    visitor.http.follow_redirects = False
    assert (await visitor.opens("/")).status == 200
    assert house.registry.exchanged == 2


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example"])
async def test_nobody_is_sent_to_another_house(visitor: Visitor, back: str) -> None:
    assert (await visitor.opens(f"/sign-in?back={back}")).path == "/"
    assert (await visitor.opens(f"/language/nn?back={back}")).path == "/"


async def test_the_text_just_written_is_there_after_a_new_sign_in(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/c/send?acting=larleader")
    house.clock.now += LASTS
    back = await visitor.sends(form, to="rbu", wish="answer", reason="Flere kontor har det slik.")
    assert (back.heading, back.form.fields["reason"]) == ("Send saken videre", ["Flere kontor har det slik."])
    assert "Teksten din er tatt vare på" in back.text
    assert (await visitor.sends(back, wish="answer")).text.count("Saken er sendt") == 1


async def test_the_text_just_written_is_there_when_the_token_could_not_be_renewed(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/c/send")
    house.clock.move(minutes=30)
    house.registry.away = True
    lost = await visitor.sends(form, to="rbu", wish="answer", reason="Flere kontor har det slik.")
    assert (lost.status, lost.heading) == (503, "Vi får ikke kontakt akkurat nå")
    house.registry.away = False
    back = await visitor.opens("/cases/c/send")
    assert back.form.fields["reason"] == ["Flere kontor har det slik."]


async def test_the_text_is_not_there_for_the_next_person_at_the_machine(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/c/send")
    house.clock.now += LASTS
    house.issuer.person = "fjord"
    back = await visitor.sends(form, to="rbu", wish="answer", reason="Flere kontor har det slik.")
    other = await visitor.opens("/cases/c/send")
    assert "Flere kontor" not in back.answer.text + other.answer.text


async def test_a_page_left_open_in_another_tab_still_sends_after_a_new_sign_in(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/c/send")
    house.clock.now += LASTS
    await visitor.signs_in("lykt")
    assert "Saken er sendt" in (await visitor.sends(form, to="rbu", wish="answer", reason="Slik er det.")).text
