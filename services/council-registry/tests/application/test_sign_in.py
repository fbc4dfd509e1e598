from datetime import timedelta

import pytest

from council_registry.application.people.end_post import EndPost
from council_registry.application.people.exchange_token import FORMER_FOR, MOST_FORMER, lately
from council_registry.application.people.grant_service_token import GrantServiceToken, grant_service_token
from council_registry.application.people.start_post import StartPost
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.seats.end_term import EndTerm
from council_registry.application.structure.load_units import LoadUnits
from council_registry.domain.holding import Holding
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.refusals import (
    NobodyInCharge,
    NoPlaceInRaadslag,
    OutsideTokenRefused,
    ScopeNotGranted,
    UnknownClient,
)
from council_registry.testing.driver import CLIENTS, EDITION, FOUNDER, Driver
from council_registry.testing.people import DIRECTORATE, OFFICER, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import PostRole, Side
from councilkit.testing.holdings import a_post

LYKT = "outside-modig.lykt"


async def test_somebody_with_a_term_comes_in_with_it(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    identity = await registry.sign_in(LYKT)
    [holding] = identity.holdings
    assert (holding.id, holding.council, holding.role) == (seated.leader.id, seated.id, "leader")
    assert "lykt" not in identity.subject


async def test_a_term_lets_in_on_its_last_day_and_not_after(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await registry.do(EndTerm(seated.id, seated.leader.id, TODAY), OFFICER)
    assert (await registry.sign_in(LYKT)).holdings
    registry.now += timedelta(days=1)
    assert (await registry.sign_in(LYKT)).holdings == ()


async def test_a_post_that_has_not_begun_lets_nobody_in(registry: Driver) -> None:
    await registry.do(LoadUnits(EDITION), DIRECTORATE)
    tomorrow = Period(TODAY + timedelta(days=1))
    await registry.do(StartPost("0701", PostRole.ANSWERING_MANAGER, tomorrow, newcomer()), OFFICER)
    with pytest.raises(NoPlaceInRaadslag, match="today"):
        await registry.sign_in(LYKT)
    registry.now += timedelta(days=1)
    assert (await registry.sign_in(LYKT)).holdings[0].unit == "0701"


async def test_a_stranger_is_told_whom_to_ask(registry: Driver) -> None:
    with pytest.raises(NoPlaceInRaadslag, match="secretary"):
        await registry.sign_in("a stranger")


async def test_a_forged_token_lets_nobody_in(registry: Driver) -> None:
    with pytest.raises(OutsideTokenRefused):
        await registry.sign_in("forged")


async def test_the_founder_opens_an_empty_house_and_is_then_nobody(registry: Driver) -> None:
    [founder] = (await registry.sign_in(FOUNDER)).holdings
    acting = a_post(founder.unit or "", founder.role, id=founder.id)
    await registry.do(LoadUnits(EDITION), acting)
    assert (await registry.sign_in(FOUNDER)).holdings

    await registry.do(StartPost("9000", PostRole.DIRECTORATE_CONTACT, THIS_YEAR, newcomer()), acting)
    with pytest.raises(NoPlaceInRaadslag):
        await registry.sign_in(FOUNDER)
    assert (await registry.sign_in(LYKT)).holdings[0].role == "directorate_contact"


async def test_a_founder_who_gives_the_first_contact_a_wrong_day_stays_in_charge(registry: Driver) -> None:
    await registry.do(LoadUnits(EDITION), DIRECTORATE)
    next_year = Period(TODAY + timedelta(days=365))
    with pytest.raises(NobodyInCharge):
        await registry.do(StartPost("9000", PostRole.DIRECTORATE_CONTACT, next_year, newcomer()), DIRECTORATE)
    assert [post.id for post in (await registry.sign_in(FOUNDER)).holdings] == ["founder"]
    made = await registry.do(StartPost("9000", PostRole.DIRECTORATE_CONTACT, THIS_YEAR, newcomer()), DIRECTORATE)
    await registry.do(EndPost("9000", made.id, THIS_YEAR.starts - timedelta(days=1)), DIRECTORATE)
    assert [post.id for post in (await registry.sign_in(FOUNDER)).holdings] == ["founder"]


async def test_a_founder_who_becomes_directorate_contact_is_let_in_as_that(registry: Driver) -> None:
    await registry.do(LoadUnits(EDITION), DIRECTORATE)
    who = newcomer(subject=FOUNDER)
    await registry.do(StartPost("9000", PostRole.DIRECTORATE_CONTACT, THIS_YEAR, who), DIRECTORATE)
    [post] = (await registry.sign_in(FOUNDER)).holdings
    assert post.id != "founder"


def test_an_older_key_still_finds_whom_it_hashed() -> None:
    older = SubjectKeys({"2025": b"old"})
    both = SubjectKeys({"2026": b"new", "2025": b"old"})
    assert older.hash("somebody") in both.hashes("somebody")
    assert both.hash("somebody").startswith("2026:")


def test_a_service_gets_the_scopes_that_it_asks_for() -> None:
    asked = GrantServiceToken("mailer", "a secret of the mailer", ["contacts:resolve"])
    assert grant_service_token(asked, clients=CLIENTS) == {"contacts:resolve"}


def test_a_service_that_names_no_scope_gets_all_of_its_own() -> None:
    asked = GrantServiceToken("mailer", "a secret of the mailer", [])
    assert grant_service_token(asked, clients=CLIENTS) == CLIENTS["mailer"].scopes


def test_a_service_gets_no_scope_that_is_not_its_own() -> None:
    with pytest.raises(ScopeNotGranted):
        grant_service_token(GrantServiceToken("mailer", "a secret of the mailer", ["people:list"]), clients=CLIENTS)


@pytest.mark.parametrize(("client", "secret"), [("mailer", "a guess"), ("nobody", "a secret of the mailer")])
def test_a_service_that_cannot_prove_itself_gets_nothing(client: str, secret: str) -> None:
    with pytest.raises(UnknownClient):
        grant_service_token(GrantServiceToken(client, secret, []), clients=CLIENTS)


async def test_who_sat_lately_comes_in_with_what_is_over_and_nothing_else(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    registry.now += timedelta(days=100)
    identity = await registry.sign_in(LYKT)
    assert (identity.holdings, [term.id for term in identity.former]) == ((), [seated.leader.id])

    registry.now += FORMER_FOR
    with pytest.raises(NoPlaceInRaadslag):
        await registry.sign_in(LYKT)


def test_a_token_has_room_for_the_latest_terms() -> None:
    ended = [
        Holding(
            str(ago), HoldKind.TERM, "member", Side.USER, Period(TODAY - timedelta(days=900), TODAY - timedelta(ago))
        )
        for ago in range(1, 60)
    ]
    assert [term.id for term in lately(ended, TODAY)] == [str(ago) for ago in range(1, MOST_FORMER + 1)]
