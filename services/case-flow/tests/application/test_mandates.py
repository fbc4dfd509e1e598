"""The numbers that a council works by come from its mandate, then from those above it."""

from datetime import UTC, date, datetime

from case_flow.domain.deadlines import Agreed
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import CENTRE, HARBOUR, OTHER_REGION, REGION, VALLEY
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import MandateSet
from councilkit.events.structure import CouncilChanged

PROPOSED, AGREED, ADOPTED = RuleStatus.PROPOSED, RuleStatus.AGREED, RuleStatus.ADOPTED
NEW_YEAR = date(2027, 1, 1)


def version(council: str, version: int = 1, starts: date = date(2026, 1, 1), **said: object) -> MandateSet:
    rest = {"status": AGREED, **said}
    return MandateSet.model_validate({"council": council, "version": version, "starts": starts, **rest})


async def test_a_council_without_a_mandate_has_agreed_on_nothing(case_flow: Driver) -> None:
    known = case_flow.service.known
    assert await known.numbers(HARBOUR.id, NOW) == {}


async def test_what_a_mandate_does_not_say_comes_from_the_council_above(case_flow: Driver) -> None:
    above = {"receive_workdays": 7, "word_workdays": 3}
    await case_flow.tell(
        version(REGION.id, status=ADOPTED, numbers=above),
        version(HARBOUR.id, numbers={"word_workdays": 5}),
    )
    known = case_flow.service.known
    assert await known.numbers(HARBOUR.id, NOW) == {
        "word_workdays": Agreed(5, AGREED, HARBOUR.id),
        "receive_workdays": Agreed(7, ADOPTED, REGION.id),
    }
    assert await known.numbers(VALLEY.id, NOW) == {
        name: Agreed(value, ADOPTED, REGION.id) for name, value in above.items()
    }
    assert await known.numbers(CENTRE.id, NOW) == {}


async def test_the_version_that_holds_that_day_speaks(case_flow: Driver) -> None:
    await case_flow.tell(
        version(HARBOUR.id, numbers={"word_workdays": 5}),
        version(HARBOUR.id, 2, NEW_YEAR, numbers={"word_workdays": 8}, status=PROPOSED, ends=date(2027, 6, 30)),
    )

    async def on(year: int, month: int, day: int) -> object:
        now = datetime(year, month, day, 9, 0, tzinfo=UTC)
        return (await case_flow.service.known.numbers(HARBOUR.id, now)).get("word_workdays")

    assert await on(2025, 12, 31) is None
    assert await on(2026, 12, 31) == Agreed(5, AGREED, HARBOUR.id)
    assert await on(2027, 1, 1) == Agreed(8, PROPOSED, HARBOUR.id)
    assert await on(2027, 7, 1) is None  # it is over, and the one before does not hold again


async def test_what_we_do_not_go_by_is_not_kept(case_flow: Driver) -> None:
    await case_flow.tell(version(HARBOUR.id, numbers={"meetings_a_year": 2}))
    assert await case_flow.service.known.numbers(HARBOUR.id, NOW) == {}


async def test_what_is_agreed_later_holds_from_the_moment_it_is_told(case_flow: Driver) -> None:
    known = case_flow.service.known
    assert await known.numbers(HARBOUR.id, NOW) == {}
    await case_flow.tell(version(REGION.id, numbers={"word_workdays": 3}))
    assert (await known.numbers(HARBOUR.id, NOW))["word_workdays"].council == REGION.id
    await case_flow.tell(version(HARBOUR.id, numbers={"word_workdays": 5}))
    assert (await known.numbers(HARBOUR.id, NOW))["word_workdays"].council == HARBOUR.id


async def test_a_council_that_comes_below_another_one_works_by_its_numbers(case_flow: Driver) -> None:
    known = case_flow.service.known
    await case_flow.tell(version(OTHER_REGION.id, numbers={"word_workdays": 3}))
    assert await known.numbers(HARBOUR.id, NOW) == {}
    founded = HARBOUR.founded
    moved = CouncilChanged(
        council=HARBOUR.id,
        on=NOW.date(),
        names=founded.names,
        parent=OTHER_REGION.id,
        units=founded.units,
        language=founded.language,
        led_by=founded.led_by,
    )
    await case_flow.tell(moved)
    assert (await known.numbers(HARBOUR.id, NOW))["word_workdays"].council == OTHER_REGION.id
