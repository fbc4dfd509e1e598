from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_registry.domain.composition import LEAST, composition, counted_on, together
from council_registry.domain.person import Group

YOUNG, EMPLOYER, FREE = frozenset({Group.YOUTH}), frozenset({Group.EMPLOYER}), frozenset({Group.UNORGANISED})
ORGANISED = frozenset({Group.ORGANISATION})
Council = Sequence[frozenset[Group]]

councils = st.lists(st.lists(st.frozensets(st.sampled_from(Group), max_size=2), max_size=25), min_size=1, max_size=6)


def test_enough_of_several_groups_are_told() -> None:
    told = composition([YOUNG] * 6 + [EMPLOYER] * 7 + [ORGANISED] * 5 + [FREE] * 5)
    assert told.sitting == 23
    assert told.groups == {Group.YOUTH: 6, Group.EMPLOYER: 7, Group.ORGANISATION: 5, Group.UNORGANISED: 5}


def test_a_council_of_seven_tells_of_nobody() -> None:
    assert set(composition([YOUNG] * 3 + [ORGANISED] * 4).groups.values()) == {None}


def test_that_all_are_of_a_group_is_told_of_nobody() -> None:
    assert composition([YOUNG] * 20).groups[Group.YOUTH] is None


def test_what_four_are_is_not_left_over_when_the_others_are_counted() -> None:
    told = composition([YOUNG] * 4 + [EMPLOYER] * 7 + [ORGANISED] * 8 + [FREE] * 9).groups
    assert told == {Group.YOUTH: None, Group.EMPLOYER: None, Group.ORGANISATION: 8, Group.UNORGANISED: 9}


def test_a_region_does_not_tell_what_one_council_keeps_silent_of() -> None:
    loud, silent = [YOUNG] * 6 + [ORGANISED] * 6, [YOUNG] * 2 + [ORGANISED] * 3
    assert composition(loud).groups[Group.YOUTH] == 6
    assert together([loud, silent]).groups[Group.YOUTH] is None


@given(councils)
def test_nothing_told_is_about_few_people(several: Sequence[Council]) -> None:
    for told in [*map(composition, several), together(several)]:
        for count in told.groups.values():
            assert count is None or (count >= LEAST and told.sitting - count >= LEAST)


@given(councils)
def test_what_is_left_of_a_region_is_never_one_council_nor_few_people(several: Sequence[Council]) -> None:
    region, parts = together(several), [composition(council) for council in several]
    for group, whole in region.groups.items():
        silent = [part for part in parts if part.groups[group] is None and part.sitting]
        if whole is not None and silent:
            left = whole - sum(part.groups[group] or 0 for part in parts)
            assert len(silent) > 1
            assert left >= LEAST
            assert sum(part.sitting for part in silent) - left >= LEAST


@given(councils)
def test_groups_that_are_silent_are_never_one_alone(several: Sequence[Council]) -> None:
    for told in [*map(composition, several), together(several)]:
        assert list(told.groups.values()).count(None) != 1


@pytest.mark.parametrize(
    ("today", "counted"),
    [("2026-01-01", "2026-01-01"), ("2026-06-30", "2026-01-01"), ("2026-07-01", "2026-07-01")],
)
def test_one_day_is_counted_in_each_half_year(today: str, counted: str) -> None:
    assert counted_on(date.fromisoformat(today)) == date.fromisoformat(counted)
