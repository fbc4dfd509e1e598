from datetime import UTC, date, datetime

import pytest

from council_registry.domain.holding import Holding
from council_registry.domain.meeting import Meeting
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.training import certificate, held_jointly
from councilkit.events.councils import Side, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType


def a_holding(id: str, side: Side) -> Holding:
    return Holding(id, HoldKind.TERM, TermRole.MEMBER, side, Period(date(2026, 1, 1)), council="horten")


KNOWN = {"member": a_holding("member", Side.USER), "secretary": a_holding("secretary", Side.NAV)}
STARTS = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def training(*attended: str) -> Meeting:
    return Meeting("m", ("horten",), MeetingType.TRAINING, MeetingForm.PHYSICAL, STARTS, attended=attended)


@pytest.mark.parametrize(
    ("attended", "jointly"), [(("member", "secretary"), True), (("member",), False), (("secretary", "nobody"), False)]
)
def test_a_training_is_joint_when_both_sides_were_there(attended: tuple[str, ...], *, jointly: bool) -> None:
    assert held_jointly(attended, KNOWN) is jointly


def test_whoever_was_at_a_joint_training_has_a_certificate_of_that_day() -> None:
    got = certificate(training("member", "secretary"), ["member"], KNOWN)
    assert got
    assert ([term.id for term in got.terms], got.side, got.day) == (["member"], Side.USER, date(2026, 3, 3))


def test_whoever_was_not_there_has_none() -> None:
    assert certificate(training("member", "secretary"), ["other"], KNOWN) is None


def test_a_training_of_one_side_gives_none() -> None:
    assert certificate(training("member"), ["member"], KNOWN) is None
