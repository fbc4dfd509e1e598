"""A whole journey by clicking what is on the pages, with scripts switched off."""

import pytest
from playwright.sync_api import Page, expect

from portal.testing.house import PortalHouse

pytestmark = pytest.mark.browser


def test_a_case_travels_without_scripts(page_without_scripts: Page, house: PortalHouse) -> None:
    page = page_without_scripts

    page.goto("/")
    page.get_by_role("link", name="Logg inn").click()
    page.get_by_role("link", name="Meld inn en sak").click()
    page.get_by_role("link", name="Meld inn saken som leder").click()
    page.get_by_label("Hva skal saken hete?").fill("Skjermet samtalerom")
    page.get_by_label("Si det kort").fill("Alle i køen hører hva som blir sagt.")
    page.get_by_label("Fortell mer").fill("Et lite rom ville hjulpet mange.")
    page.get_by_label("Nav-kontoret og hjelp til arbeid").check()
    page.get_by_role("button", name="Meld inn saken som leder").click()
    expect(page.locator("h1")).to_have_text("Skjermet samtalerom")

    page.get_by_role("link", name="Sett på saksliste som leder").click()
    page.get_by_label("19. november 2026").check()
    page.get_by_role("button", name="Sett på saksliste").click()

    page.get_by_role("link", name="Skriv hvem som kom, som leder").click()
    page.get_by_label("Leder").check()
    page.get_by_role("button", name="Skriv hvem som kom").click()

    page.get_by_role("link", name="Min liste").click()
    page.get_by_role("link", name="Skriv hva møtet gjorde, som leder").click()
    page.get_by_label("Utvalget gir en uttalelse").check()
    page.get_by_role("button", name="Skriv hva møtet gjorde").click()
    page.get_by_role("link", name="Be om svar som leder").click()
    page.get_by_label("Hva mener utvalget?").fill("Utvalget råder til et skjermet rom.")
    page.get_by_role("button", name="Be om svar som leder").click()
    expect(page.get_by_text("Nav Larvik skal svare innen")).to_be_visible()

    house.issuer.person = "bekk"
    page.get_by_role("button", name="Logg ut").click()
    page.get_by_role("link", name="Logg inn").click()
    page.get_by_role("link", name="Svar på vegne av Nav Larvik").click()
    page.get_by_label("Ja, rådet blir fulgt").check()
    page.get_by_label("Svaret kort fortalt").fill("Rommet står klart i mai.")
    page.get_by_label("Hvorfor blir svaret slik?").fill("Det er god plass ved siden av skranken.")
    page.get_by_role("button", name="Svar på vegne av Nav Larvik").click()

    house.issuer.person = "lykt"
    page.get_by_role("button", name="Logg ut").click()
    page.get_by_role("link", name="Logg inn").click()
    page.get_by_role("link", name="Vi har fått svaret").click()
    expect(page.get_by_text("Rommet står klart i mai.").first).to_be_visible()
    page.get_by_role("button", name="Vi har fått svaret").click()
    expect(page.get_by_text("Saken er ferdig. Lokalt brukerutvalg Larvik har fått svaret.")).to_be_visible()


def test_the_newsletter_is_made_and_sent_without_scripts(page_without_scripts: Page, house: PortalHouse) -> None:
    page = page_without_scripts
    house.issuer.person = "sti"
    page.goto("/sign-in")
    page.get_by_role("link", name="Begynn på vegne av").click()
    page.get_by_role("button", name="Begynn på vegne av").click()
    page.get_by_role("link", name="Skriv ordene på vegne av").click()
    page.get_by_label("På bokmål").fill("Kjære alle sammen!")
    page.get_by_label("På nynorsk").fill("Kjære alle saman!")
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("link", name="Se hvordan det ser ut").click()
    page.get_by_label("Som hvilket utvalg?").select_option(label="Sentralt brukerutvalg")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_text("meldt inn av Sentralt brukerutvalg").first).to_be_visible()
    page.get_by_role("link", name="Tilbake").click()
    page.get_by_role("link", name="Gå videre til å sende").click()
    page.get_by_role("button", name="Send nyhetsbrevet").click()
    expect(page.get_by_text("Nyhetsbrevet er på vei ut")).to_be_visible()
    page.get_by_role("link", name="Les nyhetsbrevet").click()
    expect(page.get_by_text("Kjære alle sammen!")).to_be_visible()


def test_a_council_writes_its_mandate_and_plans_a_meeting_without_scripts(
    page_without_scripts: Page, house: PortalHouse
) -> None:
    page = page_without_scripts
    del house.registry.known["coming"]
    page.goto("/sign-in")
    page.get_by_role("link", name="Møter", exact=True).click()
    page.get_by_role("link", name="Møter som skal holdes").click()
    page.get_by_role("link", name="Se hva mandatet til utvalget sier").first.click()
    page.get_by_role("link", name="Skriv inn et nytt mandat som leder").click()
    page.get_by_label("Fra hvilken dag gjelder det?").fill("1.1.2027")
    page.get_by_label("Ja, det er vedtatt").check()
    page.get_by_label("Utvalgsmøter i året").fill("6")
    page.get_by_role("button", name="Skriv inn et nytt mandat").click()
    expect(page.get_by_text("Utvalgsmøter i året: 6")).to_be_visible()
    page.goto("/plikter")
    page.get_by_role("link", name="Planlegg utvalgsmøte").click()
    page.get_by_label("Hvilken dag?").fill("3.12.2026")
    page.get_by_label("Når begynner møtet?").fill("14")
    page.get_by_label("På skjerm", exact=True).check()
    page.get_by_role("button", name="Planlegg et møte").click()
    expect(page.get_by_text("Torsdag 3. desember 2026, kl. 14.00")).to_be_visible()


def test_the_links_of_mails_work_without_scripts(page_without_scripts: Page) -> None:
    page = page_without_scripts
    page.goto("/lenke/notifier/confirm")
    page.get_by_role("button", name="Svaret har nådd oss").click()
    expect(page.locator("h1")).to_have_text("Takk. Saken er ferdig.")
    page.goto("/lenke/newsletter/digest")
    page.get_by_role("button", name="Jeg vil ikke ha nyhetsbrevet").click()
    page.get_by_role("button", name="Jeg vil ha det likevel").click()
    expect(page.locator("h1")).to_have_text("Du får nyhetsbrevet")


def test_without_scripts_a_page_refreshes_itself_and_can_be_stilled(
    page_without_scripts: Page, house: PortalHouse
) -> None:
    page = page_without_scripts
    house.case_flow.put("c", "reported")
    page.goto("/sign-in?back=/cases/c")
    assert page.locator("meta[http-equiv=refresh]").count() == 1
    page.get_by_role("link", name="La den stå stille").click()
    assert page.locator("meta[http-equiv=refresh]").count() == 0


def test_a_page_that_someone_writes_on_never_refreshes_itself(page_without_scripts: Page, house: PortalHouse) -> None:
    house.case_flow.put("c", "treated")
    page_without_scripts.goto("/sign-in?back=/cases/c/send")
    assert page_without_scripts.locator("meta[http-equiv=refresh]").count() == 0
