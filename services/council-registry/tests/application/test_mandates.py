from datetime import date, timedelta

import pytest

from council_registry.application.seats.read_mandate import MandatePage, read_mandate
from council_registry.application.seats.set_mandate import SetMandate
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.domain.mandate import Conditions, Source
from council_registry.domain.period import Period
from council_registry.domain.refusals import NoSuchCouncil
from council_registry.domain.seat_refusals import MandateOlder, UnknownNumber
from council_registry.domain.structure_refusals import CouncilOver
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER, OFFICER_ELSEWHERE, TODAY
from councilkit.events.cases import RuleStatus
from councilkit.events.structure import CouncilClosed
from councilkit.policy import NotAllowed
from councilkit.testing.holdings import a_term


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


def a_mandate(council: str, starts: date = TODAY, reference: str | None = None, **numbers: int) -> SetMandate:
    return SetMandate(council, Conditions(Period(starts), None, RuleStatus.AGREED, numbers), reference)


async def on(day: date, council: str, registry: Driver) -> MandatePage:
    service = registry.service
    standing = await service.directories.on(day)
    return await read_mandate(council, standing, rules=service.rules, records=service.records, texts=service.texts)


async def told(name: str, council: str, registry: Driver, day: date = TODAY) -> tuple[int, Source, str | None]:
    [number] = [number for number in (await on(day, council, registry)).numbers if number.name == name]
    return number.value, number.why.source, number.why.short


async def test_a_council_agrees_on_its_own_number_of_meetings(registry: Driver, seated: Seated) -> None:
    await registry.do(a_mandate(seated.id, meetings_a_year=2), seated.secretary)
    assert await told("meetings_a_year", seated.id, registry) == (2, Source.OWN, "LBU-HOR")
    assert await told("notice_days", seated.id, registry) == (14, Source.RULE_SET, None)


async def test_what_a_council_does_not_say_comes_from_its_region(registry: Driver, seated: Seated) -> None:
    region = (await registry.service.councils.get(seated.id)).charter.parent or ""
    await registry.do(a_mandate(region, notice_days=21), OFFICER)
    await registry.do(a_mandate(seated.id, meetings_a_year=2), seated.leader)
    assert await told("notice_days", seated.id, registry) == (21, Source.PARENT, "RBU-VT")


async def test_each_day_has_the_mandate_of_that_day(registry: Driver, seated: Seated) -> None:
    await registry.do(a_mandate(seated.id, reference="Sak 3/26", meetings_a_year=2), seated.leader)
    later = TODAY + timedelta(days=30)
    await registry.do(a_mandate(seated.id, later, meetings_a_year=5), seated.leader)
    before, first, second = [await on(day, seated.id, registry) for day in (TODAY - timedelta(days=1), TODAY, later)]
    assert [page.mandate and page.mandate.version for page in (before, first, second)] == [None, 1, 2]
    assert first.references == second.references == {1: "Sak 3/26", 2: None}
    assert (await told("meetings_a_year", seated.id, registry, later))[0] == 5


async def test_a_mandate_that_begins_before_the_current_one_is_refused(registry: Driver, seated: Seated) -> None:
    await registry.do(a_mandate(seated.id), seated.leader)
    with pytest.raises(MandateOlder):
        await registry.do(a_mandate(seated.id, TODAY - timedelta(days=1)), seated.leader)


async def test_a_number_that_nobody_knows_is_refused(registry: Driver, seated: Seated) -> None:
    with pytest.raises(UnknownNumber):
        await registry.do(a_mandate(seated.id, coffee_breaks=3), seated.leader)


async def test_a_closed_council_gets_no_mandate(registry: Driver, seated: Seated) -> None:
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=TODAY)), OFFICER)
    with pytest.raises(CouncilOver):
        await registry.do(a_mandate(seated.id), OFFICER)


async def test_a_mandate_is_agreed_by_the_council_its_region_or_the_directorate(
    registry: Driver, seated: Seated
) -> None:
    for by in (seated.leader, seated.secretary, OFFICER, DIRECTORATE):
        await registry.do(a_mandate(seated.id), by)
    for by in (a_term(seated.id, "member"), a_term("elsewhere"), OFFICER_ELSEWHERE, MANAGER):
        with pytest.raises(NotAllowed):
            await registry.do(a_mandate(seated.id), by)


async def test_there_is_no_mandate_of_nothing(registry: Driver) -> None:
    with pytest.raises(NoSuchCouncil):
        await on(TODAY, "nowhere", registry)
