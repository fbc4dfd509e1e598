"""The part of the story with cases that go no further: one is turned away, and one is older than this house."""

from collections.abc import Sequence
from datetime import date

from councilkit.events.base import Event
from councilkit.events.case_life import (
    AppealDecided,
    CaseAppealed,
    CaseImported,
    CaseKept,
    CaseTurnedAway,
    TurningAwayProposed,
)
from councilkit.events.case_words import ImportedAs, Phase, StartedBy, Theme, Unfit
from councilkit.events.cases import CaseReported, Due, Line, RuleStatus
from councilkit.events.councils import Language
from councilkit.events.registry_story import EAST, MEMBER, REGIONAL, Told, told

TURNED_AWAY, OLD = "saknabo67234567234567", "sakarkiv672345672345a"


def due(day: str, rule: str, since: str | None = None, status: RuleStatus = RuleStatus.PROPOSED) -> Due:
    """Name a date by which something is hoped for."""
    counted_from = date.fromisoformat(since) if since else None
    return Due(on=date.fromisoformat(day), rule=rule, status=status, since=counted_from)


def reported(case: str, reference: str, council: str, word_by: Due) -> Event:
    """Let a council raise a case."""
    return CaseReported(
        case=case,
        reference=reference,
        council=council,
        lines=(Line.AT,),
        language=Language.NB,
        reporter=MEMBER,
        phase=Phase.PLANNING,
        theme=Theme.WAITING,
        started_by=StartedBy.USERS,
        word_by=word_by,
    )


SHORT_STORY: Sequence[Told] = (
    *told(
        "2028-02-03",
        f"case-{TURNED_AWAY}",
        reported(TURNED_AWAY, "28-0562", EAST, due("2028-02-17", "word", "2028-02-03")),
        TurningAwayProposed(case=TURNED_AWAY, council=EAST, why=Unfit.OUTSIDE_MANDATE),
        CaseKept(case=TURNED_AWAY, council=EAST),
        CaseTurnedAway(case=TURNED_AWAY, council=EAST, why=Unfit.OUTSIDE_MANDATE),
        CaseAppealed(case=TURNED_AWAY, council=EAST, to=REGIONAL),
    ),
    *told(
        "2028-02-14",
        f"case-{TURNED_AWAY}",
        AppealDecided(
            case=TURNED_AWAY, council=REGIONAL, stands=False, word_by=due("2028-02-28", "word", "2028-02-14")
        ),
        CaseTurnedAway(case=TURNED_AWAY, council=EAST, why=Unfit.INDIVIDUAL, erased_on=date(2028, 3, 15)),
    ),
    *told(
        "2028-11-01",
        f"case-{OLD}",
        CaseImported(
            case=OLD,
            reference="19-0007",
            council=EAST,
            lines=(Line.K,),
            language=Language.NB,
            raised=date(2019, 4, 2),
            state=ImportedAs.AWAITING_ANSWER,
            holder=REGIONAL,
            numbers=("12/19",),
            unit="0800",
            due=due("2019-09-02", "set-by-hand", "2019-06-03", RuleStatus.AGREED),
        ),
    ),
)
"""Day, stream and event, in order."""
