"""A story that ended otherwise than it is told is noticed."""

from typing import Any, cast

import pytest

from raadslag_local.proof.endings import Account, Endings
from raadslag_local.story.cast import Cast
from raadslag_local.story.hands import Actor, Hands
from raadslag_local.story.sample import sample

CASE = next(case for case in sample().cases if case.key == "ventetid")
SHORTS = [one.short for one in sample().councils]
CAST = Cast(councils={short: f"id-{short}" for short in SHORTS}, actors={"LBU-TON/secretary": Actor("", "", "")})


def step(what: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as an answer has it
    return {"what": what, "to": None, "outcome": None, **more}


HOME = [
    step("CaseReported"),
    step("CaseSent", to="id-RBU-VT"),
    step("CaseReceived"),
    step("CaseSent", to="id-BU-NKS"),
    step("CaseReturned"),
    step("CaseSent", to="id-BU-NAY"),
    step("AnswerGiven", outcome="partly"),
    step("AnswerConfirmed"),
]


class Told:
    """Answers what it is told to answer."""

    def __init__(self, **other: Any) -> None:  # noqa: ANN401 - as an answer has it
        empty: dict[str, Any] = {"waits": [], "joined": [], "into": None, "title": "Ventetid", "short": "Lenge."}
        places = {"origin": "id-LBU-TON", "holder": "id-BU-NAY"}
        self._case = {"id": "c", "state": "answered", "path": HOME, **empty, **places, **other}

    async def get(self, _: str, path: str, **__: str) -> dict[str, Any]:
        return {"items": []} if path.endswith("answers-out") else self._case


def endings(told: Told) -> Endings:
    return Endings(cast("Hands", told), CAST, cases={"ventetid": "c"}, rounds={})


async def test_a_case_that_is_home_as_told_is_right() -> None:
    assert await endings(Told()).other_than_told(CASE) == []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"state": "coming_home"}, "state is coming_home, not answered"),
        ({"path": HOME[:3]}, "way is ['LBU-TON', 'RBU-VT'], not ['LBU-TON', 'RBU-VT', 'BU-NAY']"),
        ({"path": [*HOME, step("AnswerGiven", outcome="followed")]}, "answer is followed, not partly"),
        ({"title": None, "short": None}, "erased is True, not False"),
    ],
)
async def test_one_that_ended_otherwise_is_told_with_what_is_other(other: dict[str, Any], said: str) -> None:
    assert f"ventetid: {said}" in await endings(Told(**other)).other_than_told(CASE)


def test_a_story_counts_only_if_all_its_cases_are_right() -> None:
    account = Account({1: [], 4: ["tillit: state is merged, not in_follow_up"]})
    assert account.code == 1
    assert account.lines() == [
        "Story 4: tillit: state is merged, not in_follow_up",
        "stories: 1 of 2 end as told",
    ]
