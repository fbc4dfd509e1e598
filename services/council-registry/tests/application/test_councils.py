import pytest

from council_registry.application.reading.read_council import read_council
from council_registry.application.reading.read_unit import read_unit
from council_registry.application.seats.add_seat import AddSeat
from council_registry.application.structure.found_council import FoundCouncil
from council_registry.application.structure.load_units import LoadUnits
from council_registry.domain.refusals import NoSuchCouncil, ShortCodeTaken, WrongLevel
from council_registry.testing.driver import EDITION, Driver
from council_registry.testing.people import DIRECTORATE, OFFICER, OFFICER_ELSEWHERE, TODAY, charter
from councilkit.events.councils import Level, Side
from councilkit.ledger import Stale
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference


async def test_a_council_for_two_offices_stands_on_the_page_of_both(registry: Driver) -> None:
    _, regional, _ = await registry.a_chain()
    council = await registry.a_council("LBU-SKI", Level.LOCAL, "0806", "0811", parent=regional)
    directories, records = registry.service.directories, registry.service.records
    for number in ("0806", "0811"):
        page = await read_unit(number, TODAY, directories=directories)
        assert [found.id for found in page.councils] == [council]
    of_council = await read_council(council, TODAY, directories=directories, records=records)
    assert [unit.name for unit in of_council.standing.units_of(of_council.found)] == ["Nav Skien", "Nav Siljan"]


async def test_an_office_without_a_council_is_a_normal_sight(registry: Driver) -> None:
    await registry.a_chain()
    page = await read_unit("0704", TODAY, directories=registry.service.directories)
    assert (list(page.councils), page.without_council) == ([], True)


async def test_a_short_code_names_one_council(registry: Driver) -> None:
    _, regional, _ = await registry.a_chain()
    with pytest.raises(ShortCodeTaken) as refused:
        await registry.a_council("LBU-HOR", Level.LOCAL, "0704", parent=regional)
    assert refused.value.field == "/short"


async def test_founding_twice_with_one_key_founds_once(registry: Driver) -> None:
    _, regional, _ = await registry.a_chain()
    command = FoundCouncil(charter("LBU-TON", Level.LOCAL, "0704", parent=regional))
    first = await registry.do(command, DIRECTORATE, key="found")
    again = await registry.do(command, DIRECTORATE, key="found")
    assert (again.stream, again.repeated) == (first.stream, True)


@pytest.mark.parametrize(
    ("units", "parent", "field"),
    [(("0001",), True, "/units"), (("0701", "0001"), True, "/units"), (("0701",), False, "/parent")],
)
async def test_what_a_new_council_names_must_be_there(
    registry: Driver, units: tuple[str, ...], *, parent: bool, field: str
) -> None:
    _, regional, _ = await registry.a_chain()
    founding = charter("LBU-NEW", Level.LOCAL, *units, parent=regional if parent else "unknown")
    with pytest.raises(UnknownReference) as refused:
        await registry.do(FoundCouncil(founding), DIRECTORATE)
    assert refused.value.field == field


async def test_a_local_council_without_a_parent_is_refused(registry: Driver) -> None:
    await registry.do(LoadUnits(EDITION), DIRECTORATE)
    with pytest.raises(WrongLevel):
        await registry.do(FoundCouncil(charter("LBU-HOR", Level.LOCAL, "0701")), DIRECTORATE)


async def test_an_officer_founds_councils_in_the_own_region_alone(registry: Driver) -> None:
    _, regional, _ = await registry.a_chain()
    command = FoundCouncil(charter("LBU-TON", Level.LOCAL, "0704", parent=regional))
    with pytest.raises(NotAllowed):
        await registry.do(command, OFFICER_ELSEWHERE)
    assert await registry.do(command, OFFICER)


async def test_a_seat_is_added_to_a_council_as_it_was_seen(registry: Driver) -> None:
    *_, council = await registry.a_chain()
    await registry.do(AddSeat(council, Side.USER), OFFICER, expected=1)
    with pytest.raises(Stale):
        await registry.do(AddSeat(council, Side.USER), OFFICER, expected=1)


async def test_a_council_that_is_not_there_gets_no_seats(registry: Driver) -> None:
    with pytest.raises(NoSuchCouncil):
        await registry.do(AddSeat("unknown", Side.USER), DIRECTORATE)
