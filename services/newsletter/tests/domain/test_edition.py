from dataclasses import replace
from datetime import UTC, datetime

import pytest

from councilkit.events.newsletters import EditionFrozen, EditionGreeted, EditionOpened
from councilkit.policy import NotAllowed
from councilkit.testing.holdings import a_post, a_term
from newsletter.domain.edition import TRANSITIONS, Edition, State, open_edition
from newsletter.domain.evolve import evolve
from newsletter.domain.half import Half
from newsletter.domain.policy import FREEZE, GREET
from newsletter.domain.refusals import EditionIsFrozen, GreetingMissing, HalfTooOld, NobodyToSendTo, WindowStillOpen

EDITOR = a_post("9000", "directorate_contact")
HALF = Half(2026, 2)
AFTER = datetime(2026, 11, 16, 8, tzinfo=UTC)
OPEN = Edition("edition", HALF)
GREETED = replace(OPEN, greeted=True)
SENT = replace(GREETED, state=State.FROZEN)
ACTIONS = {
    GREET: lambda edition: edition.greet(EDITOR),
    FREEZE: lambda edition: edition.freeze(EDITOR, ["term"], []),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_edition_does_what_the_table_says_and_nothing_else(state: State, action: str) -> None:
    edition = replace(GREETED, state=state)
    if (after := TRANSITIONS.get((state, action))) is None:
        with pytest.raises(EditionIsFrozen):
            ACTIONS[action](edition)
    else:
        assert evolve(edition, ACTIONS[action](edition)).state is after


def test_an_edition_is_opened_when_its_half_year_is_over() -> None:
    opened = open_edition(EDITOR, HALF, edition="edition", now=AFTER)
    assert opened == EditionOpened(edition="edition", half="2026-2", starts=HALF.starts, ends=HALF.ends)
    assert evolve(None, opened) == OPEN


def test_an_edition_is_not_opened_while_something_can_still_happen_in_its_half_year() -> None:
    late_in_oslo = datetime(2026, 11, 15, 22, 59, tzinfo=UTC)
    with pytest.raises(WindowStillOpen):
        open_edition(EDITOR, HALF, edition="edition", now=late_in_oslo)
    an_hour_later = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
    assert open_edition(EDITOR, HALF, edition="edition", now=an_hour_later).half == "2026-2"


def test_of_what_happened_more_than_two_half_years_ago_no_edition_is_opened() -> None:
    assert open_edition(EDITOR, HALF.before, edition="edition", now=AFTER).half == "2026-1"
    with pytest.raises(HalfTooOld):
        open_edition(EDITOR, HALF.before.before, edition="edition", now=AFTER)


def test_an_edition_without_a_greeting_is_not_sent() -> None:
    assert OPEN.possible == [GREET]
    with pytest.raises(GreetingMissing):
        OPEN.freeze(EDITOR, ["term"], ["case"])


def test_a_greeting_can_be_written_anew_until_the_edition_is_sent() -> None:
    assert evolve(OPEN, OPEN.greet(EDITOR)) == GREETED
    assert GREETED.possible == [GREET, FREEZE]
    assert GREETED.greet(EDITOR) == EditionGreeted(edition="edition")


def test_an_edition_for_nobody_is_not_sent() -> None:
    with pytest.raises(NobodyToSendTo):
        GREETED.freeze(EDITOR, [], ["case"])


def test_a_sent_edition_keeps_whom_it_went_to_and_what_it_told_of() -> None:
    frozen = GREETED.freeze(EDITOR, ["term"], ["case"])
    assert frozen == EditionFrozen(edition="edition", terms=("term",), cases=("case",))
    assert evolve(GREETED, frozen) == replace(SENT, terms=("term",), cases=("case",))


@pytest.mark.parametrize("other", [a_post("0701"), a_term("harbour"), a_term("harbour", "secretary", side="nav")])
def test_nobody_but_the_directorates_contact_edits(other: object) -> None:
    for act in (
        lambda: open_edition(other, HALF, edition="edition", now=AFTER),  # type: ignore[arg-type]
        lambda: GREETED.greet(other),  # type: ignore[arg-type]
        lambda: GREETED.freeze(other, ["term"], []),  # type: ignore[arg-type]
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_edition_begins_by_being_opened() -> None:
    with pytest.raises(ValueError, match="begins by being opened"):
        evolve(None, EditionGreeted(edition="edition"))
