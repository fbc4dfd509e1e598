"""The part of the story in which the centre asks a region, and that asks its own councils before it answers.

One of them is no more before it has answered.
"""

from collections.abc import Sequence

from councilkit.events.case_words import Late
from councilkit.events.cases import RuleStatus
from councilkit.events.registry_story import EAST, REGIONAL, WEST, Told, told
from councilkit.events.rounds import (
    RoundAnswered,
    RoundConcluded,
    RoundDue,
    RoundOpened,
    RoundTakenOver,
    Stance,
)
from councilkit.events.short_story import due

ROUND = "innspill6723456723456"
OUTER = "innspillsentralt34567"
CENTRE = "sbusentralt345672345"


ROUND_STORY: Sequence[Told] = (
    *told(
        "2027-05-25",
        f"round-{OUTER}",
        RoundOpened(
            round=OUTER,
            council=CENTRE,
            to=(REGIONAL,),
            questions=2,
            due=due("2027-09-30", "set-by-hand", "2027-05-25", RuleStatus.AGREED),
        ),
    ),
    *told(
        "2027-06-01",
        f"round-{ROUND}",
        RoundOpened(
            round=ROUND,
            council=REGIONAL,
            to=(EAST, WEST),
            questions=2,
            due=due("2027-08-20", "set-by-hand", "2027-06-01", RuleStatus.AGREED),
            within=OUTER,
        ),
    ),
    *told("2027-07-01", f"round-{ROUND}", RoundTakenOver(round=ROUND, council=WEST, to=EAST)),
    *told("2027-08-02", f"round-{ROUND}", RoundDue(round=ROUND, late=Late.SOON, missing=(EAST,))),
    *told(
        "2027-08-16", f"round-{ROUND}", RoundAnswered(round=ROUND, council=EAST, stances=(Stance.FOR, Stance.PARTLY))
    ),
    *told(
        "2027-08-20",
        f"round-{OUTER}",
        RoundAnswered(
            round=OUTER,
            council=REGIONAL,
            stances=(Stance.FOR, Stance.NONE),
            rests_on=(ROUND,),
            contributed=(EAST,),
        ),
    ),
    *told("2027-08-23", f"round-{ROUND}", RoundConcluded(round=ROUND, council=REGIONAL, contributed=(EAST,))),
    *told("2027-10-01", f"round-{OUTER}", RoundConcluded(round=OUTER, council=CENTRE, contributed=(REGIONAL,))),
)
"""Day, stream and event, in order."""
