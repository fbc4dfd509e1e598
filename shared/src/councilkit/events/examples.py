"""Curated examples: one story told in every event type there is. Producers and consumers test against the same ones."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from councilkit.events.base import Event, encode
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
    Due,
    Line,
    Outcome,
    RuleStatus,
    StatementMade,
    Wish,
)
from councilkit.events.councils import (
    CouncilFounded,
    CouncilKind,
    Language,
    Level,
    MeetingForm,
    MeetingHeld,
    MeetingPlanned,
    MeetingType,
    Names,
    PostEnded,
    PostRole,
    PostStarted,
    SeatAdded,
    Side,
    TermEnded,
    TermRole,
    TermStarted,
    UnitKind,
    UnitListed,
)
from councilkit.events.item import Item
from councilkit.events.texts import TextErased
from councilkit.ledger.chain import GENESIS, link

LOCAL = "lbuhorten23456723456"
REGION = "rbuvestfold345672345"
CENTRE = "sbusentralt345672345"
OFFICE = "0701"
REGION_UNIT = "0800"
DIRECTORATE = "9000"
LEADER = "ledervervhorten23456"
SEAT = "stolhorten2345672345"
MANAGER = "svarlederhorten23456"
MEETING = "motehorten2345672345"
CASE = "sakdorapner234567234"

_STARTED = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
_COUNCILS = "council-registry"
_CASES = "case-flow"


def _due(on: date, rule: str) -> Due:
    return Due(on=on, rule=rule, status=RuleStatus.PROPOSED)


_STORY: tuple[tuple[str, str, Event], ...] = (
    (
        _COUNCILS,
        f"unit-{OFFICE}",
        UnitListed(unit=OFFICE, name="Nav Horten", kind=UnitKind.LOCAL_OFFICE, parent=REGION_UNIT, line="AT"),
    ),
    (
        _COUNCILS,
        f"unit-{OFFICE}",
        PostStarted(post=MANAGER, unit=OFFICE, role=PostRole.ANSWERING_MANAGER, starts=date(2026, 1, 1)),
    ),
    (
        _COUNCILS,
        f"council-{LOCAL}",
        CouncilFounded(
            council=LOCAL,
            names=Names(
                nb="Lokalt brukerutvalg Horten", nn="Lokalt brukarutval Horten", en="Local user council Horten"
            ),
            short="LBU-HOR",
            level=Level.LOCAL,
            kind=CouncilKind.USER_COUNCIL,
            parent=REGION,
            units=(OFFICE,),
            line="AT",
            language=Language.NB,
            led_by=Side.USER,
        ),
    ),
    (_COUNCILS, f"council-{LOCAL}", SeatAdded(council=LOCAL, seat=SEAT, side=Side.USER)),
    (
        _COUNCILS,
        f"council-{LOCAL}",
        TermStarted(
            council=LOCAL,
            seat=SEAT,
            term=LEADER,
            role=TermRole.LEADER,
            side=Side.USER,
            starts=date(2026, 1, 1),
            ends=date(2027, 12, 31),
        ),
    ),
    (
        _COUNCILS,
        f"meeting-{MEETING}",
        MeetingPlanned(
            meeting=MEETING,
            councils=(LOCAL,),
            type=MeetingType.COUNCIL_MEETING,
            form=MeetingForm.HYBRID,
            starts_at=datetime(2026, 3, 10, 11, 0, tzinfo=UTC),
        ),
    ),
    (_COUNCILS, f"meeting-{MEETING}", MeetingHeld(meeting=MEETING, councils=(LOCAL,), attended=(LEADER,))),
    (
        _CASES,
        f"case-{CASE}",
        CaseReported(case=CASE, reference="26-4821", council=LOCAL, lines=(Line.AT, Line.K), language=Language.NB),
    ),
    (_CASES, f"case-{CASE}", CasePutOnAgenda(case=CASE, council=LOCAL, meeting=MEETING)),
    (_CASES, f"case-{CASE}", CaseTreated(case=CASE, council=LOCAL, meeting=MEETING, outcome=Outcome.HOP)),
    (
        _CASES,
        f"case-{CASE}",
        CaseSent(case=CASE, sender=LOCAL, to=REGION, wish=Wish.STATEMENT, due=_due(date(2026, 3, 24), "receive")),
    ),
    (_CASES, f"case-{CASE}", CaseReturned(case=CASE, council=REGION, to=LOCAL)),
    (
        _CASES,
        f"case-{CASE}",
        CaseSent(case=CASE, sender=LOCAL, to=REGION, wish=Wish.ANSWER, due=_due(date(2026, 4, 16), "receive")),
    ),
    (_CASES, f"case-{CASE}", CaseReceived(case=CASE, council=REGION)),
    (
        _CASES,
        f"case-{CASE}",
        StatementMade(case=CASE, council=REGION, unit=REGION_UNIT, due=_due(date(2026, 6, 15), "answer-region")),
    ),
    (_CASES, f"case-{CASE}", AnswerGiven(case=CASE, unit=REGION_UNIT, outcome=AnswerOutcome.PARTLY)),
    (
        _CASES,
        f"case-{CASE}",
        AnswerDisputed(case=CASE, council=LOCAL, unit=REGION_UNIT, due=_due(date(2026, 8, 17), "answer-region")),
    ),
    (_CASES, f"case-{CASE}", AnswerGiven(case=CASE, unit=REGION_UNIT, outcome=AnswerOutcome.FOLLOWED)),
    (_CASES, f"case-{CASE}", AnswerConfirmed(case=CASE, council=LOCAL)),
    (_CASES, f"case-{CASE}", TextErased(entry=f"case-{CASE}:000001", text="description")),
    (_COUNCILS, f"council-{LOCAL}", TermEnded(council=LOCAL, term=LEADER, on=date(2026, 10, 31))),
    (_COUNCILS, f"unit-{OFFICE}", PostEnded(post=MANAGER, unit=OFFICE, on=date(2026, 11, 30))),
)


def example_items() -> Iterator[Item]:
    """Tell the whole story in order, each publisher with positions and a chain of its own."""
    heads = {_COUNCILS: GENESIS, _CASES: GENESIS}
    positions: Counter[str] = Counter()
    sequences: Counter[str] = Counter()
    for step, (source, stream, event) in enumerate(_STORY):
        positions[source] += 1
        sequences[stream] += 1
        entry, data = f"{stream}:{sequences[stream]:06d}", encode(event)
        heads[source] = link(heads[source], positions[source], entry, event.TYPE, data)
        yield Item(
            id=entry,
            source=source,
            type=event.TYPE,
            at=_STARTED + timedelta(days=step),
            stream=stream,
            position=positions[source],
            epoch=1,
            hash=heads[source],
            correlation=f"correlation{step:09d}",
            causation=None,
            trace="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            actor=LEADER,
            data=data,
        )
