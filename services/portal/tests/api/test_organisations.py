"""The organisations that may be asked for representatives."""

from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


async def test_an_organisation_is_listed_under_its_umbrella(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("vind")
    page = await visitor.does("/organisasjoner/ny", name="Eksempelforeningen", umbrella="ffo")
    assert house.registry.told == [("/organisations", {"name": "Eksempelforeningen", "umbrella": "ffo"})]
    assert (page.heading, "Organisasjonen er lagt til" in page.text) == ("Eksempelforeningen", True)
    assert "Hører til Paraplyen Eksempel ." in page.text
    assert "Hører til Paraplyen Eksempel" in (await visitor.opens("/organisasjoner")).text


async def test_an_organisation_gets_another_name(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    page = await visitor.does("/organisasjoner/ffo/change", name="Den nye paraplyen")
    assert page.heading == "Den nye paraplyen"


async def test_an_organisation_has_a_name(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await visitor.does("/organisasjoner/ny", name=" ")
    assert (page.status, "Skriv et navn" in page.text, house.registry.told) == (422, True, [])


async def test_a_member_of_a_council_reads_them_and_changes_nothing(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert "/organisasjoner/ffo" in (await visitor.opens("/organisasjoner")).links
    assert "Endre" not in (await visitor.opens("/organisasjoner/ffo")).text
    assert (await visitor.opens("/organisasjoner/ny")).status == 409
