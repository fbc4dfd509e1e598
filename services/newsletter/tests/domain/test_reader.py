import pytest

from councilkit.events.newsletters import DigestDeclined, DigestWanted
from newsletter.domain.reader import Act, act, wants


def test_everybody_wants_digests_until_they_say_otherwise() -> None:
    assert wants([])


@pytest.mark.parametrize(
    ("acts", "wanted"), [([Act.DECLINE], False), ([Act.DECLINE, Act.WANT], True), ([Act.WANT, Act.DECLINE], False)]
)
def test_what_was_said_last_counts(acts: list[Act], wanted: bool) -> None:  # noqa: FBT001 - a parameter
    assert wants([act("term", one) for one in acts]) is wanted


def test_a_choice_is_for_one_term() -> None:
    assert act("term", Act.DECLINE) == DigestDeclined(term="term")
    assert act("term", Act.WANT) == DigestWanted(term="term")
