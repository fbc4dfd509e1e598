from datetime import UTC, datetime

from newsletter.domain.digest import NEAR_AT_MOST, Name, Section, Told, sections

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


def test_who_sits_in_two_councils_meets_each_case_once() -> None:
    found = read_by({"harbour", "region"}, told("sent", "harbour", "region"), told("beside", "valley", "region"))
    assert found == {Name.OURS: ("sent",), Name.ASKED: ("beside",), Name.NEAR: ()}


def test_what_moved_last_is_told_first() -> None:
    cases = [told("old", "harbour", day=1), told("new", "harbour", day=9), told("middle", "harbour", day=5)]
    assert read_by({"harbour"}, *cases)[Name.OURS] == ("new", "middle", "old")


def test_of_many_cases_nearby_the_rest_is_counted() -> None:
    cases = [told(f"case{n:02}", "harbour", day=n + 1) for n in range(NEAR_AT_MOST + 3)]
    near = sections(cases, {"region"}, PARENTS)[-1]
    assert near == Section(Name.NEAR, tuple(f"case{n:02}" for n in range(12, 2, -1)), more=3)


def test_of_ones_own_cases_none_is_left_out() -> None:
    cases = [told(f"case{n:02}", "harbour", day=n + 1) for n in range(NEAR_AT_MOST + 3)]
    ours = sections(cases, {"harbour"}, PARENTS)[0]
    assert (len(ours.cases), ours.more) == (13, 0)
