from datetime import date

from council_registry.domain import council, unit
from council_registry.testing.nation import COUNCILS, PEOPLE, nation
from council_registry.testing.nation_events import told_of
from councilkit.events.councils import UnitKind

DAY = date(2026, 11, 17)


def test_a_nation_has_every_unit_and_its_councils_and_people_once() -> None:
    made = nation(DAY)
    kinds = [one.kind for one in made.units]
    assert (kinds.count(UnitKind.REGION), kinds.count(UnitKind.LOCAL_OFFICE)) == (12, 255)
    assert len({one.charter.short for one in made.councils}) == COUNCILS
    people = [one for each in made.councils for one in each.sitting]
    assert len({one.contact.name for one in people}) == len({one.contact.email for one in people}) == PEOPLE


def test_a_nation_is_the_same_every_time() -> None:
    assert nation(DAY) == nation(DAY)
    assert nation(DAY) != nation(DAY, seed=1)


def test_what_is_told_of_a_nation_can_be_taken_in() -> None:
    units: dict[str, unit.Unit] = {}
    councils: dict[str, council.Council] = {}
    for stream, event in told_of(nation(DAY)):
        match stream.partition("-")[0]:
            case "unit":
                units[stream] = unit.evolve(units.get(stream), event)
            case "council":
                councils[stream] = council.evolve(councils.get(stream), event)
    assert (len(units), len(councils)) == (271, COUNCILS)
