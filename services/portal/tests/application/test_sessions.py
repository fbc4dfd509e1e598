from datetime import timedelta

import pytest

from councilkit.ids import random_id
from portal.adapters.memory_boxes import MemoryBoxes
from portal.application.ports import Identity
from portal.application.refusals import Away, SignInNeeded
from portal.application.sessions import LASTS, REMEMBERED, Session, Sessions
from portal.application.vault import Vault
from portal.testing.issuer import Hands, MemoryIssuer
from portal.testing.registry import MemoryRegistry


class Desk:
    """Sessions with their surroundings."""

    def __init__(self) -> None:
        self.clock = Hands()
        self.issuer = MemoryIssuer(self.clock)
        self.registry = MemoryRegistry(self.clock)
        vault = Vault(MemoryBoxes(), secret="s", clock=self.clock)
        self.sessions = Sessions(vault, self.registry, self.issuer, clock=self.clock, ids=random_id)

    async def open(self, person: str = "lykt", *, before: Session | None = None, refreshes: bool = True) -> Session:
        until = self.clock() + timedelta(hours=1)
        identity = Identity(person, person, until, person if refreshes else None)
        return await self.sessions.open(identity, before=before)


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_person_has_her_terms_from_the_registry(desk: Desk) -> None:
    session = await desk.open()
    assert [holding.role for holding in session.holdings] == ["leader", "member"]


async def test_the_access_token_is_renewed_before_it_runs_out(desk: Desk) -> None:
    session = await desk.open()
    desk.clock.move(minutes=9, seconds=30)
    renewed = await desk.sessions.live(session)
    assert renewed.access_until > session.access_until
    assert await desk.sessions.find(session.id) == renewed


async def test_a_fresh_token_is_left_alone(desk: Desk) -> None:
    session = await desk.open()
    desk.clock.move(minutes=5)
    await desk.sessions.live(session)
    assert desk.registry.exchanged == 1


async def test_a_renewal_under_way_does_not_undo_a_sign_out(desk: Desk) -> None:
    session = await desk.open()
    desk.clock.move(minutes=30)
    await desk.sessions.end(session)
    with pytest.raises(SignInNeeded):
        await desk.sessions.live(session)
    assert await desk.sessions.find(session.id) is None


async def test_a_token_that_is_still_good_is_used_while_it_cannot_be_renewed(desk: Desk) -> None:
    session = await desk.open()
    desk.registry.away = True
    desk.clock.move(minutes=9, seconds=59)
    assert await desk.sessions.live(session) == session
    desk.clock.move(seconds=1)
    with pytest.raises(Away):
        await desk.sessions.live(session)


async def test_when_the_id_token_has_run_out_the_issuer_is_asked_for_another(desk: Desk) -> None:
    session = await desk.open()
    desk.clock.move(hours=2)
    assert (await desk.sessions.live(session)).id_until > session.id_until


async def test_without_a_refresh_token_she_signs_in_again(desk: Desk) -> None:
    session = await desk.open(refreshes=False)
    desk.clock.move(hours=2)
    with pytest.raises(SignInNeeded):
        await desk.sessions.live(session)


async def test_a_tab_that_renewed_a_moment_before_helps_the_other(desk: Desk) -> None:
    session = await desk.open()
    desk.clock.move(hours=2)
    renewed = await desk.sessions.live(session)
    desk.issuer.refreshes = False
    assert await desk.sessions.live(session) == renewed


async def test_what_the_issuer_no_longer_vouches_for_is_over(desk: Desk) -> None:
    session = await desk.open()
    desk.clock.move(hours=2)
    desk.issuer.refreshes = False
    with pytest.raises(SignInNeeded):
        await desk.sessions.live(session)


async def test_a_session_ends_with_the_day_and_is_remembered_a_while(desk: Desk) -> None:
    session = await desk.open()
    desk.clock.now += LASTS
    with pytest.raises(SignInNeeded):
        await desk.sessions.live(session)
    assert await desk.sessions.find(session.id) == session
    desk.clock.now += REMEMBERED
    assert await desk.sessions.find(session.id) is None


async def test_signing_in_again_changes_the_id_and_lets_her_other_pages_work_on(desk: Desk) -> None:
    before = await desk.open()
    after = await desk.open(before=before)
    assert after.id != before.id
    assert after.csrf == before.csrf
    assert await desk.sessions.find(before.id) is None


async def test_somebody_else_in_the_same_browser_shares_nothing(desk: Desk) -> None:
    before = await desk.open("lykt")
    assert (await desk.open("fjord", before=before)).csrf != before.csrf


async def test_no_token_shows_where_a_session_is_told(desk: Desk) -> None:
    told = repr(await desk.open())
    assert "access_token" not in told
    assert "csrf" not in told
