"""The part of the story in which councils change: it begins where the cases' part ends, with councils of its own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from councilkit.events.base import Event
from councilkit.events.cases import RuleStatus
from councilkit.events.councils import (
    CouncilFounded,
    CouncilKind,
    Language,
    Level,
    Names,
    PostEnded,
    PostRole,
    PostStarted,
    SeatAdded,
    Side,
    TermRole,
    TermStarted,
    UnitKind,
    UnitListed,
)
from councilkit.events.first_versions import FirstNominationRequested
from councilkit.events.meetings import (
    AbsenceTold,
    AbsenceWithdrawn,
    Access,
    MeetingArranged,
    MeetingCancelled,
    MeetingConvened,
    MeetingCorrected,
    MeetingForm,
    MeetingHeld,
    MeetingMoved,
    MeetingPlanned,
    MeetingRegretted,
    MeetingType,
    MeetingTypeDropped,
    MeetingTypeMade,
    MinutesSent,
    SignedOff,
    SignedUp,
)
from councilkit.events.seating import (
    HandoverItem,
    HandoverTicked,
    MandateSet,
    NominationAnswered,
    NominationClosed,
    NominationRequested,
    Numbering,
    OrganisationChanged,
    OrganisationListed,
    PostInvited,
    TermInvited,
    TermVouchedFor,
)
from councilkit.events.structure import (
    CouncilCountingSet,
    UnitChangeAgreed,
    UnitChanged,
    UnitPlanDropped,
)

EAST_UNIT, WEST_UNIT = "0806", "0811"
REGIONAL, EAST, WEST = "rbuvestfold345672345", "lbuskien2345672345672", "lbusiljan345672345672"
CHAIR, DEPUTYS, DESK = "stolskien345672345672", "varastolskien67234567", "pultskien345672345672"
MEMBER, SECRETARY, NEWCOMER = "vervskien345672345672", "sekretarskien67234567", "nyttvervskien67234567"
ORGANISATION, CONTACT, CONSULTANT = "lyktelaget67234567234", "kontaktlykt6723456723", "erfaringskien67234567"
EARLIER = "tidligereforesp672345"
REQUEST, OWN_TYPE = "foresporsel6723456723", "kveldsmote67234567234"
EVENING, GATHERING = "kveldsmoteskien672345", "samlingskien672345672"

Told = tuple[date, str, Event]


def told(day: str, stream: str, *events: Event) -> list[Told]:
    """Tell what happened to one thing on one day."""
    return [(date.fromisoformat(day), stream, event) for event in events]


def names_of(place: str) -> Names:
    """Name the council of a place."""
    return Names(nb=f"Brukerutvalget i {place}", nn=f"Brukarutvalet i {place}", en=f"User council of {place}")


def _founded(council: str, short: str, place: str, unit: str) -> Event:
    return CouncilFounded(
        council=council,
        names=names_of(place),
        short=short,
        level=Level.LOCAL,
        kind=CouncilKind.USER_COUNCIL,
        parent=REGIONAL,
        units=(unit,),
        line="AT",
        language=Language.NB,
        led_by=Side.USER,
        starts=date(2027, 1, 1),
    )


def _sits(term: str, seat: str, role: TermRole, side: Side) -> Event:
    times = {"starts": date(2027, 1, 1), "ends": date(2028, 12, 31)}
    return TermStarted(council=EAST, seat=seat, term=term, role=role, side=side, **times)


def _post(post: str, role: PostRole, *, unit: str | None = None, organisation: str | None = None) -> Event:
    council = REGIONAL if role is PostRole.EXPERIENCE_CONSULTANT else None
    starts = date(2027, 1, 4)
    return PostStarted(post=post, role=role, unit=unit, organisation=organisation, council=council, starts=starts)


_EVENING = datetime.combine(date(2027, 3, 4), time(17), UTC)
RENAMED = UnitChanged(unit=WEST_UNIT, on=date(2027, 5, 1), name="Nav Siljan og Skien", parent="0800", line="AT")

REGISTRY_STORY: Sequence[Told] = (
    *told(
        "2027-01-04",
        f"unit-{EAST_UNIT}",
        UnitListed(unit=EAST_UNIT, name="Nav Skien", kind=UnitKind.LOCAL_OFFICE, parent="0800", line="AT"),
        _post(CONSULTANT, PostRole.EXPERIENCE_CONSULTANT, unit=EAST_UNIT),
        PostInvited(post=CONSULTANT, unit=EAST_UNIT),
        PostEnded(post=CONSULTANT, unit=EAST_UNIT, on=date(2027, 12, 31)),
    ),
    *told(
        "2027-01-04",
        f"unit-{WEST_UNIT}",
        UnitListed(
            unit=WEST_UNIT, name="Nav Siljan", kind=UnitKind.LOCAL_OFFICE, parent="0800", starts=date(2020, 1, 1)
        ),
        UnitChangeAgreed(unit=WEST_UNIT, on=RENAMED.on, changed=RENAMED),
        UnitPlanDropped(unit=WEST_UNIT, on=RENAMED.on),
    ),
    *told("2027-01-04", f"organisation-{ORGANISATION}", OrganisationListed(organisation=ORGANISATION)),
    *told(
        "2027-01-05",
        f"organisation-{ORGANISATION}",
        OrganisationChanged(organisation=ORGANISATION, umbrella="paraplyen67234567234"),
        _post(CONTACT, PostRole.ORGANISATION_CONTACT, organisation=ORGANISATION),
    ),
    *told("2027-01-05", f"council-{WEST}", _founded(WEST, "LBU-SIL", "Siljan", WEST_UNIT)),
    *told(
        "2027-01-05",
        f"council-{EAST}",
        _founded(EAST, "LBU-SKI", "Skien", EAST_UNIT),
        CouncilCountingSet(council=EAST, counts_from=date(2027, 7, 1), quiet=True),
        MandateSet(
            council=EAST,
            version=1,
            starts=date(2027, 1, 1),
            review_on=date(2028, 6, 1),
            status=RuleStatus.AGREED,
            numbers={"meetings_a_year": 5, "term_months": 24},
            numbering=Numbering.PER_TREATMENT,
        ),
        SeatAdded(council=EAST, seat=CHAIR, side=Side.USER),
        SeatAdded(council=EAST, seat=DEPUTYS, side=Side.USER, deputy_for=CHAIR),
        SeatAdded(council=EAST, seat=DESK, side=Side.NAV),
        _sits(MEMBER, CHAIR, TermRole.LEADER, Side.USER),
        _sits(SECRETARY, DESK, TermRole.SECRETARY, Side.NAV),
        TermInvited(council=EAST, term=MEMBER),
        TermVouchedFor(council=EAST, term=MEMBER, by=SECRETARY),
        FirstNominationRequested(council=EAST, seat=DEPUTYS, request=EARLIER, to=(CONTACT,), due=date(2027, 2, 1)),
        NominationClosed(council=EAST, request=EARLIER),
        NominationRequested(council=EAST, seat=DEPUTYS, request=REQUEST, due=date(2027, 3, 1)),
        NominationAnswered(council=EAST, request=REQUEST),
        _sits(NEWCOMER, DEPUTYS, TermRole.DEPUTY, Side.USER),
        NominationClosed(council=EAST, request=REQUEST),
        HandoverTicked(council=EAST, term=NEWCOMER, item=HandoverItem.PAPERS, done=True),
    ),
    *told("2027-02-01", f"meetingtype-{OWN_TYPE}", MeetingTypeMade(own_type=OWN_TYPE, council=EAST)),
    *told(
        "2027-02-01",
        f"meeting-{EVENING}",
        MeetingPlanned(
            meeting=EVENING,
            councils=(EAST,),
            type=MeetingType.OTHER,
            form=MeetingForm.PHYSICAL,
            starts_at=_EVENING,
            ends_at=_EVENING + timedelta(hours=2),
            access=(Access.STEP_FREE, Access.HEARING_LOOP),
            own_type=OWN_TYPE,
            series="haleskien672345672345",
        ),
        MeetingArranged(meeting=EVENING, councils=(EAST,), form=MeetingForm.HYBRID, access=(Access.STEP_FREE,)),
        MeetingConvened(meeting=EVENING, councils=(EAST,)),
        MeetingRegretted(meeting=EVENING, councils=(EAST,), entry=f"meeting-{EVENING}:000003"),
        MeetingMoved(meeting=EVENING, councils=(EAST,), starts_at=_EVENING + timedelta(days=1)),
        AbsenceTold(meeting=EVENING, council=EAST, term=MEMBER),
        AbsenceWithdrawn(meeting=EVENING, council=EAST, term=MEMBER),
    ),
    *told(
        "2027-03-05",
        f"meeting-{EVENING}",
        MeetingHeld(meeting=EVENING, councils=(EAST,), attended=(MEMBER,)),
        MeetingCorrected(meeting=EVENING, councils=(EAST,), attended=(MEMBER, SECRETARY)),
        MinutesSent(meeting=EVENING, councils=(EAST,), on=date(2027, 3, 12)),
    ),
    *told("2027-03-15", f"meetingtype-{OWN_TYPE}", MeetingTypeDropped(own_type=OWN_TYPE)),
    *told(
        "2027-03-15",
        f"meeting-{GATHERING}",
        MeetingPlanned(
            meeting=GATHERING,
            councils=(EAST,),
            type=MeetingType.EXPERIENCE_GATHERING,
            form=MeetingForm.PHYSICAL,
            starts_at=datetime.combine(date(2027, 10, 7), time(8), UTC),
            sign_up=True,
        ),
        SignedUp(meeting=GATHERING, holding=MEMBER),
        SignedOff(meeting=GATHERING, holding=MEMBER),
        MeetingCancelled(meeting=GATHERING, councils=(EAST,)),
    ),
)
"""Day, stream and event, in order."""
