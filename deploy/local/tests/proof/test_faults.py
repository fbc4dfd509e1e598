"""What goes wrong is chosen by a seed."""

from collections import Counter

from councilkit.lease import SECONDS
from raadslag_local.proof.faults import AMONG, ASLEEP, CUTS, GROUND, Fault, cuts, faults

SERVICES = ("council-registry", "case-flow", "case-flow-2")


def kills(seed: int, number: int) -> list[Fault]:
    return [fault for fault in faults(seed, number, SERVICES) if not fault.asleep]


def sleeps(seed: int, number: int) -> list[Fault]:
    return [fault for fault in faults(seed, number, SERVICES) if fault.asleep]


def test_a_seed_plays_the_same_again() -> None:
    assert list(faults(7, 50, SERVICES)) == list(faults(7, 50, SERVICES))
    assert list(faults(7, 50, SERVICES)) != list(faults(8, 50, SERVICES))


def test_as_much_is_killed_as_was_asked_for_and_everything_as_often() -> None:
    assert Counter(fault.program for fault in kills(1, 50)) == dict.fromkeys((*GROUND, *SERVICES), 10)
    assert len(kills(1, 7)) == 7


def test_now_and_then_a_service_stands_still_for_longer_than_a_lease() -> None:
    assert {fault.program for fault in sleeps(1, 200)} == {*SERVICES}
    assert min(fault.asleep for fault in sleeps(1, 200)) > ASLEEP[0] > SECONDS


def test_a_fault_says_what_happens() -> None:
    assert str(Fault(1.0, "Kafka")) == "Kafka is killed"
    assert str(Fault(1.0, "case-flow", asleep=8.25)) == "case-flow stands still for 8.2 s"


def test_the_line_of_some_of_the_first_mails_is_cut() -> None:
    chosen = [int(number) for number in cuts(1).split(",")]
    assert (cuts(1), len(chosen), max(chosen) < AMONG) == (cuts(1), CUTS, True)
    assert cuts(1) != cuts(2)
