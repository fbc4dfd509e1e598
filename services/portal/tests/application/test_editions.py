import pytest

from councilkit.mailing.mail import State
from portal.application.editions import Fate, Lost, Trouble, fates, lost


@pytest.mark.parametrize(
    ("state", "fate"),
    [
        (State.PLANNED, Fate.ON_THE_WAY),
        (State.CLAIMED, Fate.ON_THE_WAY),
        (State.ATTEMPTING, Fate.ON_THE_WAY),
        (State.DEFERRED, Fate.ON_THE_WAY),
        (State.ACCEPTED, Fate.SENT),
        (State.REFUSED, Fate.LOST),
        (State.IN_DOUBT, Fate.UNSURE),
        (State.SUPPRESSED, Fate.NOT_NEEDED),
    ],
)
def test_every_state_of_a_mail_has_a_plain_word(state: State, fate: Fate) -> None:
    assert fates({state: 3}) == [(fate, 3)]


def test_all_that_is_on_its_way_is_counted_together() -> None:
    assert fates({"planned": 3, "deferred": 4, "accepted": 5}) == [(Fate.SENT, 5), (Fate.ON_THE_WAY, 7)]


def test_what_was_lost_is_counted_by_council() -> None:
    troubles = tuple(Trouble(state="refused", councils=councils) for councils in (("lar",), ("lar", "rbu"), ()))
    assert lost(troubles) == [Lost("lar", Fate.LOST, 2), Lost("rbu", Fate.LOST, 1), Lost(None, Fate.LOST, 1)]


def test_what_is_tried_again_is_not_lost() -> None:
    assert lost((Trouble(state="deferred", councils=("lar",)),)) == []
