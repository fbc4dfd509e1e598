from collections import Counter

import pytest

from raadslag_local.canaries.flock import flock
from raadslag_local.canaries.proof import KINDS, Places, Verdict, judge
from raadslag_local.canaries.search import Findings, Sighting

STORE = "house_council-registry.contacts"
TEXTS = "house_case-flow.ledger.texts"
PAGE = "archive typed FUGL-0.zip sak.pdf"
BIRDS = flock(20)
GONE = {1, 5, 9, 13, 17}


def findings(*numbers: int, **elsewhere: int) -> Findings:
    """See these in the contact store, what somebody typed where that belongs, and others where the words say."""
    seen = {Sighting(STORE, number) for number in numbers} | {Sighting(TEXTS, 2), Sighting(PAGE, 2)}
    seen |= {Sighting(where.replace("_", " "), number) for where, number in elsewhere.items()}
    return Findings(seen, Counter(dict.fromkeys(KINDS, 1)))


def judged(before: Findings, after: Findings) -> Verdict:
    return judge(before, after, Places({STORE}, {TEXTS}), BIRDS, GONE)


def stay() -> list[int]:
    return [bird.number for bird in BIRDS if bird.number not in GONE]


def test_who_is_only_in_the_contact_store_and_gone_from_it_is_well() -> None:
    verdict = judged(findings(*range(20)), findings(*stay()))
    assert (verdict.code, verdict.lines()) == (0, ["canaries: 0 outside the contact store, 0 of 5 erased found"])


@pytest.mark.parametrize(
    "place",
    ["log_registry.log", "topic_councils", "export_traces-1", "other.views", "archive_plain_FUGL-0.zip_sak.pdf"],
)
def test_one_who_is_anywhere_else_is_told(place: str) -> None:
    for before, after in (
        (findings(*range(20), **{place: 3}), findings(*stay())),
        (findings(*range(20)), findings(*stay(), **{place: 3})),
    ):
        verdict = judged(before, after)
        assert verdict.code == 1
        assert verdict.lines()[0] == f"1 canaries are in {place.replace('_', ' ')}."
        assert verdict.lines()[-1] == "canaries: 1 outside the contact store, 0 of 5 erased found"


def test_one_who_was_erased_and_is_back_in_the_contact_store_is_told() -> None:
    verdict = judged(findings(*range(20)), findings(*stay(), 5))
    assert (verdict.code, verdict.lines()[-1]) == (1, "canaries: 0 outside the contact store, 1 of 5 erased found")


def test_a_mail_that_goes_to_one_who_was_erased_is_told_and_others_are_not() -> None:
    assert judged(findings(*range(20)), findings(*stay(), **{"mail_7.eml": 2})).code == 0
    verdict = judged(findings(*range(20)), findings(*stay(), **{"mail_7.eml": 5}))
    assert (verdict.code, verdict.lines()[-1]) == (1, "canaries: 0 outside the contact store, 1 of 5 erased found")


@pytest.mark.parametrize("place", [TEXTS, PAGE])
def test_words_that_name_one_who_was_erased_are_told(place: str) -> None:
    after = findings(*stay())
    after.sightings.add(Sighting(place, 9))
    verdict = judged(findings(*range(20)), after)
    assert (verdict.code, verdict.lines()[-1]) == (1, "canaries: 0 outside the contact store, 1 of 5 erased found")


@pytest.mark.parametrize("place", [TEXTS, PAGE])
def test_a_search_that_never_saw_a_name_among_words_has_proved_nothing(place: str) -> None:
    before = findings(*range(20))
    before.sightings -= {Sighting(place, 2)}
    assert judged(before, findings(*stay())).code == 1


@pytest.mark.parametrize("kind", KINDS)
def test_who_looks_at_nothing_has_proved_nothing(kind: str) -> None:
    after = findings(*stay())
    after.searched[kind] = 0
    verdict = judged(findings(*range(20)), after)
    assert (verdict.code, verdict.blind) == (1, [kind])


def test_canaries_that_never_were_there_prove_nothing() -> None:
    assert judged(findings(*range(19)), findings(*stay())).code == 1
    assert judged(findings(*range(20)), findings()).code == 1
