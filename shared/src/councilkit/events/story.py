"""The story that the curated examples tell: no event in it is one that the rules of its service would refuse."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from councilkit.events.base import Event
from councilkit.events.case_story import CASE_STORY
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerOutcome,
    CasePutOnAgenda,
    CaseReceived,
    CaseReported,
    CaseReturned,
    CaseSent,
    CaseTreated,
    Line,
    Outcome,
    StatementMade,
    Wish,
)
from councilkit.events.councils import (
    Language,
    Level,
    Names,
    SeatAdded,
    Side,
    TermEnded,
    TermRole,
    TermStarted,
    UnitKind,
    UnitListed,
)
from councilkit.events.first_versions import (
    FirstCouncilFounded,
    FirstCouncilKind,
    FirstMeetingPlanned,
    FirstMeetingType,
    FirstPostEnded,
    FirstPostRole,
    FirstPostStarted,
)
from councilkit.events.meetings import MeetingForm, MeetingHeld
from councilkit.events.merger_story import MERGER_STORY
from councilkit.events.newsletters import (
    DigestDeclined,
    DigestWanted,
    EditionFrozen,
    EditionGreeted,
    EditionOpened,
)
from councilkit.events.notifications import AlertRaised, CouncilDutiesSet, RuleAdopted, RuleWithdrawn
from councilkit.events.registry_story import REGISTRY_STORY, Told, told
from councilkit.events.round_story import ROUND_STORY
from councilkit.events.short_story import SHORT_STORY, due
from councilkit.events.texts import TextErased

LOCAL = "lbuhorten23456723456"
REGION = "rbuvestfold345672345"
CENTRE = "sbusentralt345672345"
OFFICE = "0701"
REGION_UNIT = "0800"
DIRECTORATE = "9000"
LEADER = "ledervervhorten23456"
SEAT = "stolhorten2345672345"
REGION_LEADER = "ledervervregion23456"
REGION_SEAT = "stolregion2345672345"
MANAGER = "svarlederhorten23456"
REGION_MANAGER = "svarlederregion23456"
MEETING = "motehorten2345672345"
REGION_MEETING = "moteregion2345672345"
CASE = "sakdorapner234567234"
EDITION = "utgavehost2345672345"
YEARLY = "annual-meeting"
GATHERING = "meetings-a-year"


def _unit(unit: str, name: str, kind: UnitKind, parent: str | None = None, line: str | None = None) -> UnitListed:
    return UnitListed(unit=unit, name=name, kind=kind, parent=parent, line=line)


def _manager(post: str, unit: str) -> Event:
    role = FirstPostRole.ANSWERING_MANAGER
    return FirstPostStarted(post=post, unit=unit, role=role, starts=date(2026, 1, 1))


def _council(council: str, short: str, names: Names, level: Level, unit: str, **more: str) -> Event:
    return FirstCouncilFounded(
        council=council,
        names=names,
        short=short,
        level=level,
        kind=FirstCouncilKind.USER_COUNCIL,
        units=(unit,),
        language=Language.NB,
        led_by=Side.USER,
        **more,
    )


def _leader(council: str, seat: str, term: str) -> tuple[Event, Event]:
    times = {"starts": date(2026, 1, 1), "ends": date(2027, 12, 31)}
    started = TermStarted(council=council, seat=seat, term=term, role=TermRole.LEADER, side=Side.USER, **times)
    return SeatAdded(council=council, seat=seat, side=Side.USER), started


def _meeting(meeting: str, council: str, form: MeetingForm, day: str) -> Event:
    starts_at = datetime.combine(date.fromisoformat(day), time(7), UTC)
    type_ = FirstMeetingType.COUNCIL_MEETING
    return FirstMeetingPlanned(meeting=meeting, councils=(council,), type=type_, form=form, starts_at=starts_at)


def _held(meeting: str, council: str, *attended: str) -> Event:
    return MeetingHeld(meeting=meeting, councils=(council,), attended=attended)


_TOLD: Sequence[Told] = (
    *told("2026-01-12", f"unit-{DIRECTORATE}", _unit(DIRECTORATE, "Nav direktoratet", UnitKind.DIRECTORATE)),
    *told(
        "2026-01-12",
        f"unit-{REGION_UNIT}",
        _unit(REGION_UNIT, "Nav Vestfold", UnitKind.REGION, parent=DIRECTORATE),
        _manager(REGION_MANAGER, REGION_UNIT),
    ),
    *told(
        "2026-01-12",
        f"unit-{OFFICE}",
        _unit(OFFICE, "Nav Horten", UnitKind.LOCAL_OFFICE, parent=REGION_UNIT, line="AT"),
        _manager(MANAGER, OFFICE),
    ),
    *told(
        "2026-01-13",
        f"council-{CENTRE}",
        _council(
            CENTRE,
            "SBU",
            Names(nb="Sentralt brukerutvalg", nn="Sentralt brukarutval", en="Central user council"),
            Level.CENTRAL,
            DIRECTORATE,
        ),
    ),
    *told(
        "2026-01-13",
        f"council-{REGION}",
        _council(
            REGION,
            "RBU-VES",
            Names(nb="Brukerutvalget i Vestfold", nn="Brukarutvalet i Vestfold", en="User council of Vestfold"),
            Level.REGIONAL,
            REGION_UNIT,
            parent=CENTRE,
        ),
        *_leader(REGION, REGION_SEAT, REGION_LEADER),
    ),
    *told(
        "2026-01-13",
        f"council-{LOCAL}",
        _council(
            LOCAL,
            "LBU-HOR",
            Names(nb="Lokalt brukerutvalg Horten", nn="Lokalt brukarutval Horten", en="Local user council Horten"),
            Level.LOCAL,
            OFFICE,
            parent=REGION,
            line="AT",
        ),
        *_leader(LOCAL, SEAT, LEADER),
    ),
    *told("2026-01-14", f"meeting-{MEETING}", _meeting(MEETING, LOCAL, MeetingForm.HYBRID, "2026-03-10")),
    *told(
        "2026-01-14", f"meeting-{REGION_MEETING}", _meeting(REGION_MEETING, REGION, MeetingForm.DIGITAL, "2026-04-20")
    ),
    *told(
        "2026-02-02",
        f"case-{CASE}",
        CaseReported(case=CASE, reference="26-4821", council=LOCAL, lines=(Line.AT, Line.K), language=Language.NB),
        CasePutOnAgenda(case=CASE, council=LOCAL, meeting=MEETING),
    ),
    *told("2026-03-10", f"meeting-{MEETING}", MeetingHeld(meeting=MEETING, councils=(LOCAL,), attended=(LEADER,))),
    *told(
        "2026-03-10",
        f"case-{CASE}",
        CaseTreated(case=CASE, council=LOCAL, meeting=MEETING, outcome=Outcome.HOP),
        CaseSent(case=CASE, sender=LOCAL, to=REGION, wish=Wish.STATEMENT, due=due("2026-03-24", "receive")),
    ),
    *told("2026-03-20", f"case-{CASE}", CaseReturned(case=CASE, council=REGION, to=LOCAL)),
    *told(
        "2026-03-30",
        f"case-{CASE}",
        CaseSent(case=CASE, sender=LOCAL, to=REGION, wish=Wish.ANSWER, due=due("2026-04-16", "receive")),
    ),
    *told(
        "2026-04-10",
        f"case-{CASE}",
        CaseReceived(case=CASE, council=REGION),
        CasePutOnAgenda(case=CASE, council=REGION, meeting=REGION_MEETING),
    ),
    *told("2026-04-20", f"meeting-{REGION_MEETING}", _held(REGION_MEETING, REGION, REGION_LEADER)),
    *told(
        "2026-04-20",
        f"case-{CASE}",
        CaseTreated(case=CASE, council=REGION, meeting=REGION_MEETING, outcome=Outcome.STATEMENT),
        StatementMade(case=CASE, council=REGION, unit=REGION_UNIT, due=due("2026-06-15", "answer-region")),
    ),
    *told("2026-06-15", f"case-{CASE}", AnswerGiven(case=CASE, unit=REGION_UNIT, outcome=AnswerOutcome.PARTLY)),
    *told(
        "2026-06-22",
        f"case-{CASE}",
        AnswerDisputed(case=CASE, council=LOCAL, unit=REGION_UNIT, due=due("2026-08-17", "answer-region")),
    ),
    *told("2026-08-10", f"case-{CASE}", AnswerGiven(case=CASE, unit=REGION_UNIT, outcome=AnswerOutcome.FOLLOWED)),
    *told("2026-08-17", f"case-{CASE}", AnswerConfirmed(case=CASE, council=LOCAL)),
    *told("2026-08-24", f"case-{CASE}", TextErased(entry=f"case-{CASE}:000001", text="description")),
    *told("2026-09-01", f"rule-{YEARLY}", RuleAdopted(rule=YEARLY)),
    *told(
        "2026-09-01",
        f"duties-{LOCAL}",
        AlertRaised(council=LOCAL, rule=YEARLY, year=2026, step="book-autumn", on=date(2026, 9, 1)),
    ),
    *told("2026-09-01", f"rule-{GATHERING}", RuleAdopted(rule=GATHERING)),
    *told("2026-09-02", f"rule-{GATHERING}", RuleWithdrawn(rule=GATHERING)),
    *told(
        "2026-09-03",
        f"duties-{LOCAL}",
        CouncilDutiesSet(council=LOCAL, agreed=(GATHERING,), meetings_a_year=3, counts_from=date(2026, 1, 1)),
    ),
    *told("2026-10-20", f"council-{LOCAL}", TermEnded(council=LOCAL, term=LEADER, on=date(2026, 10, 31))),
    *told("2026-10-20", f"unit-{OFFICE}", FirstPostEnded(post=MANAGER, unit=OFFICE, on=date(2026, 11, 30))),
    *told(
        "2026-11-16",
        f"edition-{EDITION}",
        EditionOpened(edition=EDITION, half="2026-2", starts=date(2026, 5, 16), ends=date(2026, 11, 15)),
        EditionGreeted(edition=EDITION),
    ),
    *told("2026-12-15", f"edition-{EDITION}", EditionFrozen(edition=EDITION, terms=(REGION_LEADER,), cases=(CASE,))),
    *told("2026-12-16", f"reader-{REGION_LEADER}", DigestDeclined(term=REGION_LEADER)),
    *told("2026-12-17", f"reader-{REGION_LEADER}", DigestWanted(term=REGION_LEADER)),
    *REGISTRY_STORY,
    *MERGER_STORY,
    *ROUND_STORY,
    *SHORT_STORY,
    *CASE_STORY,
)

STORY: Sequence[Told] = sorted(_TOLD, key=lambda one: one[0])
"""Day, stream and event, in order."""
