from dataclasses import replace
from datetime import date, timedelta

import pytest

from council_registry.domain.period import Period
from council_registry.domain.refusals import AlreadyOver, EndsBeforeStart, NobodyInCharge, NoSuchPost, WrongPlaceForPost
from council_registry.domain.unit import PLACES, Post, Unit, evolve
from councilkit.events.councils import PostRole, UnitKind

OFFICE = Unit("0701", "Nav Horten", UnitKind.LOCAL_OFFICE, "0800", "AT")
REGION = Unit("0800", "Nav Vestfold og Telemark", UnitKind.REGION, "9000", "AT")
DAY = date(2026, 3, 2)
A_DAY = timedelta(days=1)
POST = Post("post", PostRole.ANSWERING_MANAGER, Period(DAY))


def with_post(unit: Unit, post: Post) -> Unit:
    return evolve(unit, unit.start_post(post, DAY))


def test_a_listed_unit_is_what_its_event_tells() -> None:
    assert evolve(None, OFFICE.listed()) == OFFICE


@pytest.mark.parametrize(
    ("kind", "region"),
    [
        (UnitKind.LOCAL_OFFICE, "parent"),
        (UnitKind.REGION, "number"),
        (UnitKind.LINE_UNIT, None),
        (UnitKind.DIRECTORATE, None),
    ],
)
def test_an_office_lies_in_its_parent_and_a_region_in_itself(kind: UnitKind, region: str | None) -> None:
    assert Unit("number", "name", kind, "parent").region == region


@pytest.mark.parametrize("kind", UnitKind)
@pytest.mark.parametrize("role", PostRole)
def test_a_post_exists_only_where_it_belongs(role: PostRole, kind: UnitKind) -> None:
    unit, post = replace(OFFICE, kind=kind), replace(POST, role=role)
    if kind in PLACES[role]:
        assert with_post(unit, post).posts == {"post": post}
    else:
        with pytest.raises(WrongPlaceForPost):
            unit.start_post(post, DAY)


def test_nobody_becomes_directorate_contact_through_a_region() -> None:
    with pytest.raises(WrongPlaceForPost):
        REGION.start_post(Post("post", PostRole.DIRECTORATE_CONTACT, Period(DAY)), DAY)


@pytest.mark.parametrize("period", [Period(DAY + A_DAY), Period(DAY - A_DAY, DAY - A_DAY)])
def test_the_first_directorate_contact_holds_the_post_today_and_others_whenever(period: Period) -> None:
    directorate = Unit("9000", "Arbeids- og velferdsdirektoratet", UnitKind.DIRECTORATE)
    contact = Post("contact", PostRole.DIRECTORATE_CONTACT, period)
    with pytest.raises(NobodyInCharge) as refused:
        directorate.start_post(contact, DAY)
    assert refused.value.field == "/starts"
    first = replace(contact, id="first", period=Period(DAY, DAY))
    assert with_post(with_post(directorate, first), contact).posts.keys() == {"first", "contact"}


def test_a_manager_and_a_delegate_may_answer_at_the_same_time() -> None:
    unit = with_post(with_post(OFFICE, POST), Post("other", PostRole.DELEGATE, Period(DAY)))
    assert set(unit.posts) == {"post", "other"}


def test_a_post_ends_on_its_last_day() -> None:
    unit = with_post(OFFICE, POST)
    unit = evolve(unit, unit.end_post("post", DAY))
    assert unit.posts["post"].period == Period(DAY, DAY)


def test_a_post_that_is_over_stays_over() -> None:
    unit = with_post(OFFICE, replace(POST, period=Period(DAY, DAY)))
    with pytest.raises(AlreadyOver):
        unit.end_post("post", DAY + timedelta(days=1))


def test_a_post_does_not_end_before_it_starts() -> None:
    with pytest.raises(EndsBeforeStart):
        with_post(OFFICE, POST).end_post("post", DAY - timedelta(days=2))


def test_a_unit_ends_only_its_own_posts() -> None:
    with pytest.raises(NoSuchPost):
        OFFICE.end_post("post", DAY)
