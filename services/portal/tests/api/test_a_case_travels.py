import pytest

from portal.testing.councils import REGION
from portal.testing.house import PortalHouse
from portal.testing.visitor import Page, Visitor

CASE: dict[str, str | list[str]] = {
    "title": "Skjermet samtalerom i publikumsmottaket",
    "short": "Alle i køen hører hva som blir sagt.",
    "description": "Et lite rom ved siden av skranken ville hjulpet mange.",
    "lines": ["AT", "K"],
}


async def raised(visitor: Visitor, **changed: str) -> Page:
    return await visitor.does("/cases/new?acting=larleader", **{**CASE, **changed})


async def test_a_case_is_raised_and_the_writer_sees_it(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await raised(visitor)
    assert page.heading == CASE["title"]
    assert "Saken er meldt inn" in page.text
    assert "Lokalt brukerutvalg Larvik skal sette saken på en saksliste." in page.text


async def test_what_was_done_is_told_once(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await raised(visitor)
    assert "Saken er meldt inn" not in (await visitor.opens(page.path)).text


async def test_the_case_waits_on_the_list_with_a_verb_and_a_button(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    await raised(visitor)
    page = await visitor.opens("/")
    assert "Sett saken på en saksliste" in page.text
    assert "Sett på saksliste som leder i Lokalt brukerutvalg Larvik" in page.text


async def test_a_case_travels_from_the_council_to_the_unit_and_home(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    case = (await raised(visitor)).path
    await visitor.does(f"{case}/agenda", meeting="old")
    await visitor.does("/meetings/old/hold", attended=["larleader", "larsecretary"])
    await visitor.does(f"{case}/treat", outcome="statement")
    page = await visitor.does(f"{case}/statement", unit="5303", text="Utvalget råder til et skjermet rom.")
    assert "Nav Larvik skal svare innen 7. desember 2026 (foreslått frist)." in page.text

    await visitor.signs_in("bekk")
    answer = {"outcome": "partly", "short": "Ja, i 2027.", "reason": "Det er ikke penger før."}
    assert "Svaret er sendt" in (await visitor.does(f"{case}/answer", **answer)).text

    await visitor.signs_in("lykt")
    for path in (case, "/cases"):
        assert 'data-variant="moderate">Svaret er kommet<' in (await visitor.opens(path)).answer.text
    assert "Les svaret, og si fra om det er godt nok" in (await visitor.opens("/")).text
    page = await visitor.does(f"{case}/confirm")
    assert "Saken er ferdig. Lokalt brukerutvalg Larvik har fått svaret." in page.text
    assert house.case_flow.orders[-1].acting == "larleader"


async def test_the_region_receives_what_was_sent_up(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    await visitor.does("/cases/c/send", to="rbu", wish="answer", reason="Flere kontor har det slik.")
    await visitor.signs_in("kopp")
    page = await visitor.does("/cases/c/receive")
    assert "Regionalt brukerutvalg Vestfold og Telemark tok imot saken." in page.text
    assert REGION.name not in page.text


@pytest.mark.parametrize(
    ("language", "told"),
    [("nb", "Ønsker: en uttalelse"), ("nn", "Ønskjer: ei fråsegn"), ("en", "Wants: a statement")],
)
async def test_what_the_sender_wants_is_told_where_it_was_sent_and_to_the_receiver(
    visitor: Visitor, house: PortalHouse, language: str, told: str
) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    await visitor.opens(f"/language/{language}")
    page = await visitor.does("/cases/c/send", to="rbu", wish="statement", reason="Flere kontor har det slik.")
    assert told in page.text
    await visitor.signs_in("kopp")
    for path in ("/cases/c/receive", "/cases/c/return"):
        assert told in (await visitor.opens(path)).text


async def test_a_double_click_sends_once(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    first, second = await visitor.sends(form, **CASE), await visitor.sends(form, **CASE)
    assert first.path == second.path
    assert len(house.case_flow.orders) == 1


async def test_going_back_to_change_what_was_sent_is_told(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    await visitor.sends(form, **CASE)
    assert (await visitor.sends(form, **{**CASE, "title": "Noe annet"})).heading == "Dette er allerede sendt"


async def test_who_was_slower_is_told_and_keeps_the_text(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/c/send")
    house.case_flow.touch("c")
    page = await visitor.sends(form, to="rbu", wish="answer", reason="Flere kontor har det slik.")
    assert (page.status, page.heading) == (412, "Noen var raskere enn deg")
    assert "/cases/c" in page.links
    assert (await visitor.opens("/cases/c/send")).form.fields["reason"] == ["Flere kontor har det slik."]


async def test_while_a_service_is_away_the_form_stays_and_counts_once(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    house.case_flow.away = True
    again = await visitor.sends(form, **CASE)
    assert again.status == 503
    assert "Teksten din står her fortsatt" in again.text
    assert again.form.fields["once"] == form.form.fields["once"]
    house.case_flow.away = False
    assert "Saken er meldt inn" in (await visitor.sends(again)).text


async def test_an_identity_number_is_told_at_its_field(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await raised(visitor, short="Gjelder 01410012345.")
    assert page.status == 422
    assert "#short" in page.links
    assert "Teksten ser ut til å ha et fødselsnummer. Ta det bort." in page.text
    assert page.form.fields["description"] == [CASE["description"]]


async def test_what_is_empty_is_told_at_its_field(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does("/cases/new?acting=larleader", title="Tolk")
    assert [link for link in page.links if link.startswith("#")] == ["#main", "#short", "#description", "#lines"]
    assert page.form.fields["title"] == ["Tolk"]


async def test_what_must_wait_is_told_kindly(visitor: Visitor, house: PortalHouse) -> None:
    house.case_flow.put("c", "on_agenda")
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/c/treat")
    assert (page.status, page.heading) == (409, "Dette kan ikke gjøres nå")
    assert "/cases/c" in page.links


@pytest.mark.parametrize("person", ["kopp", "bekk"])
async def test_only_what_the_services_allow_has_a_button(visitor: Visitor, house: PortalHouse, person: str) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in(person)
    page = await visitor.opens("/cases/c")
    assert [link for link in page.links if link.startswith("/cases/c/")] == []


async def test_a_person_with_two_terms_chooses_for_whom(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/cases/new")
    assert "Meld inn saken som leder i Lokalt brukerutvalg Larvik" in page.text
    assert "Meld inn saken som medlem i Regionalt brukerutvalg Vestfold og Telemark" in page.text
    page = await visitor.does("/cases/new?acting=rbumember", **CASE)
    assert "Regionalt brukerutvalg Vestfold og Telemark meldte inn saken." in page.text


async def test_whoever_sits_in_no_council_is_led_to_one_that_can_raise_the_case(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.opens("/cases/new")
    assert ("Be et utvalg melde den inn. Finn et utvalg" in page.text, "/councils" in page.links) == (True, True)
