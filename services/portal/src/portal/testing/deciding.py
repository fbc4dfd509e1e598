"""What councils do with a case beside handing it on, in memory, for the case-flow of the tests."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from councilkit.clock import Clock
from portal.application.life import Restriction, TurningAway
from portal.application.refusals import Problem, Refused
from portal.application.resources import Allowed, Case, Holding
from portal.testing.councils import BOARD, COUNCILS, PEOPLE

OVER: Final = ("turned_away", "closed", "withdrawn", "merged")
FINISHED: Final = (*OVER, "answered")
OFTEN: Final = 2
# verb -> (what happened, the state that follows; none: it stays as it is)
DECISIONS: Final[Mapping[str, tuple[str, str]]] = {
    "schedule": ("CaseScheduled", ""),
    "turning-away": ("TurningAwayProposed", ""),
    "keep": ("CaseKept", ""),
    "turn-away": ("CaseTurnedAway", "turned_away"),
    "appeal": ("CaseAppealed", ""),
    "uphold": ("AppealDecided", ""),
    "overturn": ("AppealDecided", "reported"),
    "withdraw": ("CaseWithdrawn", "withdrawn"),
    "postpone": ("CasePostponed", "postponed"),
    "merge": ("CaseMerged", "merged"),
    "regret": ("SendingRegretted", "treated"),
    "notes": ("NoteAdded", ""),
    "oral-answer": ("AnswerGiven", "coming_home"),
    "close": ("CaseClosed", "closed"),
    "reopen": ("CaseReopened", "reported"),
    "restrict": ("CaseRestricted", ""),
    "lift": ("RestrictionLifted", ""),
}
Fits = Callable[[Case, Holding], bool]


def _board(case: Case, held: Holding) -> bool:
    return held.role in BOARD and _in(held, case.holder)


def _users(case: Case, held: Holding) -> bool:
    return held.side == "user" and _in(held, case.holder)


def _origin(case: Case, held: Holding) -> bool:
    return (held.side == "user" or held.role == "secretary") and _in(held, case.origin)


def _above(case: Case, held: Holding) -> bool:
    to = case.turning_away.appealed_to if case.turning_away else None
    return held.side == "user" and to is not None and _in(held, to)


def _on_its_way(case: Case, held: Holding) -> bool:
    return held.role in BOARD and (_in(held, case.origin) or _in(held, case.holder))


def _in(held: Holding, council: str) -> bool:
    return held.council is not None and held.council.id == council


OPEN: Final[Mapping[str, tuple[tuple[str, ...], Fits]]] = {
    "schedule_case": (("reported",), _board),
    "propose_turning_away": (("reported",), _board),
    "turn_away": (("reported",), _users),
    "keep_case": (("reported",), lambda case, held: case.turning_away is not None and _users(case, held)),
    "appeal": (("turned_away",), lambda case, held: _origin(case, held) and not _above_of(case)),
    "uphold": (("turned_away",), _above),
    "overturn": (("turned_away",), _above),
    "withdraw_case": (("reported", "on_agenda", "postponed"), _board),
    "postpone_case": (("on_agenda",), _board),
    "merge_case": (("reported", "postponed", "treated"), _board),
    "put_on_agenda": (("postponed", "treated"), _board),
    "regret_sending": (("sent",), lambda case, held: case.regret_until is not None and _board(case, held)),
    "add_note": (("on_agenda", "treated", "sent", "awaiting_answer", "coming_home", "answered"), _on_its_way),
    "register_answer": (("awaiting_answer",), _board),
    "close_case": (("treated", "answered", "in_follow_up"), _origin),
    "reopen_case": (("answered", "closed", "withdrawn"), _origin),
    "restrict_case": (
        ("reported", "on_agenda", "treated"),
        lambda case, held: not case.restriction and _board(case, held),
    ),
    "lift_restriction": (
        ("reported", "on_agenda", "treated"),
        lambda case, held: bool(case.restriction) and _board(case, held),
    ),
    "erase_text": (("reported", "on_agenda", "treated", "sent", "awaiting_answer", *OVER), _on_its_way),
}


def _above_of(case: Case) -> str | None:
    return case.turning_away.appealed_to if case.turning_away else None


class MemoryDeciding:
    """Knows who may decide what; the case itself is case-flow's."""

    _cases: dict[str, Case]
    _clock: Clock

    def deciding(self, token: str, case: Case) -> Iterable[Allowed]:
        for held in PEOPLE[token][1]:
            for action, (states, fits) in OPEN.items():
                if case.state in states and fits(case, held):
                    yield Allowed(action=action, acting=held.id)

    def change(self, id: str, **changed: object) -> None:
        """Let the case be otherwise."""
        self._cases[id] = self._cases[id].model_copy(update=changed)

    def decided(self, case: Case, verb: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Tell what changes of the case beside its state."""
        today = self._clock().date()
        _require_ahead(body, today)
        if verb == "send":
            return {"regret_until": self._clock() + timedelta(minutes=10)}
        return CHANGES[verb](case, body, today) if verb in CHANGES else {}


def _proposed(_case: Case, body: Mapping[str, Any], _today: date) -> dict[str, Any]:
    return {"turning_away": TurningAway(why=body["why"])}


def _turned_away(_case: Case, body: Mapping[str, Any], today: date) -> dict[str, Any]:
    erased_on = today + timedelta(days=30) if body["why"] == "individual" else None
    return {"turning_away": TurningAway(why=body["why"], by_user=True, erased_on=erased_on)}


def _appealed(case: Case, _body: Mapping[str, Any], _today: date) -> dict[str, Any]:
    away = case.turning_away or TurningAway(why="outside_mandate")
    return {"turning_away": away.model_copy(update={"appealed_to": COUNCILS[case.holder].parent})}


def _postponed(case: Case, body: Mapping[str, Any], _today: date) -> dict[str, Any]:
    if case.postponed >= OFTEN and not body.get("seen"):
        problem = Problem("postponed-often", "seen")
        raise Refused(409, problem.slug, (problem,), more={"postponed": case.postponed})
    return {"returns": date.fromisoformat(body["until"]), "postponed": case.postponed + 1}


CHANGES: Final[Mapping[str, Callable[[Case, Mapping[str, Any], date], dict[str, Any]]]] = {
    "schedule": lambda _case, body, _today: {"scheduled": date.fromisoformat(body["on"])},
    "turning-away": _proposed,
    "turn-away": _turned_away,
    **dict.fromkeys(("keep", "overturn", "uphold"), lambda _case, _body, _today: {"turning_away": None}),
    "appeal": _appealed,
    "postpone": _postponed,
    "merge": lambda _case, body, _today: {"into": body["into"]},
    "restrict": lambda _case, body, _today: {"restriction": Restriction.model_validate(body)},
    "lift": lambda _case, _body, _today: {"restriction": None},
}


def _require_ahead(body: Mapping[str, Any], today: date) -> None:
    for name in ("on", "until"):
        if name in body and date.fromisoformat(body[name]) <= today:
            raise Refused(422, "day-passed", (Problem("day-passed", name),))
