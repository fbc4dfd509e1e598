"""How the stories have ended, as the secretaries of the councils that raised the cases read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from raadslag_local.place import CASE_FLOW
from raadslag_local.story.cases import CasePlan
from raadslag_local.story.cast import Cast
from raadslag_local.story.hands import Hands

Told = Mapping[str, Any]
UNDONE = ("CaseReturned", "SendingRegretted")


@dataclass(frozen=True)
class Account:
    """What is other than told, by the number of the story."""

    stories: dict[int, list[str]]

    @property
    def code(self) -> int:
        return int(any(self.stories.values()))

    def lines(self) -> list[str]:
        wrong = [f"Story {number}: {what}" for number, whats in sorted(self.stories.items()) for what in whats]
        right = sum(not whats for whats in self.stories.values())
        return [*wrong, f"stories: {right} of {len(self.stories)} end as told"]


class Endings:
    def __init__(self, hands: Hands, cast: Cast, *, cases: Mapping[str, str], rounds: Mapping[str, str]) -> None:
        self._hands = hands
        self._cast = cast
        self._cases = cases
        self._rounds = rounds
        self._names = {id: short for short, id in cast.councils.items()} | {id: key for key, id in cases.items()}

    async def other_than_told(self, case: CasePlan) -> list[str]:
        """Tell everything about a case that is not as its story ends."""
        if case.ends is None:
            raise ValueError(f"Nobody has told how {case.key} ends.")
        found = await self._found(case)
        wanted = case.ends.model_dump(exclude_none=True)
        return [f"{case.key}: {name} is {found[name]}, not {one}" for name, one in wanted.items() if found[name] != one]

    async def _found(self, case: CasePlan) -> Told:
        reader, id = self._cast.actors[f"{case.council}/secretary"].subject, self._cases[case.key]
        told = await self._hands.get(reader, f"{CASE_FLOW}/cases/{id}")
        return {
            "state": told["state"],
            "way": self._way(told),
            "holder": self._name(told["holder"]),
            "waits": sorted(self._name(one["unit"] or one["council"]) for one in told["waits"]),
            "late": await self._late(reader, told),
            "outcome": _latest(told, "CaseTreated"),
            "answer": _latest(told, "AnswerGiven"),
            "postponed": sum(step["what"] == "CasePostponed" for step in told["path"]),
            "reopened": sum(step["what"] == "CaseReopened" for step in told["path"]),
            "joined": sorted(map(self._name, told["joined"])),
            "into": self._name(told["into"]),
            "erased": all(told[name] is None for name in ("title", "short")),
            "answered": {key: await self._answered(key) for key in (case.ends.answered if case.ends else ())},
        }

    def _way(self, told: Told) -> list[str]:
        way = [told["origin"]]
        for step in told["path"]:
            if step["what"] == "CaseSent":
                way.append(step["to"])
            if step["what"] in UNDONE:
                way.pop()
        return [self._name(one) for one in way]

    async def _late(self, reader: str, told: Told) -> str | None:
        """Tell how late it is by the list of answers that have not come home; None if it is not there."""
        out = await self._hands.get(reader, f"{CASE_FLOW}/answers-out", council=told["origin"])
        return next((str(one["late"]) for one in out["items"] if one["id"] == told["id"]), None)

    async def _answered(self, round: str) -> int:
        reader = self._cast.actors["RBU-VT/leader"].subject
        told = await self._hands.get(reader, f"{CASE_FLOW}/rounds/{self._rounds[round]}")
        return len(told["to"]) - len(told["missing"])

    def _name(self, id: str | None) -> str:
        return self._names.get(id or "", id or "")


def _latest(told: Told, what: str) -> str | None:
    outcomes: Sequence[str] = [step["outcome"] for step in told["path"] if step["what"] == what]
    return outcomes[-1] if outcomes else None
