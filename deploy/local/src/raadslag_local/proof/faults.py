"""What goes wrong, and when: chosen by a seed before anything runs, so that it can be played again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

KAFKA, MONGODB = "Kafka", "MongoDB"
GROUND = (KAFKA, MONGODB)

BETWEEN = (1.0, 5.0)
"""Seconds from one fault to the next."""

ASLEEP = (7.0, 9.0)
"""Seconds in which a process stands still: more than a lease lasts."""

SLEEPS = 0.2
"""How many of the faults are followed by one more: a service that falls asleep."""

CUTS, AMONG = 3, 30
"""How many mails are taken over a line that is then cut, and among how many of the first."""


@dataclass(frozen=True)
class Fault:
    """A program is killed, or, if `asleep` is not 0, stands still for so many seconds."""

    after: float
    """Seconds since the fault before."""

    program: str
    asleep: float = 0.0

    def __str__(self) -> str:
        return f"{self.program} stands still for {self.asleep:.1f} s" if self.asleep else f"{self.program} is killed"


def faults(seed: int, kills: int, services: Sequence[str]) -> Iterator[Fault]:
    """Choose so many kills: every program once, in any order, then every program once more, and so on."""
    random = Random(seed)  # noqa: S311 - it is to be foreseen
    everyone = [*GROUND, *services]
    for number in range(kills):
        if number % len(everyone) == 0:
            random.shuffle(everyone)
        yield Fault(random.uniform(*BETWEEN), everyone[number % len(everyone)])
        if random.random() < SLEEPS:
            yield Fault(random.uniform(*BETWEEN), random.choice(services), asleep=random.uniform(*ASLEEP))


def cuts(seed: int) -> str:
    """Choose the mails after whose last dot the sink cuts the line, as it is told them."""
    random = Random(f"cuts of {seed}")  # noqa: S311 - see above
    return ",".join(map(str, sorted(random.sample(range(1, AMONG), CUTS))))
