"""Case-flow says where a case may go; the form says which way that is."""

import pytest

from portal.application.drafting import Way
from portal.application.resources import Council
from portal.application.ways import Ways, by_direction
from portal.testing.councils import COUNCILS


def a_council(id: str, level: str, parent: str | None, kind: str = "user_council") -> Council:
    like = COUNCILS["lar"]
    return like.model_copy(update={"id": id, "short": id, "level": level, "parent": parent, "kind": kind})


CENTRE = a_council("centre", "central", None)
BENEFITS = a_council("benefits", "central", None, "line_council")
REGION, OTHER_REGION = (a_council(id, "regional", "centre") for id in ("region", "other-region"))
YOUTH = a_council("a-youth", "regional", "centre", "youth_council")
HARBOUR, VALLEY = (a_council(id, "local", "region") for id in ("harbour", "valley"))
FAR = a_council("far", "local", "other-region")
KNOWN = (CENTRE, BENEFITS, REGION, OTHER_REGION, YOUTH, HARBOUR, VALLEY, FAR)


def everywhere(holder: Council, *copies: str) -> list[Way]:
    return [Way(to=one.id, copies=copies) for one in KNOWN if one is not holder]


def sorted_ways(holder: Council, origin: Council) -> dict[str, list[str]]:
    ways = by_direction(everywhere(holder), holder, origin.id, KNOWN)
    return {name: [one.id for one in getattr(ways, name)] for name in ("up", "down", "side", "past")}


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        (
            HARBOUR,
            {
                "up": ["region", "other-region"],
                "down": [],
                "side": ["a-youth", "far", "valley"],
                "past": ["benefits", "centre"],
            },
        ),
        (
            REGION,
            {
                "up": ["centre", "benefits"],
                "down": ["harbour", "far", "valley"],
                "side": ["a-youth", "other-region"],
                "past": [],
            },
        ),
        (
            YOUTH,
            {
                "up": ["centre", "benefits"],
                "down": [],
                "side": ["harbour", "far", "other-region", "region", "valley"],
                "past": [],
            },
        ),
        (
            CENTRE,
            {
                "up": [],
                "down": ["a-youth", "other-region", "region"],
                "side": ["benefits"],
                "past": ["harbour", "far", "valley"],
            },
        ),
    ],
    ids=lambda one: one.id if isinstance(one, Council) else "",
)
def test_each_way_stands_where_it_leads(holder: Council, expected: dict[str, list[str]]) -> None:
    assert sorted_ways(holder, HARBOUR) == expected


def test_nothing_is_offered_that_case_flow_does_not_tell() -> None:
    told = [Way(to=REGION.id), Way(to=VALLEY.id, copies=(REGION.id,)), Way(to="unheard-of")]
    ways = by_direction(told, HARBOUR, HARBOUR.id, KNOWN)
    assert ways == Ways(up=(REGION,), side=(VALLEY,), copies={VALLEY.id: (REGION,)})
