from datetime import UTC, date, datetime

import pytest

from portal.adapters.catalogues import wordings
from portal.application.resources import Due
from portal.application.wording import Wording
from portal.testing.councils import LARVIK, post, term

LEADER = term("lar", "leader")


@pytest.fixture(scope="module")
def nb() -> Wording:
    return wordings()["nb"]


def test_days_are_written_as_nav_writes_them(nb: Wording) -> None:
    assert nb.day(date(2023, 9, 1)) == "1. september 2023"


@pytest.mark.parametrize(("hour", "told"), [(12, "kl. 14.00"), (22, "kl. 00.00")])
def test_times_are_oslos(nb: Wording, hour: int, told: str) -> None:
    assert nb.moment(datetime(2023, 6, 30, hour, tzinfo=UTC)).endswith(told)


def test_a_day_that_begins_in_oslo_is_oslos_day(nb: Wording) -> None:
    assert nb.date_of(datetime(2023, 6, 30, 22, 30, tzinfo=UTC)) == "1. juli 2023"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Send som leder i Lokalt brukerutvalg Larvik"),
        ("nn", "Send som leiar i Lokalt brukarutval Larvik"),
        ("en", "Send as leader in Lokalt brukerutvalg Larvik"),
    ],
)
def test_a_button_says_for_whom(language: str, told: str) -> None:
    assert wordings()[language].button("send_case", LEADER) == told


def test_a_button_that_ends_in_a_clause_is_set_off_from_for_whom(nb: Wording) -> None:
    assert nb.button("hold_meeting", LEADER) == "Skriv hvem som kom, som leder i Lokalt brukerutvalg Larvik"


def test_a_post_acts_on_behalf_of_its_unit(nb: Wording) -> None:
    assert nb.button("give_answer", post(LARVIK, "answering_manager")) == "Svar på vegne av Nav Larvik"


def test_a_proposed_date_is_called_proposed(nb: Wording) -> None:
    due = Due(on=date(2026, 12, 5), rule="receive", status="proposed")
    assert nb.by(due) == " innen 5. desember 2026 (foreslått frist)"


def test_an_unknown_rule_is_told_in_words_too(nb: Wording) -> None:
    assert nb.explain("title", "some-new-rule") == "Se over dette, og prøv igjen."
