import pytest

from councilkit.events import Event
from councilkit.events.newsletters import DigestDeclined, DigestWanted
from newsletter.domain.reader import CHANGES_AT_MOST, Act, choose, wants
from newsletter.domain.refusals import ChosenTooOften

DECLINED, WANTED = DigestDeclined(term="term"), DigestWanted(term="term")


def test_everybody_wants_digests_until_they_say_otherwise() -> None:
    assert wants([])


@pytest.mark.parametrize(
    ("told", "wanted"), [([DECLINED], False), ([DECLINED, WANTED], True), ([DECLINED, WANTED, DECLINED], False)]
)
def test_what_was_said_last_counts(told: list[Event], wanted: bool) -> None:  # noqa: FBT001 - a parameter
    assert wants(told) is wanted


def test_a_choice_is_for_one_term() -> None:
    assert choose("term", [], Act.DECLINE) == DECLINED
    assert choose("term", [DECLINED], Act.WANT) == WANTED


def test_what_holds_already_changes_nothing() -> None:
    assert choose("term", [], Act.WANT) is None
    assert choose("term", [DECLINED], Act.DECLINE) is None


def test_after_many_changes_digests_can_be_declined_and_not_be_wanted_again() -> None:
    often: list[Event] = [DECLINED, WANTED] * (CHANGES_AT_MOST // 2)
    assert choose("term", often[:-1], Act.WANT) == WANTED
    assert choose("term", often, Act.WANT) is None
    assert choose("term", often, Act.DECLINE) == DECLINED
    with pytest.raises(ChosenTooOften):
        choose("term", [*often, DECLINED], Act.WANT)
