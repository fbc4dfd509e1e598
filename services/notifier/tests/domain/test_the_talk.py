"""Who must have been at the yearly talk."""

import pytest

from councilkit.events.councils import Side, TermRole
from notifier.domain.council import Came, was_talk

LEADER = Came("harbour", TermRole.LEADER, Side.USER)
NAV_LEADER = Came("harbour", TermRole.LEADER, Side.NAV)
MEMBER = Came("harbour", TermRole.MEMBER, Side.USER)
OBSERVER = Came("harbour", TermRole.OBSERVER, Side.USER)
SECRETARY = Came("harbour", TermRole.SECRETARY, Side.NAV)
OTHER_LEADER = Came("valley", TermRole.LEADER, Side.USER)
OTHER_SECRETARY = Came("valley", TermRole.SECRETARY, Side.NAV)


@pytest.mark.parametrize(
    ("came", "talked"),
    [
        ([LEADER, SECRETARY], True),
        ([LEADER, OTHER_SECRETARY], True),
        ([LEADER, MEMBER], False),
        ([MEMBER, SECRETARY], False),
        ([OTHER_LEADER, MEMBER, SECRETARY], False),
        ([NAV_LEADER, MEMBER], True),
        ([NAV_LEADER, SECRETARY], False),
        ([NAV_LEADER, OTHER_LEADER], False),
        ([NAV_LEADER, OBSERVER], False),
        ([], False),
    ],
)
def test_the_talk_needs_the_leader_and_a_user_of_the_council_and_somebody_from_nav(
    came: list[Came],
    talked: bool,  # noqa: FBT001 - the table's
) -> None:
    assert was_talk(came, "harbour") is talked
