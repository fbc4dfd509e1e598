from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsletter.domain.digest import AT_MOST, Name, Section, Told, sections

PARENTS = {"centre": None, "region": "centre", "harbour": "region", "valley": "region", "far": None}


def told(id: str, origin: str, *others: str, day: int = 1) -> Told:
    return Told(id, origin, (origin, *others), datetime(2026, 10, day, tzinfo=UTC))


def read_by(councils: set[str], *cases: Told) -> dict[Name, tuple[str, ...]]:
    return {section.name: section.cases for section in sections(cases, councils, PARENTS)}


def test_a_reader_meets_the_cases_of_the_own_council_then_those_it_was_asked_about_then_its_neighbours() -> None:
    cases = (told("theirs", "region"), told("asked", "valley", "region", "harbour"), told("own", "harbour"))
    found = sections(cases, {"harbour"}, PARENTS)
    assert [(section.name, section.cases) for section in found] == [
        (Name.OURS, ("own",)),
        (Name.ASKED, ("asked",)),
        (Name.NEAR, ("theirs",)),
    ]


def test_a_regional_council_is_near_its_local_councils_and_the_one_above() -> None:
    found = read_by({"region"}, told("below", "harbour"), told("above", "centre"), told("far", "far"))
    assert set(found[Name.NEAR]) == {"below", "above"}


def test_a_local_council_is_not_near_the_one_beside_it() -> None:
    assert read_by({"harbour"}, told("beside", "valley"))[Name.NEAR] == ()


def test_a_case_that_the_council_above_was_asked_about_is_near() -> None:
    assert read_by({"harbour"}, told("beside", "valley", "region"))[Name.NEAR] == ("beside",)


def test_who_raised_what_became_a_part_of_a_case_meets_it_as_its_own() -> None:
    joined = replace(told("goes-on", "harbour", "region"), joined=("valley",))
    assert read_by({"valley"}, joined)[Name.OURS] == ("goes-on",)


def test_who_sits_in_two_councils_meets_each_case_once() -> None:
    found = read_by({"harbour", "region"}, told("sent", "harbour", "region"), told("beside", "valley", "region"))
    assert found == {Name.OURS: ("sent",), Name.ASKED: ("beside",), Name.NEAR: ()}


def test_what_moved_last_is_told_first() -> None:
    cases = [told("old", "harbour", day=1), told("new", "harbour", day=9), told("middle", "harbour", day=5)]
    assert read_by({"harbour"}, *cases)[Name.OURS] == ("new", "middle", "old")


@pytest.mark.parametrize(
    ("name", "case"),
    [
        (Name.OURS, lambda id, day: told(id, "harbour", day=day)),
        (Name.ASKED, lambda id, day: told(id, "valley", "harbour", day=day)),
        (Name.NEAR, lambda id, day: told(id, "region", day=day)),
    ],
)
def test_of_many_cases_the_last_that_moved_are_told_and_the_rest_counted(
    name: Name, case: Callable[[str, int], Told]
) -> None:
    cases = [case(f"case{n:02}", n) for n in range(1, 28)]
    found = {section.name: section for section in sections(cases, {"harbour"}, PARENTS)}
    last = tuple(f"case{n:02}" for n in range(27, 27 - AT_MOST[name], -1))
    assert found[name] == Section(name, last, more=27 - AT_MOST[name])
