from datetime import timedelta

import pytest

from council_registry.application.seats.start_term import StartTerm
from council_registry.domain.period import Period
from council_registry.domain.person import Group
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import OFFICER, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import TermRole
from councilkit.testing.holdings import a_term


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    """Seat six young people and six employers beside a leader of whom nothing is known."""
    seated = await registry.a_seated_council()
    for number, group in enumerate([Group.YOUTH, Group.EMPLOYER, Group.ORGANISATION, Group.UNORGANISED] * 6):
        who = newcomer(f"Lykt {number}")
        contact = {**vars(who.contact), "groups": (group,)}
        seat = await registry.a_seat(seated.id)
        entered = type(who)(type(who.contact)(**contact), who.subject)
        await registry.do(StartTerm(seated.id, seat, TermRole.MEMBER, Period(THIS_YEAR.starts), entered), OFFICER)
    return seated


async def test_a_council_is_told_as_counts(http: Http, seated: Seated) -> None:
    told = (await http.by(seated.leader).get(f"/councils/{seated.id}/composition")).json()
    groups = {"youth": 6, "employer": 6, "organisation": 6, "unorganised": 6}
    assert told == {"on": "2026-07-01", "sitting": 25, "groups": groups}


async def test_no_two_days_of_a_half_year_are_compared(http: Http, registry: Driver, seated: Seated) -> None:
    path = f"/councils/{seated.id}/composition"
    before = (await http.by(seated.leader).get(path)).json()
    command = StartTerm(
        seated.id, await registry.a_seat(seated.id), TermRole.MEMBER, Period(TODAY), newcomer("Rolig Fjord")
    )
    await registry.do(command, OFFICER)
    registry.now += timedelta(days=10)
    for day in ({}, {"on": "2026-11-17"}, {"on": "2026-11-16"}):
        assert (await http.by(seated.leader).get(path, **day)).json() == before


async def test_a_region_is_told_with_who_leads_its_councils(http: Http, registry: Driver, seated: Seated) -> None:
    registry.now += timedelta(days=60)  # the councils were founded in November
    stranger = http.by(a_term(seated.id))
    told = (await stranger.get("/regions/0800/composition")).json()
    assert (told["on"], told["sitting"]) == ("2027-01-01", 24)
    assert (told["councils"], told["led_by_users"]) == (2, 2)
    assert set(told["groups"].values()) == {6}


@pytest.mark.parametrize("number", ["9000", "0701", "1234"])
async def test_what_is_no_region_has_no_composition(http: Http, seated: Seated, number: str) -> None:
    assert (await http.by(seated.leader).get(f"/regions/{number}/composition")).status_code == 404
