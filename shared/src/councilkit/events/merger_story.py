"""The part of the story in which two councils become one, and the case of the one that is no more goes on."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from councilkit.events.cases import (
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReported,
    CaseTakenOver,
    CaseTreated,
    Due,
    Line,
    Outcome,
    RuleStatus,
    StatementMade,
)
from councilkit.events.councils import Language, PostRole, PostStarted, Side
from councilkit.events.meetings import MeetingForm, MeetingHeld, MeetingPlanned, MeetingType
from councilkit.events.notifications import CouncilDutiesClosed
from councilkit.events.registry_story import (
    DEPUTYS,
    EAST,
    EAST_UNIT,
    REGIONAL,
    RENAMED,
    WEST,
    WEST_UNIT,
    Told,
    names_of,
    told,
)
from councilkit.events.seating import SeatClosed
from councilkit.events.structure import (
    CouncilChangeAgreed,
    CouncilChanged,
    CouncilClosed,
    CouncilPlanDropped,
    CouncilRested,
    CouncilWoken,
    UnitClosed,
)

CASE, MEETING, MANAGER = "sakbuss67234567234567", "motesiljan67234567234", "svarledersiljan672345"

_MERGER = CouncilClosed(council=WEST, on=date(2027, 7, 1), successors=(EAST,))
_DUE = Due(on=date(2027, 7, 2), rule="answer-local", status=RuleStatus.PROPOSED)
_MET_AT = datetime(2027, 5, 20, 7, tzinfo=UTC)
_WIDER = CouncilChanged(
    council=EAST,
    on=date(2027, 7, 2),
    names=names_of("Skien og Siljan"),
    parent=REGIONAL,
    units=(EAST_UNIT, WEST_UNIT),
    line="AT",
    language=Language.NB,
    led_by=Side.USER,
)

MERGER_STORY: Sequence[Told] = (
    *told(
        "2027-04-01",
        f"council-{WEST}",
        CouncilRested(council=WEST, on=date(2027, 4, 1)),
        CouncilWoken(council=WEST, on=date(2027, 4, 15)),
        CouncilChangeAgreed(council=WEST, on=_MERGER.on, closed=_MERGER),
        CouncilPlanDropped(council=WEST, on=_MERGER.on),
        CouncilChangeAgreed(council=WEST, on=_MERGER.on, closed=_MERGER),
    ),
    *told(
        "2027-05-01",
        f"unit-{WEST_UNIT}",
        RENAMED,
        PostStarted(post=MANAGER, unit=WEST_UNIT, role=PostRole.ANSWERING_MANAGER, starts=date(2027, 5, 1)),
    ),
    *told(
        "2027-05-20",
        f"meeting-{MEETING}",
        MeetingPlanned(
            meeting=MEETING,
            councils=(WEST,),
            type=MeetingType.COUNCIL_MEETING,
            form=MeetingForm.DIGITAL,
            starts_at=_MET_AT,
        ),
        MeetingHeld(meeting=MEETING, councils=(WEST,), attended=()),
    ),
    *told(
        "2027-05-21",
        f"case-{CASE}",
        CaseReported(case=CASE, reference="27-1163", council=WEST, lines=(Line.AT,), language=Language.NB),
        CasePutOnAgenda(case=CASE, council=WEST, meeting=MEETING),
        CaseTreated(case=CASE, council=WEST, meeting=MEETING, outcome=Outcome.STATEMENT),
        StatementMade(case=CASE, council=WEST, unit=WEST_UNIT, due=_DUE),
    ),
    *told("2027-07-01", f"council-{WEST}", _MERGER),
    *told("2027-07-01", f"case-{CASE}", CaseTakenOver(case=CASE, council=WEST, to=EAST)),
    *told("2027-07-01", f"duties-{WEST}", CouncilDutiesClosed(council=WEST, on=_MERGER.on, successor=EAST)),
    *told("2027-07-02", f"council-{EAST}", _WIDER, SeatClosed(council=EAST, seat=DEPUTYS, on=date(2028, 12, 31))),
    *told("2028-01-01", f"unit-{WEST_UNIT}", UnitClosed(unit=WEST_UNIT, on=date(2028, 1, 1), successors=(EAST_UNIT,))),
    *told("2028-01-01", f"case-{CASE}", AnswerPassedOn(case=CASE, unit=WEST_UNIT, successor=EAST_UNIT)),
)
"""Day, stream and event, in order."""
