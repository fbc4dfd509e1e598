"""The directorate enters tables: every difference first, then one press."""

from portal.application.refusals import Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Page, Visitor


async def send_files(visitor: Visitor, **sheets: bytes) -> Page:
    form = (await visitor.opens("/import")).form
    files = {name: (f"{name}.csv", content, "text/csv") for name, content in sheets.items()}
    return Page(await visitor.http.post("/import", data=form.fields, files=files))


async def test_differences_are_shown_and_entered_with_one_press(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await send_files(visitor, units=b"number;name\r\n", seats=b"")
    assert ("0705 Nav Sandefjord" in page.text, "3 rader er som de er her." in page.text) == (True, True)
    assert house.registry.entered == {}
    page = await visitor.sends(page)
    assert (page.path, page.heading) == ("/import/i", "Tabellene er lagt inn")
    assert list(house.registry.entered["i"]) == ["units"]


async def test_what_stands_in_the_way_is_named_by_its_line_and_has_no_button(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    page = await send_files(visitor, seats=b"role\r\n")
    assert "Plasser, linje 7, kolonne role: Det går ikke på denne siden av bordet." in page.text
    assert "Plasser, linje 8, kolonne short: Her må det stå noe. Velg filene på nytt" in page.text
    assert (page.heading, page.form.action) == ("Dette kan ikke legges inn ennå", "/sign-out")


async def test_a_file_that_cannot_be_read_is_told(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    house.registry.no = Refused(422, "sheet-wrong", more={"detail": "units: line 3 has no name"})
    page = await send_files(visitor, units=b"x")
    assert (page.status, "line 3 has no name" in page.text) == (422, True)


async def test_no_file_is_told(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    page = await send_files(visitor)
    assert (page.status, "Velg minst én fil" in page.text) == (422, True)


async def test_a_change_since_the_look_asks_for_another_look(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await send_files(visitor, units=b"x")
    house.registry.no = Refused(409, "changed-since-preview")
    assert "Se på forskjellene en gang til" in (await visitor.sends(page)).text


async def test_files_are_kept_for_a_while_only(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("sti")
    page = await send_files(visitor, units=b"x")
    house.clock.move(hours=3)
    page = await visitor.sends(page)
    assert (page.status, "Velg dem en gang til" in page.text) == (409, True)


async def test_the_tables_are_downloaded(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    answer = await visitor.http.get("/eksport/units.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="units.csv"'


async def test_others_enter_nothing(visitor: Visitor) -> None:
    await visitor.signs_in("vind")
    assert (await visitor.opens("/import")).status == 403
